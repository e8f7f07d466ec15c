import type { Connection } from "../../src/database/sqlite/connection.ts";
import { FLAKY, PIXVERSE, type Receipt, STEADY } from "../clients/receiver.ts";

/** Each task's history, told to each webhook: all of it, in its order, and nothing else. */
export function compareAnnouncements(reader: Connection, receipts: readonly Receipt[]): string[] {
	const heard = new Map<string, (string | null)[]>();
	for (const { path, task, type, taken } of receipts) {
		if (!taken) continue;
		const name = `${path} ${task}`;
		heard.set(name, [...(heard.get(name) ?? []), type]);
	}
	const violations: string[] = [];
	for (const [task, history] of histories(reader)) {
		const told = history.filter((status) => TOLD.includes(status)).map((status) => `task.${status}`);
		for (const path of [FLAKY, STEADY]) {
			const first = [...new Set(heard.get(`${path} ${task}`) ?? [])];
			if (String(first) !== String(told)) {
				violations.push(`I6: ${path} took [${first}] of task ${task}, whose history is [${told}]`);
			}
		}
		if (!heard.has(`${PIXVERSE} ${task}`)) violations.push(`I6: ${PIXVERSE} took nothing of task ${task}`);
	}
	return violations;
}

const TOLD = ["running", "succeeded", "failed", "rejected", "cancelled"];

/** The statuses of each task in their order, without repetitions. */
function histories(reader: Connection): ReadonlyMap<number, readonly string[]> {
	const rows = reader.sql("SELECT task_id, status FROM timeline ORDER BY task_id, version").raw().all();
	const histories = new Map<number, string[]>();
	for (const [task, status] of rows as [number, string][]) {
		const history = histories.get(task) ?? [];
		if (!history.includes(status)) history.push(status);
		histories.set(task, history);
	}
	return histories;
}
