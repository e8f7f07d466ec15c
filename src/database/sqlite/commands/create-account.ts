import type { Account, Mode } from "../../../core/account.ts";
import { FilmgateError } from "../../../core/errors.ts";
import type { Money } from "../../../core/money.ts";
import { accountColumn } from "../account-columns.ts";
import type { Connection } from "../connection.ts";
import { writeModelLimits } from "./model-limits.ts";

export interface CreateAccount {
	readonly account: Account;
	readonly opening: Readonly<Record<Mode, Money>>;
}

/** The opening balances are grants, so that the ledger alone explains every purse. */
export function createAccount(connection: Connection, { account, opening }: CreateAccount): void {
	const { changes } = connection
		.sql("INSERT INTO accounts VALUES (?, ?) ON CONFLICT (id) DO NOTHING")
		.run(account.id, accountColumn.write(account));
	if (changes === 0) throw new FilmgateError("conflict", `There is an account ${account.id} already.`);
	writeModelLimits(connection, account);
	for (const mode of ["live", "test"] as const) {
		connection.sql("INSERT INTO purses VALUES (?, ?, ?, 0, 0)").run(account.id, mode, opening[mode]);
		if (opening[mode] === 0) continue;
		connection
			.sql("INSERT INTO ledger (account, mode, kind, amount, note, at) VALUES (?, ?, 'grant', ?, ?, ?)")
			.run(account.id, mode, opening[mode], "opening balance", account.createdAt);
	}
}
