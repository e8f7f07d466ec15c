import type { AccountLimits } from "../../../core/account.ts";
import { FilmgateError } from "../../../core/errors.ts";
import { accountColumn } from "../account-columns.ts";
import type { Connection } from "../connection.ts";
import { writeModelLimits } from "./model-limits.ts";

export interface ChangeLimits {
	readonly id: string;
	readonly limits: AccountLimits;
}

export function changeLimits(connection: Connection, { id, limits }: ChangeLimits): void {
	const facts = connection.sql("SELECT facts FROM accounts WHERE id = ?").pluck().get(id);
	if (facts === undefined) throw new FilmgateError("not_found", "There is no such account.");
	const account = { ...accountColumn.read(String(facts)), ...limits };
	connection.sql("UPDATE accounts SET facts = ? WHERE id = ?").run(accountColumn.write(account), id);
	writeModelLimits(connection, account);
}
