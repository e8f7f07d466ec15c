import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { ensureFirstAccount } from "../../accounts/first-keys.ts";
import { type DerivedKeys, loadKeys } from "../../accounts/master-secret.ts";
import { systemClock } from "../../core/clock.ts";
import { openSqliteForCommand, type SqliteStores } from "../../database/sqlite/database.ts";
import { CommandError } from "../exit.ts";
import { type DataOptions, readSettings } from "../settings.ts";

export interface OpenedData {
	readonly stores: SqliteStores;
	readonly keys: DerivedKeys;
}

type Use<Result> = (opened: OpenedData) => Promise<Result>;

/** Opens a data folder for one command, whether its server runs or not. Throws when there never was one. */
export async function withData<Result>(options: DataOptions, use: Use<Result>): Promise<Result> {
	const { dataFolder } = readSettings(options);
	if (!existsSync(join(dataFolder, "filmgate.db"))) {
		throw new CommandError(`${dataFolder} is no data folder of Filmgate. Name another one with --data.`);
	}
	return await open(options, use);
}

/** The same, and makes what is missing: a new folder gets its first account. */
export async function withNewData<Result>(options: DataOptions, use: Use<Result>): Promise<Result> {
	mkdirSync(readSettings(options).dataFolder, { recursive: true, mode: 0o700 });
	return await open(options, async (opened) => {
		await ensureFirstAccount(opened.stores.accounts, systemClock);
		return await use(opened);
	});
}

async function open<Result>(options: DataOptions, use: Use<Result>): Promise<Result> {
	const { dataFolder, secret } = readSettings(options);
	const stores = await openSqliteForCommand({ file: join(dataFolder, "filmgate.db"), clock: systemClock });
	try {
		return await use({ stores, keys: loadKeys(dataFolder, secret) });
	} finally {
		await stores.close();
	}
}
