import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { ConfigFileError, readConfigFile } from "./config-file.ts";

let dataFolder: string;

beforeEach(() => {
	dataFolder = mkdtempSync(join(tmpdir(), "filmgate-config-"));
});

afterEach(() => rmSync(dataFolder, { recursive: true, force: true }));

const zai = { kind: "zai", baseUrl: "https://api.z.ai/api/paas/v4", key: "0123456789.abcdef" };

function read(file: unknown, environment: Record<string, string> = {}) {
	writeFileSync(join(dataFolder, "filmgate.json"), typeof file === "string" ? file : JSON.stringify(file));
	return readConfigFile({ configFile: null, dataFolder }, environment);
}

function complaintOf(file: unknown): string {
	try {
		read(file);
	} catch (error) {
		if (!(error instanceof ConfigFileError)) throw error;
		return error.message.replace(`${join(dataFolder, "filmgate.json")}: `, "");
	}
	throw new Error("Nobody complained.");
}

describe("the file", () => {
	test("may be missing: everything is a preview", () => {
		const { engines, routes } = readConfigFile({ configFile: null, dataFolder }, {});
		expect(engines.size).toBe(0);
		expect(Object.fromEntries(routes)).toEqual({ "*": ["preview"] });
	});

	test("must be there when it was named", () => {
		const configFile = join(dataFolder, "other.json");
		expect(() => readConfigFile({ configFile, dataFolder }, {})).toThrow(`${configFile}: it cannot be read (ENOENT)`);
		writeFileSync(configFile, JSON.stringify({ routes: { "*": ["preview"] } }));
		expect(readConfigFile({ configFile, dataFolder }, {}).routes.size).toBe(1);
	});

	test("says everything about an upstream; what it leaves out has a default", () => {
		const { engines, routes } = read(
			{
				engines: { "zai-main": { ...zai, baseUrl: `${zai.baseUrl}/`, key: { env: "ZAI_KEY" }, concurrency: 20 } },
				routes: { "cogvideox-3": ["zai-main", "preview"] },
			},
			{ ZAI_KEY: "id.secret-of-mine" },
		);
		expect(engines.get("zai-main")).toEqual({
			kind: "zai",
			baseUrl: "https://api.z.ai/api/paas/v4",
			key: "id.secret-of-mine",
			model: "cogvideox-3",
			imageModel: "glm-image",
			idempotentStart: false,
			concurrency: 20,
			longestJobSeconds: 1_800,
			startLimitSeconds: 100,
			pollSeconds: 5,
			linkLifeSeconds: 86_400,
			filmHosts: [],
		});
		expect(Object.fromEntries(routes)).toEqual({ "cogvideox-3": ["zai-main", "preview"], "*": ["preview"] });
	});
});

test("a hook's secret comes from the environment, a list of words from beside the file", () => {
	const secret = `whsec_${"QUJD".repeat(8)}`;
	writeFileSync(join(dataFolder, "refuse.txt"), "warship\n");
	const hook = { url: "http://127.0.0.1:9000", secret: { env: "REVIEW_SECRET" } };
	const { moderation } = read({ moderation: { refuse: "refuse.txt", hook } }, { REVIEW_SECRET: secret });
	expect(moderation).toMatchObject({ words: "off", refuse: ["warship"], allow: [], hook: { secret } });
	expect(read({}).moderation).toEqual({ words: "off", refuse: [], allow: [], hook: null });
});

describe("one line names the place of what is wrong", () => {
	test.each<[string, unknown]>([
		["it is not JSON", "{engines"],
		["the file: Invalid input", "[]"],
		['the file: Unrecognized key: "engine"', { engine: {} }],
		["engines.Zai: ", { engines: { Zai: zai } }],
		["engines.preview: preview is the embedded renderer's name", { engines: { preview: zai } }],
		["engines.a.kind: ", { engines: { a: { ...zai, kind: "sora" } } }],
		["engines.a: Invalid input", { engines: { a: null } }],
		['engines.a: Unrecognized key: "baseURL"', { engines: { a: { ...zai, baseURL: "x" } } }],
		["engines.a.baseUrl: must be an http or https URL", { engines: { a: { ...zai, baseUrl: "api.z.ai" } } }],
		["engines.a.baseUrl: must be without", { engines: { a: { ...zai, baseUrl: "https://me@api.z.ai" } } }],
		["engines.a.key: must be a key", { engines: { a: { ...zai, key: "two words" } } }],
		["engines.a.key: ZAI_KEY is not set", { engines: { a: { ...zai, key: { env: "ZAI_KEY" } } } }],
		["engines.a.concurrency: ", { engines: { a: { ...zai, concurrency: 0 } } }],
		["engines.a.model: ", { engines: { a: { ...zai, model: "sora" } } }],
		["moderation.words: ", { moderation: { words: true } }],
		["moderation.hook.url: must be an http or https URL", { moderation: { hook: { url: "here" } } }],
		["moderation.hook.secret: S is not set", { moderation: { hook: { url: "http://a", secret: { env: "S" } } } }],
		["refuse.txt: it cannot be read (ENOENT)", { moderation: { refuse: "refuse.txt" } }],
		["routes.*: ", { routes: { "*": [] } }],
		["routes.v5[1]: no engine is called b; there are a, preview", { engines: { a: zai }, routes: { v5: ["a", "b"] } }],
	])("%s", (place, file) => {
		const complaint = complaintOf(file);
		expect(complaint).toContain(place);
		expect(complaint).not.toContain("\n");
		expect(complaint).not.toContain(zai.key);
	});
});
