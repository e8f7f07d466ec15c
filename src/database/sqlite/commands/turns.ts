import type { Mode } from "../../../core/account.ts";
import type { Task } from "../../../core/task.ts";
import { occupiesEngine } from "../../../core/turn.ts";
import type { Connection } from "../connection.ts";

/** The tasks of one engine and mode: they share its slots. */
export interface Lane {
	readonly engine: string;
	readonly mode: Mode;
}

/** A task was stored as queued. */
export function joinQueue(
	connection: Connection,
	{ engine, mode, account, notBeforeAt }: Lane & { readonly account: string; readonly notBeforeAt: number },
): void {
	connection
		.sql(`INSERT INTO turns VALUES (?, ?, ?, 0, 0, ?) ON CONFLICT DO UPDATE SET next_at = excluded.next_at
			WHERE next_at IS NULL OR next_at > excluded.next_at`)
		.run(engine, mode, account, notBeforeAt);
}

/** A task's row was changed from `before` to `after`: keeps its account's place in the lane true. */
export function keepTurn(connection: Connection, before: Task, after: Task): void {
	const { engine, mode, account } = after;
	const change = Number(occupiesEngine(after)) - Number(occupiesEngine(before));
	if (change !== 0) {
		connection
			.sql("UPDATE turns SET working = working + ? WHERE engine = ? AND mode = ? AND account = ?")
			.run(change, engine, mode, account);
	}
	if (before.status === "queued" && after.status === "starting") noteClaim(connection, after);
	if (hasOtherPlace(before, after)) {
		connection
			.sql(`UPDATE turns SET next_at = (SELECT not_before_at FROM tasks WHERE status = 'queued'
					AND engine = turns.engine AND mode = turns.mode AND account = turns.account ORDER BY not_before_at LIMIT 1)
				WHERE engine = ? AND mode = ? AND account = ?`)
			.run(engine, mode, account);
	}
}

/** The account whose turn it is, of those with a task that should be able to start now; null when there is none. */
export function whoseTurn(connection: Connection, { engine, mode }: Lane, now: number): string | null {
	const account = connection
		.sql(`SELECT account FROM turns INDEXED BY turns_waiting WHERE engine = ? AND mode = ? AND next_at IS NOT NULL
			AND next_at <= ? ORDER BY working, served, account LIMIT 1`)
		.pluck()
		.get(engine, mode, now);
	return typeof account === "string" ? account : null;
}

/** None of an account's tasks that have come due may start any more: it is passed over until another one comes due. */
export function passOver(
	connection: Connection,
	{ engine, mode }: Lane,
	given: { account: string; now: number },
): void {
	connection
		.sql(`UPDATE turns SET next_at = (SELECT not_before_at FROM tasks WHERE status = 'queued'
				AND engine = turns.engine AND mode = turns.mode AND account = turns.account
				AND (deadline_at IS NULL OR deadline_at > ?) ORDER BY not_before_at LIMIT 1)
			WHERE engine = ? AND mode = ? AND account = ?`)
		.run(given.now, engine, mode, given.account);
}

function noteClaim(connection: Connection, { engine, mode, account }: Task): void {
	const served = connection
		.sql("UPDATE meta SET value = value + 1 WHERE name = 'claims' RETURNING value")
		.pluck()
		.get();
	connection
		.sql("UPDATE turns SET served = ? WHERE engine = ? AND mode = ? AND account = ?")
		.run(served, engine, mode, account);
}

function hasOtherPlace(before: Task, after: Task): boolean {
	const [was, is] = [before.status === "queued", after.status === "queued"];
	return was !== is || (is && before.notBeforeAt !== after.notBeforeAt);
}
