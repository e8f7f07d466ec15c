import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readConfig } from "../../src/config.ts";
import { createFakeEngine, type FakeEngine } from "../../src/contracts/fake-engine.ts";
import { makeAccount, makeDraft } from "../../src/contracts/task-factory.ts";
import { systemClock } from "../../src/core/clock.ts";
import { dollars } from "../../src/core/money.ts";
import type { Task } from "../../src/core/task.ts";
import { createSqliteDatabase, type SqliteDatabase } from "../../src/database/sqlite/database.ts";
import { createFilmgate } from "../../src/filmgate.ts";
import { atMost, type Line, type Row } from "../lib/row.ts";
import { median, milliseconds } from "../lib/statistics.ts";

const RUNNING = 10_000;
const AT_ONCE = 1_000;
const MOST_MS = 2_000;
const ROUNDS = 3;
const FILM = new URL("../../src/media/fixtures/fast-start.mp4", import.meta.url);

/** From the start of a server on a folder with 10,000 running tasks until its engine was asked about every one of them. */
export const restart: Row = {
	name: "restart",
	async run() {
		const polled: number[] = [];
		let starts = 0;
		for (let round = 0; round < ROUNDS; round += 1) {
			const folder = mkdtempSync(join(tmpdir(), "filmgate-bench-restart-"));
			try {
				await leaveRunningTasks(folder);
				const seen = await restartOn(folder);
				polled.push(seen.ms);
				starts += seen.starts;
			} finally {
				rmSync(folder, { recursive: true, force: true });
			}
		}
		return [toLine(median(polled), starts)];
	},
};

/** What a server leaves behind that was killed while an engine worked on its tasks. */
async function leaveRunningTasks(folder: string): Promise<void> {
	const database = await createSqliteDatabase({ file: join(folder, "filmgate.db"), clock: systemClock });
	const account = makeAccount();
	await database.accounts.createAccount(account, { live: dollars(100_000), test: 0 });
	const drafts = Array.from({ length: RUNNING }, () => makeDraft({ account: account.id, createdAt: Date.now() }));
	await inParts(drafts, (draft) => database.tasks.create(draft));
	await inParts(await claimAll(database), (task) => {
		const handle = { work: task.startToken };
		return database.tasks.apply(task.id, { type: "started", handle, warnings: [] }, database.incarnation);
	});
	await database.close();
}

async function claimAll({ tasks, incarnation: owner }: SqliteDatabase): Promise<Task[]> {
	const claim = { engine: "preview", mode: "live", limit: AT_ONCE, owner, longestJobMs: 3_600_000 } as const;
	const claimed: Task[] = [];
	while (claimed.length < RUNNING) {
		claimed.push(...(await tasks.claim({ ...claim, mintToken: () => crypto.randomUUID() })));
	}
	return claimed;
}

async function inParts<Item>(items: readonly Item[], work: (item: Item) => Promise<unknown>): Promise<void> {
	for (let at = 0; at < items.length; at += AT_ONCE) await Promise.all(items.slice(at, at + AT_ONCE).map(work));
}

async function restartOn(dataFolder: string): Promise<{ ms: number; starts: number }> {
	const all = Promise.withResolvers<number>();
	const engine = createFakeEngine({ name: "preview", film: readFileSync(FILM), finish: "by-hand" });
	countLooks(engine, () => all.resolve(performance.now()));
	const startedAt = performance.now();
	const filmgate = await createFilmgate(readConfig({ port: 0, dataFolder }, {}), { preview: engine });
	const ms = (await all.promise) - startedAt;
	await filmgate.close();
	return { ms, starts: engine.starts.length };
}

function countLooks(engine: FakeEngine, done: () => void): void {
	const seen = new Set<unknown>();
	engine.status = async (handle) => {
		seen.add((handle as { work: unknown }).work);
		if (seen.size === RUNNING) done();
		return { kind: "working", progress: null, askAgainAfterMs: 60_000 };
	};
}

function toLine(ms: number, starts: number): Line {
	return {
		what: `restart with ${RUNNING.toLocaleString("en")} running tasks, until each was asked about again`,
		reached: `${milliseconds(ms)}, ${starts} started again`,
		beside: "",
		goals: [atMost(ms, MOST_MS, milliseconds(ms)), atMost(starts, 0, `${starts} started again`)],
		figures: { ms, starts },
	};
}
