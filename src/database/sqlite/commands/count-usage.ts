import type { Settlement } from "../../../core/money.ts";
import type { Task } from "../../../core/task.ts";
import { dayOf } from "../../../core/usage.ts";
import type { Connection } from "../connection.ts";

export interface MadeTask {
	readonly account: string;
	readonly mode: string;
	readonly model: string;
	readonly operation: string;
	readonly price: number;
	/** When it was made. */
	readonly at: number;
}

const KEY = "account, mode, day, model, operation";

/** Counts a task on the day on which it was made. */
export function countMade(connection: Connection, { account, mode, model, operation, price, at }: MadeTask): void {
	connection
		.sql(`INSERT INTO usage (${KEY}, tasks, quoted) VALUES (?, ?, ?, ?, ?, 1, ?)
			ON CONFLICT (${KEY}) DO UPDATE SET tasks = tasks + 1, quoted = quoted + excluded.quoted`)
		.run(account, mode, dayOf(at), model, operation, price);
}

const ENDS = ["succeeded", "failed", "rejected", "cancelled"] as const;

/** Counts what became of it on the same day. */
export function countEnded(connection: Connection, task: Task, settlement: Settlement): void {
	const { account, mode, order, price, status, createdAt } = task;
	const ends = ENDS.map((end) => (end === status ? 1 : 0));
	const seconds = status === "succeeded" ? Math.round(order.seconds) : 0;
	const money = settlement === "charged" ? [price, 0] : [0, price];
	connection
		.sql(`UPDATE usage SET succeeded = succeeded + ?, failed = failed + ?, rejected = rejected + ?,
			cancelled = cancelled + ?, seconds = seconds + ?, charged = charged + ?, released = released + ?
			WHERE account = ? AND mode = ? AND day = ? AND model = ? AND operation = ?`)
		.run(...ends, seconds, ...money, account, mode, dayOf(createdAt), order.model, order.operation);
}
