import { join } from "node:path";
import { loadKeys } from "../accounts/master-secret.ts";
import { mintKey } from "../accounts/mint-key.ts";
import type { Mode } from "../core/account.ts";
import { systemClock } from "../core/clock.ts";
import { dollars, type Money } from "../core/money.ts";
import { openSqliteForCommand } from "../database/sqlite/database.ts";
import { makeAccount } from "./task-factory.ts";
import type { TestServer } from "./test-server.ts";

export interface AccountWish {
	readonly mode?: Mode;
	/** Default $100. */
	readonly balance?: Money;
	readonly maxInFlight?: number;
	readonly maxInFlightByModel?: Readonly<Record<string, number>>;
}

/** Opens one more account on a running test server, as a command beside it would; returns its key. */
export async function addAccount(server: Pick<TestServer, "dataFolder">, wish: AccountWish = {}): Promise<string> {
	const { mode = "live", balance = dollars(100), maxInFlight = 100, maxInFlightByModel = {} } = wish;
	const file = join(server.dataFolder, "filmgate.db");
	const { accounts, close } = await openSqliteForCommand({ file, clock: systemClock });
	try {
		const account = makeAccount({ maxInFlight: { live: maxInFlight, test: maxInFlight }, maxInFlightByModel });
		await accounts.createAccount(account, { live: balance, test: balance });
		const seal = loadKeys(server.dataFolder, undefined).seal;
		const { key, record } = mintKey({ account: account.id, mode, label: "test", mark: true }, seal, 0);
		await accounts.createKey(record);
		return key;
	} finally {
		await close();
	}
}
