import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { loadKeys } from "../accounts/master-secret.ts";
import { mintKey } from "../accounts/mint-key.ts";
import type { Account, Mode } from "../core/account.ts";
import { systemClock } from "../core/clock.ts";
import { dollars, type Money } from "../core/money.ts";
import { openSqliteForCommand, type SqliteStores } from "../database/sqlite/database.ts";
import { makeAccount } from "./task-factory.ts";
import type { TestServer } from "./test-server.ts";

export interface AccountWish {
	readonly mode?: Mode;
	/** Default $100. */
	readonly balance?: Money;
	readonly maxInFlight?: number;
}

/** Opens one more account on a running server, as a command beside it would; returns its key. */
export async function addAccount(server: TestServer, wish: AccountWish = {}): Promise<string> {
	const { mode = "live", balance = dollars(100), maxInFlight = 100 } = wish;
	return await beside(server, async ({ accounts }) => {
		const account: Account = makeAccount({ maxInFlight: { live: maxInFlight, test: maxInFlight } });
		await accounts.createAccount(account, { live: balance, test: balance });
		const seal = loadKeys(server.dataFolder, undefined).seal;
		const { key, record } = mintKey({ account: account.id, mode, label: "test", mark: true }, seal, 0);
		await accounts.createKey(record);
		return key;
	});
}

/** Everything that a request can leave behind, of all accounts. */
export interface Traces {
	readonly tasks: number;
	readonly held: Money;
	/** Files of films, covers and inputs, half-written ones too. */
	readonly files: number;
}

export async function readTraces(server: TestServer): Promise<Traces> {
	return await beside(server, async ({ accounts, tasks }) => {
		const traces = { tasks: 0, held: 0, files: await countFiles(join(server.dataFolder, "blobs")) };
		for (const { id: account } of await accounts.listAccounts()) {
			for (const mode of ["live", "test"] as const) {
				traces.tasks += (await tasks.list({ account, mode, limit: 100 })).length;
				traces.held += (await accounts.readPurse(account, mode)).held;
			}
		}
		return traces;
	});
}

async function beside<Result>(server: TestServer, use: (stores: SqliteStores) => Promise<Result>): Promise<Result> {
	const stores = await openSqliteForCommand({ file: join(server.dataFolder, "filmgate.db"), clock: systemClock });
	try {
		return await use(stores);
	} finally {
		await stores.close();
	}
}

async function countFiles(folder: string): Promise<number> {
	const entries = await readdir(folder, { recursive: true, withFileTypes: true });
	return entries.filter((entry) => entry.isFile()).length;
}
