import { FilmgateError } from "../../core/errors.ts";
import type { AccountStore, KeyRecord } from "../../core/ports/account-store.ts";
import { createAccountBooks } from "./account-books.ts";
import { accountColumn, keyColumn, keyRow, purseRow } from "./account-columns.ts";
import type { CommandName, PayloadOf, ResultOf } from "./commands/index.ts";
import type { Connection } from "./connection.ts";
import { asItIs, type Writer } from "./writer.ts";

/** The account store of the embedded database. */
export function createAccountStore({ reader, writer }: { reader: Connection; writer: Writer }): AccountStore {
	const write = <Name extends CommandName>(name: Name, payload: PayloadOf<Name>): Promise<ResultOf<Name>> =>
		writer.write(name, payload, { read: asItIs, refusable: true });
	return {
		...createAccountBooks(reader),
		createAccount: (account, opening) => write("createAccount", { account, opening }),
		changeLimits: (id, limits) => write("changeLimits", { id, limits }),
		createKey: (key) => write("createKey", key),
		revokeKey: (id, now) => write("revokeKey", { id, now }),
		post: (entry) => write("postEntry", entry),
		async findAccount(id) {
			const facts = reader.sql("SELECT facts FROM accounts WHERE id = ?").pluck().get(id);
			return facts === undefined ? null : accountColumn.read(String(facts));
		},
		async listAccounts() {
			const rows = reader.sql("SELECT facts FROM accounts ORDER BY rowid").pluck().all();
			return rows.map((facts) => accountColumn.read(String(facts)));
		},
		async findKey(id) {
			const row = reader.sql("SELECT facts, revoked_at FROM keys WHERE id = ?").get(id);
			return row === undefined ? null : readKey(row);
		},
		async listKeys() {
			return reader.sql("SELECT facts, revoked_at FROM keys ORDER BY rowid").all().map(readKey);
		},
		async readPurse(account, mode) {
			const row = reader
				.sql(`SELECT balance, held, in_flight AS "inFlight" FROM purses WHERE account = ? AND mode = ?`)
				.get(account, mode);
			if (row === undefined) throw new FilmgateError("not_found", "There is no such account.");
			return purseRow.parse(row);
		},
		async generation() {
			return Number(reader.sql("SELECT value FROM meta WHERE name = 'generation'").pluck().get());
		},
	};
}

function readKey(row: unknown): KeyRecord {
	const { facts, revoked_at } = keyRow.parse(row);
	return { ...keyColumn.read(facts), revokedAt: revoked_at };
}
