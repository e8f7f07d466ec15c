import { z } from "zod";
import { OPERATIONS } from "../../core/order.ts";
import type { AccountStore, LedgerEntry, LedgerQuery } from "../../core/ports/account-store.ts";
import type { UsageLine } from "../../core/usage.ts";
import { ledgerRow } from "./account-columns.ts";
import type { Connection } from "./connection.ts";

const usageRow: z.ZodType<UsageLine> = z.object({
	day: z.string(),
	model: z.string(),
	operation: z.enum(OPERATIONS),
	tasks: z.int(),
	succeeded: z.int(),
	failed: z.int(),
	rejected: z.int(),
	cancelled: z.int(),
	seconds: z.int(),
	quoted: z.int(),
	charged: z.int(),
	released: z.int(),
});

/** The half of the account store that tells how money and tasks came and went. */
export function createAccountBooks(reader: Connection): Pick<AccountStore, "listLedger" | "readUsage"> {
	return {
		listLedger: async (query) => listLedger(reader, query),
		async readUsage(account, mode, { from, to }) {
			const rows = reader
				.sql(`SELECT day, model, operation, tasks, succeeded, failed, rejected, cancelled, seconds, quoted, charged, released
					FROM usage WHERE account = ? AND mode = ? AND day BETWEEN ? AND ? ORDER BY day, model, operation`)
				.all(account, mode, from, to);
			return rows.map((row) => usageRow.parse(row));
		},
	};
}

function listLedger(reader: Connection, query: LedgerQuery): readonly LedgerEntry[] {
	const { account, mode, from = 0, to = Number.MAX_SAFE_INTEGER, limit } = query;
	const after = query.after ?? { at: Number.MAX_SAFE_INTEGER - 1, id: Number.MAX_SAFE_INTEGER };
	// The index is entered at the page's own place: it would walk all pages before it otherwise.
	const before = Math.min(to, after.at + 1);
	const rows = reader
		.sql(`SELECT id, account, mode, kind, amount, task_id AS "taskId", note, at FROM ledger
			WHERE account = ? AND mode = ? AND at >= ? AND at < ? AND (at, id) < (?, ?) ORDER BY at DESC, id DESC LIMIT ?`)
		.all(account, mode, from, before, after.at, after.id, limit);
	return rows.map((row) => ledgerRow.parse(row));
}
