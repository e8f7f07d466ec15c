import type { Decision } from "../../../core/lifecycle.ts";
import type { Settlement } from "../../../core/money.ts";
import type { Task } from "../../../core/task.ts";
import type { Connection } from "../connection.ts";
import { orderColumn } from "../task-columns.ts";
import { writeFacts, writeHandle, writeResult } from "../rows.ts";
import { announce, forgetAnnouncements } from "./announce.ts";
import { countEnded } from "./count-usage.ts";
import { countInFlight } from "./model-limits.ts";
import { keepTurn } from "./turns.ts";

type Moved = Extract<Decision, { kind: "moved" }>;

/** Most lines of history that a task keeps beside its creation; the oldest go first. */
export const TIMELINE_LIMIT = 200;

/** Writes what `decide` decided about `before`: the row under its id and version, and all that goes with it. */
export function saveDecision(connection: Connection, before: Task, { task, effects }: Moved): void {
	saveRow(connection, before, task);
	keepTurn(connection, before, task);
	if (effects.entry !== null) {
		const { at, event, status, detail } = effects.entry;
		connection
			.sql("INSERT INTO timeline VALUES (?, ?, ?, ?, ?, ?)")
			.run(task.id, task.version, at, event, status, detail);
		if (task.version > TIMELINE_LIMIT) forgetOldest(connection, task);
	}
	if (effects.settlement !== null) settle(connection, task, effects.settlement);
	if (task.films !== before.films) saveFilms(connection, before, task);
	if (effects.announcement !== null) announce(connection, task, effects.announcement);
	if (task.deletedAt !== null) forgetAnnouncements(connection, task.id);
}

function saveRow(connection: Connection, before: Task, task: Task): void {
	const { changes } = sameColumns(before, task)
		? connection
				.sql("UPDATE tasks SET version = ?, facts = ? WHERE id = ? AND version = ?")
				.run(task.version, writeFacts(task), task.id, before.version)
		: connection
				.sql(`UPDATE tasks SET version = ?, status = ?, owner = ?, not_before_at = ?, deadline_at = ?, expires_at = ?,
					deleted_at = ?, late_until_at = ?, facts = ?, "order" = coalesce(?, "order"), handle = ?, result = ? WHERE id = ? AND version = ?`)
				.run(
					task.version,
					task.status,
					task.owner,
					task.notBeforeAt,
					task.deadlineAt,
					task.expiresAt,
					task.deletedAt,
					task.lateUntilAt,
					writeFacts(task),
					task.order === before.order ? null : orderColumn.write(task.order),
					writeHandle(task),
					writeResult(task),
					task.id,
					before.version,
				);
	if (changes !== 1) throw new Error(`Task ${task.id} is no longer at version ${before.version}.`);
}

/** Whether the facts alone changed, as with progress: then no index has to be touched. */
function sameColumns(before: Task, task: Task): boolean {
	return (
		before.status === task.status &&
		before.owner === task.owner &&
		before.notBeforeAt === task.notBeforeAt &&
		before.deadlineAt === task.deadlineAt &&
		before.expiresAt === task.expiresAt &&
		before.deletedAt === task.deletedAt &&
		before.lateUntilAt === task.lateUntilAt &&
		before.order === task.order &&
		before.handle === task.handle &&
		before.warnings === task.warnings &&
		before.failure === task.failure &&
		before.engineFilms === task.engineFilms &&
		before.films === task.films &&
		before.late === task.late
	);
}

function forgetOldest(connection: Connection, task: Task): void {
	connection
		.sql(`DELETE FROM timeline WHERE task_id = ? AND version <=
			(SELECT version FROM timeline WHERE task_id = ? ORDER BY version DESC LIMIT 1 OFFSET ?)`)
		.run(task.id, task.id, TIMELINE_LIMIT);
}

/** The hold ends: what was set aside is taken, or goes back. The order's inputs are needed no more. */
function settle(connection: Connection, task: Task, settlement: Settlement): void {
	const { id, account, mode, price } = task;
	const kind = settlement === "charged" ? "charge" : "release";
	connection
		.sql("INSERT INTO ledger (account, mode, kind, amount, task_id, at) VALUES (?, ?, ?, ?, ?, ?)")
		.run(account, mode, kind, price, id, task.updatedAt);
	const { changes } = connection
		.sql(`UPDATE purses SET balance = balance + ?, held = held - ?, in_flight = in_flight - 1
			WHERE account = ? AND mode = ?`)
		.run(settlement === "charged" ? 0 : price, price, account, mode);
	if (changes !== 1) throw new Error(`Account ${account} has no ${mode} purse.`);
	countInFlight(connection, { account, mode, model: task.order.model }, -1);
	countEnded(connection, task, settlement);
	for (const { medium } of task.order.inputs) {
		connection.sql("DELETE FROM task_inputs WHERE sha256 = ? AND task_id = ?").run(medium.sha256, id);
	}
}

function saveFilms(connection: Connection, before: Task, task: Task): void {
	if (before.films.length > 0) connection.sql("DELETE FROM films WHERE task_id = ?").run(task.id);
	for (const { id, sha256, cover } of task.films) {
		connection.sql("INSERT INTO films VALUES (?, ?, ?, ?)").run(id, task.id, sha256, cover?.sha256 ?? null);
	}
}
