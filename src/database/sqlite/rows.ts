import type { TaskDraft } from "../../core/ports/task-store.ts";
import type { Task } from "../../core/task.ts";
import {
	factsColumn,
	handleColumn,
	orderColumn,
	resultColumn,
	type TaskFacts,
	taskRow,
	type TaskResult,
} from "./task-columns.ts";

type Value = string | number | null;

/** What `readTask` needs of a row. */
const TASK_COLUMNS = `id, version, account, mode, wire, status, engine, owner, not_before_at, deadline_at,
	expires_at, deleted_at, late_until_at, request_hash, facts, "order", handle, result`;

/** The columns that `insertValues` fills, in its order. */
const INSERT_COLUMNS = `id, version, account, mode, wire, status, engine, owner, not_before_at, deadline_at,
	expires_at, deleted_at, request_key, request_hash, facts, "order", handle, result`;

/** Begins every query for tasks. Texts that are built from it are built once: a statement is looked up by its text. */
export const SELECT_TASKS = `SELECT ${TASK_COLUMNS} FROM tasks`;
export const SELECT_TASK = `${SELECT_TASKS} WHERE id = ?`;
export const SELECT_BY_REQUEST = `${SELECT_TASKS} WHERE account = ? AND mode = ? AND wire = ? AND request_key = ?`;
export const INSERT_TASK = `INSERT INTO tasks (${INSERT_COLUMNS}) VALUES (${INSERT_COLUMNS.replaceAll(/[^,]+/g, "?")})
	ON CONFLICT (id) DO NOTHING`;

export interface StoredTask {
	readonly task: Task;
	/** The hash of the request that made it; null when it came without a key. */
	readonly hash: string | null;
}

/** A row of `tasks`, checked. */
export function readStored(row: unknown): StoredTask {
	const { request_hash, not_before_at, deadline_at, expires_at, deleted_at, late_until_at, ...columns } =
		taskRow.parse(row);
	const task: Task = {
		...factsColumn.read(columns.facts),
		...(columns.result === null ? NO_RESULT : resultColumn.read(columns.result)),
		id: columns.id,
		version: columns.version,
		account: columns.account,
		mode: columns.mode,
		wire: columns.wire,
		status: columns.status,
		engine: columns.engine,
		owner: columns.owner,
		order: orderColumn.read(columns.order),
		handle: columns.handle === null ? null : handleColumn.read(columns.handle),
		notBeforeAt: not_before_at,
		deadlineAt: deadline_at,
		expiresAt: expires_at,
		deletedAt: deleted_at,
		lateUntilAt: late_until_at,
	};
	return { task, hash: request_hash };
}

export function readTask(row: unknown): Task {
	return readStored(row).task;
}

/** A new task's columns, ready to bind. The id comes first. */
export function insertValues({ task, request }: Pick<TaskDraft, "task" | "request">): Value[] {
	return [
		task.id,
		task.version,
		task.account,
		task.mode,
		task.wire,
		task.status,
		task.engine,
		task.owner,
		task.notBeforeAt,
		task.deadlineAt,
		task.expiresAt,
		task.deletedAt,
		request === null ? null : request.key.key,
		request === null ? null : request.hash,
		writeFacts(task),
		orderColumn.write(task.order),
		writeHandle(task),
		writeResult(task),
	];
}

export function writeFacts(task: Task): string {
	const facts: TaskFacts = {
		clientReference: task.clientReference,
		webhook: task.webhook,
		startToken: task.startToken,
		progress: task.progress,
		price: task.price,
		settlement: task.settlement,
		longestJobMs: task.longestJobMs,
		startDeadlineAt: task.startDeadlineAt,
		finishDeadlineAt: task.finishDeadlineAt,
		cancelRequestedAt: task.cancelRequestedAt,
		parkedAt: task.parkedAt,
		createdAt: task.createdAt,
		startingAt: task.startingAt,
		runningAt: task.runningAt,
		archivingAt: task.archivingAt,
		endedAt: task.endedAt,
		updatedAt: task.updatedAt,
		retentionMs: task.retentionMs,
	};
	return factsColumn.write(facts);
}

export function writeHandle({ handle }: Task): string | null {
	return handle === null ? null : handleColumn.write(handle);
}

/** Null for a task to which nothing has come yet, as for most. */
export function writeResult({ warnings, failure, engineFilms, films, late }: Task): string | null {
	if (warnings.length === 0 && failure === null && engineFilms === null && films.length === 0) return null;
	return resultColumn.write({ warnings, failure, engineFilms, films, late });
}

const NO_RESULT: TaskResult = { warnings: [], failure: null, engineFilms: null, films: [], late: null };
