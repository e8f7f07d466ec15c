import { FilmgateError } from "../../../core/errors.ts";
import type { KeyRecord } from "../../../core/ports/account-store.ts";
import { keyColumn } from "../account-columns.ts";
import type { Connection } from "../connection.ts";

export function createKey(connection: Connection, key: KeyRecord): void {
	const account = connection.sql("SELECT id FROM accounts WHERE id = ?").get(key.account);
	if (account === undefined) throw new FilmgateError("not_found", "There is no such account.");
	const { changes } = connection
		.sql("INSERT INTO keys VALUES (?, ?, ?, ?) ON CONFLICT (id) DO NOTHING")
		.run(key.id, key.account, key.revokedAt, keyColumn.write(key));
	if (changes === 0) throw new FilmgateError("conflict", `There is a key ${key.id} already.`);
}
