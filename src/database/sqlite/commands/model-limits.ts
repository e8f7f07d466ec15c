import type { Account } from "../../../core/account.ts";
import type { Connection } from "../connection.ts";

/** Whose tasks of which model are counted. */
export interface ModelOfPurse {
	readonly account: string;
	readonly mode: string;
	readonly model: string;
}

/** Whether tasks of a model are limited, and whether one more fits. */
export type Room = { readonly kind: "unlimited" | "free" } | { readonly kind: "full"; readonly limit: number };

export function roomFor(connection: Connection, { account, mode, model }: ModelOfPurse): Room {
	const row = connection
		.sql("SELECT most, in_flight FROM model_limits WHERE account = ? AND mode = ? AND model = ?")
		.get(account, mode, model) as { most: number; in_flight: number } | undefined;
	if (row === undefined) return { kind: "unlimited" };
	return row.in_flight < row.most ? { kind: "free" } : { kind: "full", limit: row.most };
}

/** One task more (1) or fewer (-1) that is unfinished. */
export function countInFlight(connection: Connection, { account, mode, model }: ModelOfPurse, change: 1 | -1): void {
	connection
		.sql("UPDATE model_limits SET in_flight = in_flight + ? WHERE account = ? AND mode = ? AND model = ?")
		.run(change, account, mode, model);
}

/** Takes the account's limits by model as the only ones, and counts what is unfinished of each. */
export function writeModelLimits(connection: Connection, { id, maxInFlightByModel }: Account): void {
	connection.sql("DELETE FROM model_limits WHERE account = ?").run(id);
	for (const [model, most] of Object.entries(maxInFlightByModel)) {
		for (const mode of ["live", "test"]) {
			connection
				.sql("INSERT INTO model_limits VALUES (?, ?, ?, ?, ?)")
				.run(id, mode, model, most, countUnfinished(connection, { account: id, mode, model }));
		}
	}
}

export function countUnfinished(connection: Connection, { account, mode, model }: ModelOfPurse): number {
	const count = connection
		.sql(`SELECT count(*) FROM tasks WHERE account = ? AND mode = ? AND deleted_at IS NULL
			AND status IN ('queued', 'starting', 'unclear', 'running', 'archiving') AND "order" ->> '$.data.model' = ?`)
		.pluck()
		.get(account, mode, model);
	return Number(count);
}
