import type { Connection } from "./connection.ts";
import { checkModelLimits } from "./check-model-limits.ts";
import { checkTask, type LedgerTask, type TaskEntry } from "./check-task-entries.ts";
import { checkUsage } from "./check-usage.ts";
import { type Disagreement, type Figures, PurseSums, readPurses } from "./purse-sums.ts";

export type Verification =
	| { readonly ok: true; readonly purses: number; readonly tasks: number; readonly entries: number }
	| { readonly ok: false; readonly disagreement: Disagreement };

/**
 * Adds everything up again from the ledger's entries and from the tasks, task by task, then purse by purse, and stops at
 * the first figure that is not what it should be. One read transaction: a server may go on writing beside it.
 */
export function verifyLedger(reader: Connection): Verification {
	reader.sql("BEGIN").run();
	try {
		return verify(reader);
	} finally {
		reader.sql("COMMIT").run();
	}
}

function verify(reader: Connection): Verification {
	const sums = new PurseSums();
	const counted = { purses: 0, tasks: 0, entries: 0 };
	for (const { task, entries } of lives(reader)) {
		const disagreement = checkTask(task, entries);
		if (disagreement !== null) return { ok: false, disagreement };
		for (const entry of entries) sums.addEntry(entry);
		if (task !== null && task.settlement === null) sums.addUnsettled(task);
		counted.tasks += task === null ? 0 : 1;
		counted.entries += entries.length;
	}
	for (const entry of reader.sql(ENTRIES_WITHOUT_TASK).iterate() as Iterable<TaskEntry>) {
		if (entry.kind !== "grant" && entry.kind !== "adjust") return { ok: false, disagreement: homeless(entry) };
		sums.addEntry(entry);
		counted.entries += 1;
	}
	for (const purse of readPurses(reader)) {
		const disagreement = sums.compare(purse);
		if (disagreement !== null) return { ok: false, disagreement };
		counted.purses += 1;
	}
	const disagreement = sums.unclaimed() ?? checkModelLimits(reader) ?? checkUsage(reader);
	return disagreement === null ? { ok: true, ...counted } : { ok: false, disagreement };
}

const ENTRIES_WITHOUT_TASK = `SELECT task_id AS "taskId", account, mode, kind, amount FROM ledger WHERE task_id IS NULL`;
const ENTRIES_BY_TASK = `SELECT task_id AS "taskId", account, mode, kind, amount FROM ledger WHERE task_id IS NOT NULL
	ORDER BY task_id, id`;
const TASKS = `SELECT id, account, mode, status, json_extract(facts, '$.data.price') AS price,
	json_extract(facts, '$.data.settlement') AS settlement FROM tasks ORDER BY id`;

interface Life {
	/** Null once the task was forgotten: the ledger is for ever, its task is not. */
	readonly task: LedgerTask | null;
	readonly entries: readonly TaskEntry[];
}

/** Tasks and their entries side by side, both in the order of their ids: so that millions need no memory. */
function* lives(reader: Connection): Generator<Life> {
	const groups = entriesByTask(reader);
	try {
		let group = groups.next();
		for (const task of reader.sql(TASKS).iterate() as Iterable<LedgerTask>) {
			for (; group.done !== true && group.value.taskId < task.id; group = groups.next()) {
				yield { task: null, entries: group.value.entries };
			}
			if (group.done === true || group.value.taskId > task.id) {
				yield { task, entries: [] };
				continue;
			}
			yield { task, entries: group.value.entries };
			group = groups.next();
		}
		for (; group.done !== true; group = groups.next()) yield { task: null, entries: group.value.entries };
	} finally {
		groups.return(undefined);
	}
}

function* entriesByTask(reader: Connection): Generator<{ taskId: number; entries: readonly TaskEntry[] }, undefined> {
	let entries: TaskEntry[] = [];
	for (const entry of reader.sql(ENTRIES_BY_TASK).iterate() as Iterable<TaskEntry & { taskId: number }>) {
		const [first] = entries;
		if (first?.taskId != null && first.taskId !== entry.taskId) {
			yield { taskId: first.taskId, entries };
			entries = [];
		}
		entries.push(entry);
	}
	if (entries[0]?.taskId != null) yield { taskId: entries[0].taskId, entries };
	return undefined;
}

function homeless({ account, mode, kind, amount }: TaskEntry): Disagreement {
	const figures: Figures = [
		{ source: "the ledger", value: amount },
		{ source: "no task", value: null },
	];
	return { account, mode, taskId: null, about: kind, figures };
}
