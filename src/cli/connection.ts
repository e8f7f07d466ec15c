import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createFilmgate, type Filmgate } from "@filmgate/sdk";
import { FIRST_ACCOUNT } from "../accounts/first-keys.ts";
import { mintKey } from "../accounts/mint-key.ts";
import { readConfig } from "../config.ts";
import { CommandError, EXIT } from "./exit.ts";
import { type DataOptions, withData } from "./server/open-data.ts";
import { startOwnServer } from "./server/own-server.ts";
import { readServerFile } from "./server/server-file.ts";

export interface Connection {
	readonly url: string;
	readonly key: string;
}

/** The server that the environment names; null when it names none. */
function connectionFromEnvironment(): Connection | null {
	const { FILMGATE_URL: url, FILMGATE_KEY: key } = process.env;
	if (!url && !key) return null;
	if (url && key) return { url: url.replace(/\/+$/, ""), key };
	throw new CommandError("FILMGATE_URL and FILMGATE_KEY go together: set both, or neither.", EXIT.usage);
}

/** The server that the environment names, else one that is started for this and ended after it. */
export async function withConnection<Result>(use: (connection: Connection) => Promise<Result>): Promise<Result> {
	const named = connectionFromEnvironment();
	if (named !== null) return await use(named);
	const own = await startOwnServer();
	try {
		return await use(own);
	} finally {
		await own.stop();
	}
}

/** The server that the environment names, else the one that serves the data folder. */
export async function connect(options: DataOptions): Promise<Filmgate> {
	return createFilmgate(connectionFromEnvironment() ?? (await localConnection(options)));
}

async function localConnection(options: DataOptions): Promise<Connection> {
	const { dataFolder } = readConfig(options.data === undefined ? {} : { dataFolder: options.data });
	const server = readServerFile(dataFolder);
	if (server !== null) return { url: server.url, key: await localKey(dataFolder, options) };
	throw new CommandError(
		`No server serves ${dataFolder}. Start one with: filmgate serve; or set FILMGATE_URL and FILMGATE_KEY.`,
		EXIT.unreachable,
	);
}

/** Whoever may write the data folder may have a key: made once, for the commands of this machine. */
async function localKey(folder: string, options: DataOptions): Promise<string> {
	const path = join(folder, "command-line-key");
	if (existsSync(path)) return readFileSync(path, "utf8").trim();
	const wish = { account: FIRST_ACCOUNT, mode: "live", label: "command line", mark: true } as const;
	const key = await withData(options, async ({ stores, keys }) => {
		const minted = mintKey(wish, keys.seal, Date.now());
		await stores.accounts.createKey(minted.record);
		return minted.key;
	});
	writeFileSync(path, `${key}\n`, { mode: 0o600 });
	return key;
}
