import { resolve } from "node:path";

/** Every setting of a server, with its meaning. */
export interface Config {
	/** Where everything lives: database, films, secret. Made when missing. `--data`, `FILMGATE_DATA`; `./data`. */
	readonly dataFolder: string;
	/** Upstream engines and routes, JSON: `--config`, `FILMGATE_CONFIG`; null = `filmgate.json` in the data folder, if there. */
	readonly configFile: string | null;
	/** Where it listens. `--host`, `FILMGATE_HOST`; 127.0.0.1: the world is let in on purpose only. */
	readonly host: string;
	/** `--port`, `FILMGATE_PORT`; 8033. 0 takes any free one. */
	readonly port: number;
	/** How clients reach it, for the links to films: `FILMGATE_PUBLIC_URL`; null = as each client did. */
	readonly publicUrl: string | null;
	/**
	 * Origins whose pages may use the API from a browser, such as `https://app.example.com`, or `*` for all of them:
	 * `FILMGATE_CORS`, separated by commas; none.
	 */
	readonly corsOrigins: readonly string[];
	/** Seals what must not lie open: `FILMGATE_SECRET`; without it the data folder gets a secret of its own. */
	readonly secret: string | undefined;
	/**
	 * Addresses (CIDR) or host names that clients' links may lead to although they are private:
	 * `FILMGATE_ALLOW_LINKS`, separated by commas; none. Links that this server signed need none of it.
	 */
	readonly allowLinks: readonly string[];
	/** Whether test keys are let in: `FILMGATE_TEST_KEYS`, `on` or `off`; on. */
	readonly testKeys: boolean;
	/**
	 * What converts films that the preview engine cannot decode: `FILMGATE_FFMPEG`, a program's path, or `off`; null = an
	 * `ffmpeg` on PATH, if there is one.
	 */
	readonly ffmpeg: string | null;
	/**
	 * How far the render process gives way to everything else on the machine, 0 (not at all) to 19 (wholly):
	 * `FILMGATE_RENDER_NICENESS`; 19.
	 */
	readonly renderNiceness: number;
	/** The largest film that is archived, bytes: `FILMGATE_MAX_FILM_BYTES`; 2 GiB. */
	readonly maxFilmBytes: number;
	/**
	 * Requests that only read, by account and mode, a second; more are refused. 0 = no limit:
	 * `FILMGATE_POLLS_PER_SECOND`; 0.
	 */
	readonly pollsPerSecond: number;
	/** The same for requests that may change something, submits above all: `FILMGATE_SUBMITS_PER_SECOND`; 0. */
	readonly submitsPerSecond: number;
	/**
	 * Answers that may be held open at a time, by account and mode: streams of events, and requests that wait for a
	 * task's end. `FILMGATE_WAITS_AT_ONCE`; 2,000.
	 */
	readonly waitsAtOnce: number;
}

export const DEFAULT_PORT = 8033;

type Environment = Readonly<Record<string, string | undefined>>;

/** What the command line says wins over the environment, which wins over the defaults. Throws a sentence for a bad value. */
export function readConfig(given: Partial<Config>, environment: Environment = process.env): Config {
	const text = (name: string): string | undefined => environment[`FILMGATE_${name}`] || undefined;
	const configFile = given.configFile ?? text("CONFIG") ?? null;
	return {
		dataFolder: resolve(given.dataFolder ?? text("DATA") ?? "data"),
		configFile: configFile === null ? null : resolve(configFile),
		host: given.host ?? text("HOST") ?? "127.0.0.1",
		port: given.port ?? wholeNumber("FILMGATE_PORT", text("PORT"), { fallback: DEFAULT_PORT, most: 65_535 }),
		publicUrl: given.publicUrl ?? webAddress("FILMGATE_PUBLIC_URL", text("PUBLIC_URL")),
		corsOrigins: given.corsOrigins ?? listOf(text("CORS")).map((origin) => checkOrigin("FILMGATE_CORS", origin)),
		secret: given.secret ?? text("SECRET"),
		allowLinks: given.allowLinks ?? listOf(text("ALLOW_LINKS")),
		testKeys: given.testKeys ?? onOrOff("FILMGATE_TEST_KEYS", text("TEST_KEYS") ?? "on"),
		ffmpeg: given.ffmpeg ?? text("FFMPEG") ?? null,
		renderNiceness:
			given.renderNiceness ??
			wholeNumber("FILMGATE_RENDER_NICENESS", text("RENDER_NICENESS"), { fallback: 19, most: 19 }),
		maxFilmBytes:
			given.maxFilmBytes ??
			wholeNumber("FILMGATE_MAX_FILM_BYTES", text("MAX_FILM_BYTES"), {
				fallback: 2 * 1024 ** 3,
				most: Number.MAX_SAFE_INTEGER,
			}),
		pollsPerSecond: given.pollsPerSecond ?? rate("FILMGATE_POLLS_PER_SECOND", text("POLLS_PER_SECOND")),
		submitsPerSecond: given.submitsPerSecond ?? rate("FILMGATE_SUBMITS_PER_SECOND", text("SUBMITS_PER_SECOND")),
		waitsAtOnce:
			given.waitsAtOnce ??
			wholeNumber("FILMGATE_WAITS_AT_ONCE", text("WAITS_AT_ONCE"), { fallback: 2_000, most: 1_000_000 }),
	};
}

function listOf(text = ""): string[] {
	return text.split(",").flatMap((part) => part.trim() || []);
}

/** As browsers spell it: scheme, host and port, and no slash behind them. */
function checkOrigin(name: string, text: string): string {
	if (text === "*" || URL.parse(text)?.origin === text) return text;
	throw new Error(`${name} has ${text}; it must be an origin such as https://app.example.com, or *.`);
}

function wholeNumber(
	name: string,
	text: string | undefined,
	{ fallback, most }: { readonly fallback: number; readonly most: number },
): number {
	if (text === undefined) return fallback;
	const value = Number(text);
	if (/^[0-9]+$/.test(text) && value <= most) return value;
	throw new Error(`${name} is ${text}; it must be a whole number up to ${most}.`);
}

function rate(name: string, text: string | undefined): number {
	return wholeNumber(name, text, { fallback: 0, most: 1_000_000 });
}

function webAddress(name: string, text: string | undefined): string | null {
	if (text === undefined) return null;
	if (/^https?:$/.test(URL.parse(text)?.protocol ?? "")) return text.replace(/\/+$/, "");
	throw new Error(`${name} is ${text}; it must be a URL such as https://films.example.com.`);
}

function onOrOff(name: string, text: string): boolean {
	if (text === "on" || text === "off") return text === "on";
	throw new Error(`${name} is ${text}; it must be on or off.`);
}
