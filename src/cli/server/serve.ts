import { writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { pino } from "pino";
import type { FirstKeys } from "../../accounts/first-keys.ts";
import type { Config } from "../../config.ts";
import { ConfigFileError } from "../../config/config-file.ts";
import { FilmgateError } from "../../core/errors.ts";
import { createFilmgate, type Filmgate } from "../../filmgate.ts";
import { CommandError, EXIT } from "../exit.ts";
import { readLogLevel, readSettings, type ServeOptions } from "../settings.ts";
import { systemReason } from "../system-error.ts";
import { print } from "../print.ts";
import { version } from "../../version.ts";
import { readServerFile, removeServerFile, writeServerFile } from "./server-file.ts";

/** An end in good order takes no longer; after this it is made short, and nothing is lost either. */
const CLOSE_WITHIN_MS = 20_000;
const SAME_SIGNAL_MS = 500;

/**
 * Serves until SIGTERM or SIGINT, or, `withParent`, until the process that started it is gone; a second signal ends it
 * at once. Nothing that was acknowledged is lost either way.
 */
export async function serve(options: ServeOptions & { readonly withParent?: boolean }): Promise<number> {
	const config = readSettings(options);
	const log = pino({ level: readLogLevel() }, pino.destination(2));
	// Heard from here on: who finds the server's file, or its line on the screen, may end it that instant.
	const toldToEnd = listenForTheEnd(options.withParent === true);
	const filmgate = await open(config, log);
	const aboutKeys = filmgate.firstKeys === null ? "" : tellFirstKeys(filmgate.firstKeys, config);
	print(`Filmgate ${version()} serves ${filmgate.url} from ${shortPath(config.dataFolder)}${aboutKeys}`);
	// Written last: whoever finds it may use the server, and its keys.
	writeServerFile(config.dataFolder, { url: filmgate.url, pid: process.pid });
	const died = await Promise.race([toldToEnd, filmgate.died]);
	removeServerFile(config.dataFolder);
	setTimeout(() => process.exit(EXIT.failed), CLOSE_WITHIN_MS).unref();
	await filmgate.close();
	// The line to a parent would keep this process for as long as the parent lives.
	if (process.connected) process.disconnect();
	if (died instanceof Error)
		throw new CommandError(`${died.message} Start the server again; it goes on from what is on disk.`);
	return EXIT.done;
}

async function open(config: Config, log: pino.Logger): Promise<Filmgate> {
	try {
		return await createFilmgate(config, { log });
	} catch (error) {
		if (error instanceof ConfigFileError) throw new CommandError(error.message, EXIT.usage);
		const server = readServerFile(config.dataFolder);
		if (error instanceof FilmgateError && error.code === "conflict" && server !== null) {
			throw new CommandError(
				`Process ${server.pid} serves this folder already, at ${server.url}. Stop it, or name another folder with --data.`,
			);
		}
		const { syscall } = error as NodeJS.ErrnoException;
		if (syscall !== "listen" && syscall !== "getaddrinfo") throw error;
		const place = `${config.host}, port ${config.port}`;
		throw new CommandError(
			`Cannot listen on ${place}: ${systemReason(error)}. Name another with --host and --port; port 0 takes any free one.`,
		);
	}
}

/** Keys go to a terminal only; where nobody looks they go to a file that only its owner can read. */
function tellFirstKeys(keys: FirstKeys, config: Config): string {
	if (process.stdout.isTTY) {
		return `\n\nTwo keys were made. They are shown this once:\n  live  ${keys.live}\n  test  ${keys.test}\n`;
	}
	const path = join(config.dataFolder, "first-keys.json");
	writeFileSync(path, `${JSON.stringify(keys, null, "\t")}\n`, { mode: 0o600 });
	return `\nTwo keys were made, one live and one test: ${shortPath(path)}`;
}

function shortPath(path: string): string {
	const short = relative(process.cwd(), path);
	return short.startsWith("..") ? path : short || ".";
}

/** Resolves once this process is told to end, by a signal or by the loss of its parent. */
function listenForTheEnd(withParent: boolean): Promise<void> {
	const { promise, resolve } = Promise.withResolvers<void>();
	let firstAt: number | null = null;
	const told = () => {
		// npm passes on what the terminal has sent already: two at once are one.
		if (firstAt !== null && performance.now() - firstAt > SAME_SIGNAL_MS) process.exit(EXIT.failed);
		firstAt ??= performance.now();
		resolve();
	};
	process.on("SIGTERM", told).on("SIGINT", told);
	if (withParent) process.once("disconnect", resolve);
	return promise;
}
