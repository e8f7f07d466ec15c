import type { Mode } from "../../core/account.ts";
import type { LedgerEntry } from "../../core/ports/account-store.ts";
import { ledgerRow } from "./account-columns.ts";
import type { Connection } from "./connection.ts";

export interface LedgerQuery {
	readonly account?: string | undefined;
	readonly mode?: Mode | undefined;
	readonly task?: number | undefined;
	readonly limit: number;
}

/** An operator's look at the ledger: the newest entries that fit, newest first. */
export function readLedger(reader: Connection, { account, mode, task, limit }: LedgerQuery): readonly LedgerEntry[] {
	const wishes = [
		...(account === undefined ? [] : [["account", account] as const]),
		...(mode === undefined ? [] : [["mode", mode] as const]),
		...(task === undefined ? [] : [["task_id", task] as const]),
	];
	const where = wishes.map(([column]) => `${column} = ?`).join(" AND ");
	const rows = reader
		.sql(`SELECT id, account, mode, kind, amount, task_id AS "taskId", note, at FROM ledger
			${where === "" ? "" : `WHERE ${where}`} ORDER BY id DESC LIMIT ?`)
		.all(...wishes.map(([, value]) => value), limit);
	return rows.map((row) => ledgerRow.parse(row));
}
