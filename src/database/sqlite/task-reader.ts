import { z } from "zod";
import type { Clock } from "../../core/clock.ts";
import type { Id } from "../../core/ids.ts";
import type { FilmRecord, RequestKey, TaskQuery, TaskStore } from "../../core/ports/task-store.ts";
import { TASK_STATUSES, type Task, type TimelineEntry } from "../../core/task.ts";
import type { Connection } from "./connection.ts";
import { queuePosition } from "./queue-position.ts";
import { readStored, readTask, SELECT_BY_REQUEST, SELECT_TASK, SELECT_TASKS } from "./rows.ts";

type Reads =
	| "find"
	| "findByRequest"
	| "list"
	| "queuePosition"
	| "timeline"
	| "overdue"
	| "expired"
	| "late"
	| "nextClaimable"
	| "findFilm";

/** The half of the task store that asks. Every query is answered from an index, whatever the number of tasks. */
export function createTaskReader(connection: Connection, clock: Clock): Pick<TaskStore, Reads> {
	const find = (id: Id) => {
		const row = connection.sql(SELECT_TASK).get(id);
		return row === undefined ? null : readTask(row);
	};
	const all = (where: string, ...values: unknown[]) =>
		connection
			.sql(`${SELECT_TASKS} WHERE ${where}`)
			.all(...values)
			.map(readTask);
	// One transaction, so that a task that moves from one status to another meanwhile is in the list once, as it was.
	const list = connection.database.transaction((query: TaskQuery) =>
		listIds(connection, query)
			.map(find)
			.filter((task) => task !== null),
	);
	return {
		find: async (id) => find(id),
		findByRequest: async (key) => findByRequest(connection, key),
		list: async (query) => list(query),
		queuePosition: async (task) => queuePosition(connection, task, clock.now()),
		timeline: async (id) => {
			const task = find(id);
			return task === null ? [] : timeline(connection, task);
		},
		overdue: async (now, limit) => all("deadline_at <= ? ORDER BY deadline_at LIMIT ?", now, limit),
		expired: async (now, limit) =>
			all("expires_at <= ? AND deleted_at IS NULL ORDER BY expires_at LIMIT ?", now, limit),
		late: async (limit) => all("late_until_at IS NOT NULL ORDER BY late_until_at LIMIT ?", limit),
		nextClaimable: async (now) => nextClaimable(connection, now),
		findFilm: async (id) => findFilm(connection, id),
	};
}

function findByRequest(connection: Connection, { account, mode, wire, key }: RequestKey) {
	const row = connection.sql(SELECT_BY_REQUEST).get(account, mode, wire, key);
	if (row === undefined) return null;
	const { task, hash } = readStored(row);
	return { task, hash: hash ?? "" };
}

/** The newest of each status, merged: so a rare status is found as fast as a common one. */
function listIds(connection: Connection, query: TaskQuery): readonly Id[] {
	const { account, mode, statuses = TASK_STATUSES, before = Number.MAX_SAFE_INTEGER, after = 0, limit } = query;
	const rising = query.order === "oldest-first";
	const firstOnes = connection
		.sql(`SELECT id FROM tasks WHERE account = ? AND mode = ? AND status = ? AND id < ? AND id > ?
			AND deleted_at IS NULL ORDER BY id ${rising ? "ASC" : "DESC"} LIMIT ?`)
		.pluck();
	return [...new Set(statuses)]
		.flatMap((status) => firstOnes.all(account, mode, status, before, after, limit) as Id[])
		.sort((one, other) => (rising ? one - other : other - one))
		.slice(0, limit);
}

const timelineRow: z.ZodType<TimelineEntry> = z.object({
	at: z.int(),
	event: z.string(),
	status: z.enum(TASK_STATUSES),
	detail: z.string().nullable(),
});

function timeline(connection: Connection, task: Task): readonly TimelineEntry[] {
	const rows = connection
		.sql("SELECT at, event, status, detail FROM timeline WHERE task_id = ? ORDER BY version")
		.all(task.id);
	return [
		{ at: task.createdAt, event: "created", status: "queued", detail: null },
		...rows.map((row) => timelineRow.parse(row)),
	];
}

function nextClaimable(connection: Connection, now: number): number | null {
	const next = connection.sql("SELECT next_at FROM turns WHERE next_at > ? ORDER BY next_at LIMIT 1").pluck().get(now);
	return typeof next === "number" ? next : null;
}

function findFilm(connection: Connection, id: Id): FilmRecord | null {
	const row = connection.sql(`${SELECT_TASKS} WHERE id = (SELECT task_id FROM films WHERE id = ?)`).get(id);
	if (row === undefined) return null;
	const task = readTask(row);
	const film = task.films.find((each) => each.id === id);
	if (film === undefined || task.expiresAt === null) return null;
	return { film, taskId: task.id, account: task.account, expiresAt: task.expiresAt };
}
