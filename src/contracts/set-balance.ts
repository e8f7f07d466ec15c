import { join } from "node:path";
import Database from "better-sqlite3";
import type { Mode } from "../core/account.ts";
import type { Money } from "../core/money.ts";
import type { TestServer } from "./test-server.ts";

/** What a test server's accounts have left to spend from now on, without a word in the ledger. */
export function setBalance({ dataFolder }: Pick<TestServer, "dataFolder">, mode: Mode, balance: Money): void {
	const database = new Database(join(dataFolder, "filmgate.db"));
	try {
		database.prepare("UPDATE purses SET balance = ? WHERE mode = ?").run(balance, mode);
	} finally {
		database.close();
	}
}
