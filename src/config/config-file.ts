import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { z } from "zod";
import type { Config } from "../config.ts";
import { pixverseSettings } from "../engines/pixverse/settings.ts";
import { zaiSettings } from "../engines/zai/settings.ts";
import { PREVIEW } from "../engines/router.ts";
import { type ModerationSettings, moderationSettings } from "../moderation/settings.ts";

/** What the configuration file says: which upstreams there are, who makes the films of which model, and what is refused. */
export interface Upstreams {
	readonly engines: ReadonlyMap<string, EngineSettings>;
	/** Engines by the model that a client named, the first choice first; `*` is every other model. */
	readonly routes: ReadonlyMap<string, readonly string[]>;
	readonly moderation: ModerationSettings;
}

export type EngineSettings = z.output<typeof engineSettings>;

/** The file cannot be used; the message is one line that names the place in it. */
export class ConfigFileError extends Error {
	constructor(path: string, complaint: string) {
		super(`${path}: ${complaint}`.replace(/\s+/g, " "));
		this.name = "ConfigFileError";
	}
}

type Environment = Readonly<Record<string, string | undefined>>;

const engineSettings = z.discriminatedUnion("kind", [zaiSettings, pixverseSettings]);
const ENGINE_NAME = /^[a-z][a-z0-9-]{0,31}$/;

/**
 * Reads the file that the configuration names, else the data folder's own `filmgate.json`; without one, everything goes to
 * the preview engine. Throws `ConfigFileError`: a server with half its upstreams would be worse than none.
 */
export function readConfigFile(
	{ configFile, dataFolder }: Pick<Config, "configFile" | "dataFolder">,
	environment: Environment = process.env,
): Upstreams {
	const path = configFile ?? join(dataFolder, "filmgate.json");
	const text = readText(path, configFile !== null);
	const parsed = fileSchema(environment, dirname(path)).safeParse(text === null ? {} : parseJson(path, text));
	if (parsed.success) return parsed.data;
	throw new ConfigFileError(path, parsed.error.issues.map(sayIssue).join("; "));
}

/** Null when nobody asked for the file and it is not there. */
function readText(path: string, mustExist: boolean): string | null {
	try {
		return readFileSync(path, "utf8");
	} catch (error) {
		const { code = "unreadable" } = error as NodeJS.ErrnoException;
		if ((code === "ENOENT" || code === "ENOTDIR") && !mustExist) return null;
		throw new ConfigFileError(path, `it cannot be read (${code})`);
	}
}

function parseJson(path: string, text: string): unknown {
	try {
		return JSON.parse(text);
	} catch (error) {
		// Without the piece of the file that the parser cites: it may hold a key.
		throw new ConfigFileError(path, `it is not JSON: ${(error as Error).message.replace(/, [".].*$/s, "")}`);
	}
}

function fileSchema(environment: Environment, folder: string) {
	const name = z
		.string()
		.regex(ENGINE_NAME, "names are small letters, digits and dashes, at most 32")
		.refine((text) => text !== PREVIEW, `${PREVIEW} is the embedded renderer's name`);
	const filled = <Schema extends z.ZodType>(schema: Schema) =>
		z.preprocess((value, context) => fromEnvironment(value, environment, context), schema);
	const engine = filled(engineSettings);
	const engines = z.record(name, engine).default({});
	const routes = z.record(z.string().min(1), z.array(z.string()).min(1)).default({});
	const moderation = filled(moderationSettings(folder)).prefault({});
	return z.strictObject({ engines, routes, moderation }).transform((file, context) => {
		const known = [...Object.keys(file.engines), PREVIEW];
		for (const [model, names] of Object.entries(file.routes)) {
			for (const [index, name] of names.entries()) {
				if (known.includes(name)) continue;
				const message = `no engine is called ${name}; there are ${known.join(", ")}`;
				context.addIssue({ code: "custom", path: ["routes", model, index], message });
			}
		}
		const routes = { "*": [PREVIEW], ...file.routes };
		const maps = { engines: new Map(Object.entries(file.engines)), routes: new Map(Object.entries(routes)) };
		return { ...maps, moderation: file.moderation };
	});
}

/** Replaces `{"env": "NAME"}` in any setting, however deep, so that secrets need not lie in the file. */
function fromEnvironment(settings: unknown, environment: Environment, context: z.RefinementCtx): unknown {
	const resolve = (value: unknown, path: readonly string[]): unknown => {
		if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
		const reference = path.length === 0 ? null : environmentReference.safeParse(value);
		if (reference?.success !== true) {
			return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, resolve(each, [...path, name])]));
		}
		const { env } = reference.data;
		if (!environment[env]) context.addIssue({ code: "custom", path: [...path], message: `${env} is not set` });
		return environment[env];
	};
	return resolve(settings, []);
}

const environmentReference = z.strictObject({ env: z.string().min(1) });

function sayIssue(issue: z.core.$ZodIssue): string {
	const { path, message } = issue.code === "invalid_key" ? { ...issue, message: issue.issues[0]?.message } : issue;
	const place = path.map((step) => (typeof step === "number" ? `[${step}]` : `.${String(step)}`)).join("");
	return `${place.replace(/^\./, "") || "the file"}: ${message}`;
}
