import { FilmgateError, invalidField } from "../../../core/errors.ts";
import type { AccountStore } from "../../../core/ports/account-store.ts";
import type { Connection } from "../connection.ts";

export type PostEntry = Parameters<AccountStore["post"]>[0];

export function postEntry(connection: Connection, { account, mode, kind, amount, note, at }: PostEntry): void {
	if (!Number.isSafeInteger(amount)) throw invalidField("amount", "an integer number of micro-dollars");
	if (kind === "grant" && amount <= 0) throw invalidField("amount", "more than nothing");
	const balance = connection
		.sql("SELECT balance FROM purses WHERE account = ? AND mode = ?")
		.pluck()
		.get(account, mode);
	if (typeof balance !== "number") throw new FilmgateError("not_found", "There is no such account.");
	if (balance + amount < 0) throw new FilmgateError("insufficient_credits", "The balance cannot go below zero.");
	connection.sql("UPDATE purses SET balance = balance + ? WHERE account = ? AND mode = ?").run(amount, account, mode);
	connection
		.sql("INSERT INTO ledger (account, mode, kind, amount, note, at) VALUES (?, ?, ?, ?, ?, ?)")
		.run(account, mode, kind, amount, note, at);
}
