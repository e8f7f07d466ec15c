import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import type { Config } from "../config.ts";
import { PREVIEW } from "../engines/router.ts";

const names = z.looseObject({ engines: z.record(z.string(), z.unknown()).default({}) });

/**
 * What the server's engines are called, for commands that do not need to reach one: no secret of the configuration file is
 * looked up. A file that cannot be read or understood names none; the server itself says what is wrong with it.
 */
export function readEngineNames({ configFile, dataFolder }: Pick<Config, "configFile" | "dataFolder">): string[] {
	try {
		const file = names.parse(JSON.parse(readFileSync(configFile ?? join(dataFolder, "filmgate.json"), "utf8")));
		return [PREVIEW, ...Object.keys(file.engines)];
	} catch {
		return [PREVIEW];
	}
}
