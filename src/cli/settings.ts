import { type Config, readConfig } from "../config.ts";
import { CommandError, EXIT } from "./exit.ts";

export interface DataOptions {
	readonly data?: string | undefined;
}

export interface ServeOptions extends DataOptions {
	readonly config?: string | undefined;
	readonly host?: string | undefined;
	readonly port?: string | undefined;
}

/** The settings of one command: what it was told, else the environment, else the defaults. */
export function readSettings({ host, port, data, config }: ServeOptions): Config {
	if (port !== undefined && !(/^[0-9]{1,5}$/.test(port) && Number(port) <= 65_535)) {
		throw new CommandError(`--port is ${port}; it must be a number from 0 to 65535.`, EXIT.usage);
	}
	const given: Partial<Config> = {
		...(host === undefined ? {} : { host }),
		...(port === undefined ? {} : { port: Number(port) }),
		...(data === undefined ? {} : { dataFolder: data }),
		...(config === undefined ? {} : { configFile: config }),
	};
	try {
		return readConfig(given);
	} catch (error) {
		throw new CommandError((error as Error).message, EXIT.usage);
	}
}

const LEVELS = ["fatal", "error", "warn", "info", "debug", "trace", "silent"];

/** How much a server writes to its log: `FILMGATE_LOG_LEVEL`; info. */
export function readLogLevel(environment: NodeJS.ProcessEnv = process.env): string {
	const level = environment.FILMGATE_LOG_LEVEL || "info";
	if (LEVELS.includes(level)) return level;
	throw new CommandError(`FILMGATE_LOG_LEVEL is ${level}; it must be one of ${LEVELS.join(", ")}.`, EXIT.usage);
}
