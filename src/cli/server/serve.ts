import { writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { pino } from "pino";
import type { FirstKeys } from "../../accounts/first-keys.ts";
import { type Config, readConfig } from "../../config.ts";
import { createFilmgate } from "../../filmgate.ts";
import { CommandError, EXIT } from "../exit.ts";
import { version } from "../version.ts";
import { removeServerFile, writeServerFile } from "./server-file.ts";

export interface ServeOptions {
	readonly host?: string;
	readonly port?: string;
	readonly data?: string;
}

/** Serves until SIGTERM or SIGINT; a second one ends it at once. Nothing that was acknowledged is lost either way. */
export async function serve(options: ServeOptions): Promise<number> {
	const config = readConfig(fromOptions(options));
	const log = pino({ level: process.env.FILMGATE_LOG_LEVEL ?? "info" }, pino.destination(2));
	const filmgate = await createFilmgate(config, { log });
	writeServerFile(config.dataFolder, { url: filmgate.url, pid: process.pid });
	process.stdout.write(`Filmgate ${version()} serves ${filmgate.url} from ${shortPath(config.dataFolder)}\n`);
	if (filmgate.firstKeys !== null) tellFirstKeys(filmgate.firstKeys, config);
	await untilSignalled();
	removeServerFile(config.dataFolder);
	await filmgate.close();
	return EXIT.done;
}

function fromOptions({ host, port, data }: ServeOptions): Partial<Config> {
	if (port !== undefined && !(/^[0-9]{1,5}$/.test(port) && Number(port) <= 65_535)) {
		throw new CommandError(`--port is ${port}; it must be a number from 0 to 65535.`, EXIT.usage);
	}
	return {
		...(host === undefined ? {} : { host }),
		...(port === undefined ? {} : { port: Number(port) }),
		...(data === undefined ? {} : { dataFolder: data }),
	};
}

/** Keys go to a terminal only; where nobody looks they go to a file that only its owner can read. */
function tellFirstKeys(keys: FirstKeys, config: Config): void {
	if (process.stdout.isTTY) {
		process.stdout.write(
			`\nTwo keys were made. They are shown this once:\n  live  ${keys.live}\n  test  ${keys.test}\n\n`,
		);
		return;
	}
	const path = join(config.dataFolder, "first-keys.json");
	writeFileSync(path, `${JSON.stringify(keys, null, "\t")}\n`, { mode: 0o600 });
	process.stdout.write(`Two keys were made, one live and one test: ${shortPath(path)}\n`);
}

function shortPath(path: string): string {
	const short = relative(process.cwd(), path);
	return short.startsWith("..") ? path : short || ".";
}

async function untilSignalled(): Promise<void> {
	const { promise, resolve } = Promise.withResolvers<void>();
	const signals = ["SIGTERM", "SIGINT"] as const;
	for (const signal of signals) {
		process.once(signal, () => {
			resolve();
			for (const again of signals) process.once(again, () => process.exit(EXIT.failed));
		});
	}
	await promise;
}
