import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { FIRST_ACCOUNT } from "../accounts/first-keys.ts";
import { mintKey } from "../accounts/mint-key.ts";
import type { Mode } from "../core/account.ts";
import { CommandError, EXIT } from "./exit.ts";
import { withData } from "./server/open-data.ts";
import { startOwnServer } from "./server/own-server.ts";
import { readServerFile } from "./server/server-file.ts";
import { type DataOptions, readSettings } from "./settings.ts";

export interface Connection {
	readonly url: string;
	readonly key: string;
}

/** The server that was named, else one that is started for this and ended after it. */
export async function withConnection<Result>(
	options: DataOptions,
	use: (connection: Connection) => Promise<Result>,
): Promise<Result> {
	const named = options.data === undefined ? connectionFromEnvironment() : await localConnection(options, "live");
	if (named !== null) return await use(named);
	const own = await startOwnServer();
	try {
		return await use(own);
	} finally {
		await own.stop();
	}
}

/**
 * The server that the environment names, else the one that serves the data folder; `--data` says that this one is
 * meant. Whoever may read a folder may see all its tasks, so there is a connection for each mode of keys.
 */
export async function connect(options: DataOptions): Promise<readonly Connection[]> {
	const named = options.data === undefined ? connectionFromEnvironment() : null;
	if (named !== null) return [named];
	return [await localConnection(options, "live"), await localConnection(options, "test")];
}

/** Null when the environment names none. */
function connectionFromEnvironment(): Connection | null {
	const { FILMGATE_URL: url, FILMGATE_KEY: key } = process.env;
	if (!url && !key) return null;
	if (!url || !key) {
		throw new CommandError("FILMGATE_URL and FILMGATE_KEY go together: set both, or neither.", EXIT.usage);
	}
	if (!/^https?:$/.test(URL.parse(url)?.protocol ?? "")) {
		throw new CommandError(`FILMGATE_URL is ${url}; it must be a URL such as http://127.0.0.1:8033.`, EXIT.usage);
	}
	return { url: url.replace(/\/+$/, ""), key };
}

async function localConnection(options: DataOptions, mode: Mode): Promise<Connection> {
	const { dataFolder } = readSettings(options);
	const server = readServerFile(dataFolder);
	if (server !== null) return { url: server.url, key: await localKey(options, mode) };
	const advice = `Start one with: filmgate serve --data ${dataFolder}; or set FILMGATE_URL and FILMGATE_KEY.`;
	throw new CommandError(`No server serves ${dataFolder}. ${advice}`, EXIT.unreachable);
}

/** Whoever may write the data folder may have a key: made once for the commands of this machine, and after each revocation. */
async function localKey(options: DataOptions, mode: Mode): Promise<string> {
	const path = join(readSettings(options).dataFolder, `command-line-${mode}-key`);
	return await withData(options, async ({ stores: { accounts }, keys }) => {
		const kept = existsSync(path) ? readFileSync(path, "utf8").trim() : "";
		const known = kept === "" ? null : await accounts.findKey(kept.split(".", 1)[0] as string);
		if (known !== null && known.revokedAt === null) return kept;
		const wish = { account: FIRST_ACCOUNT, mode, label: "command line", mark: true };
		const minted = mintKey(wish, keys.seal, Date.now());
		await accounts.createKey(minted.record);
		writeFileSync(path, `${minted.key}\n`, { mode: 0o600 });
		return minted.key;
	});
}
