import { join } from "node:path";
import { isTerminal } from "../../src/core/task.ts";
import { type Connection, openReadable } from "../../src/database/sqlite/connection.ts";
import { verifyLedger } from "../../src/database/sqlite/verify-ledger.ts";
import type { ClientRecord } from "../clients/record.ts";
import type { Receipt } from "../clients/receiver.ts";
import type { UpstreamReport } from "../upstream/works.ts";
import { compareAnnouncements } from "./announcements.ts";
import { compareFilms, orphans } from "./files.ts";
import { compareStarts } from "./starts.ts";
import { count, storedTasks } from "./stored-task.ts";
import { compareTasks } from "./tasks.ts";

export interface Witnesses {
	readonly dataFolder: string;
	readonly record: ClientRecord;
	readonly receipts: readonly Receipt[];
	readonly report: UpstreamReport;
}

export interface Comparison {
	readonly violations: readonly string[];
	/** How many tasks ended in each status. */
	readonly ends: Readonly<Record<string, number>>;
	readonly charges: number;
	/** Announcements that were to be made. */
	readonly announcements: number;
}

/** What the server has stored, against what its clients, its upstream and its receivers remember. No server runs meanwhile. */
export function compare({ dataFolder, record, receipts, report }: Witnesses): Comparison {
	const reader = openReadable(join(dataFolder, "filmgate.db"));
	try {
		const tasks = storedTasks(reader);
		const ends: Record<string, number> = {};
		for (const { status } of tasks) ends[status] = (ends[status] ?? 0) + 1;
		return {
			violations: [
				...compareTasks(tasks, record),
				...compareStarts(tasks, report),
				...compareLedger(reader),
				...compareAnnouncements(reader, receipts),
				...compareFilms(dataFolder, tasks, report),
				...orphans(dataFolder, tasks).map((path) => `${path} is an orphan`),
			],
			ends,
			charges: count(reader, "SELECT count(*) FROM ledger WHERE kind = 'charge'"),
			announcements: count(reader, "SELECT count(*) FROM announcements"),
		};
	} finally {
		reader.close();
	}
}

/** What has not come to rest yet: unfinished tasks and announcements that wait. */
export function unsettled(reader: Connection): number {
	const tasks = storedUnfinished(reader);
	return tasks + count(reader, "SELECT count(*) FROM announcements WHERE status = 'pending'");
}

function storedUnfinished(reader: Connection): number {
	const statuses = reader.sql("SELECT status FROM tasks").pluck().all() as Parameters<typeof isTerminal>[0][];
	return statuses.filter((status) => !isTerminal(status)).length;
}

function compareLedger(reader: Connection): string[] {
	const found = verifyLedger(reader);
	const violations = found.ok ? [] : [`I4: the ledger does not add up: ${JSON.stringify(found.disagreement)}`];
	const held = count(reader, "SELECT total(held) + total(in_flight) FROM purses");
	if (held !== 0) violations.push("I4: money is held for tasks that have ended");
	return violations;
}
