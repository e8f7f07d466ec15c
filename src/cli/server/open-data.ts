import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { ensureFirstAccount } from "../../accounts/first-keys.ts";
import { type DerivedKeys, loadKeys } from "../../accounts/master-secret.ts";
import { readConfig } from "../../config.ts";
import { systemClock } from "../../core/clock.ts";
import { openSqliteForCommand, type SqliteStores } from "../../database/sqlite/database.ts";

export interface DataOptions {
	readonly data?: string;
}

/** Opens a data folder for one command, whether its server runs, does not run, or never ran. */
export async function withData<Result>(
	options: DataOptions,
	use: (opened: { stores: SqliteStores; keys: DerivedKeys; folder: string }) => Promise<Result>,
): Promise<Result> {
	const config = readConfig(options.data === undefined ? {} : { dataFolder: options.data });
	mkdirSync(config.dataFolder, { recursive: true, mode: 0o700 });
	const stores = await openSqliteForCommand({ file: join(config.dataFolder, "filmgate.db"), clock: systemClock });
	try {
		await ensureFirstAccount(stores.accounts, systemClock);
		return await use({ stores, keys: loadKeys(config.dataFolder, config.secret), folder: config.dataFolder });
	} finally {
		await stores.close();
	}
}
