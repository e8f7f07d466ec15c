import { describe, expect, test } from "vitest";
import { breachOf, type LawBook, packageName, placeOf } from "./layout/law.ts";
import { readImports } from "./layout/read-imports.ts";
import { isForTests, readText, sourceFiles } from "./layout/source-files.ts";

// The import law: what the files of a folder may import besides that folder itself. The first line that fits a file is
// its law. Tests and their fixtures may import anything but a sibling of their own dialect or engine.
const BOOK: LawBook = {
	laws: [
		// The rules of the product know nothing of the world: no other folder, no package, no Node.
		{ of: "src/core", ours: [], packages: [], node: false },
		// What vendors wrote down, for both directions.
		{ of: "src/wire/*", ours: [], packages: ["zod"], node: false },
		{ of: "src/wire", ours: [], packages: [], node: false },

		// Inbound. The native dialect answers in the very types that its published client reads.
		{
			of: "src/dialects/native",
			ours: ["src/core", "src/wire", "src/dialects/dialect.ts", "src/dialects/describe.ts"],
			types: ["sdk/src"],
			packages: ["zod"],
		},
		{
			of: "src/dialects/*",
			ours: ["src/core", "src/wire", "src/dialects/dialect.ts", "src/dialects/describe.ts"],
			packages: ["zod"],
		},
		{ of: "src/dialects", ours: ["src/core"], packages: ["zod"] },
		{ of: "src/http", ours: ["src/core", "src/dialects", "src/accounts", "src/media"] },

		// Outbound.
		{ of: "src/engines/*", ours: ["src/core", "src/wire", "src/media", "src/upstream"] },
		{ of: "src/upstream", ours: ["src/media"] },
		{ of: "src/engines", ours: ["src/core"], packages: ["zod"] },

		// How webhooks are told, in the words of which wire, and where that may go.
		{ of: "src/webhooks", ours: ["src/core", "src/wire", "src/media"] },

		// What keeps tasks, films and keys, and what moves tasks on.
		{ of: "src/database/*", ours: ["src/core"] },
		{ of: "src/loops", ours: ["src/core"] },
		{ of: "src/media", ours: ["src/core"] },
		{ of: "src/accounts", ours: ["src/core"] },
		{ of: "src/moderation", ours: ["src/core", "src/wire"] },

		// What puts the parts together. Contracts are for those who test against us.
		{ of: "src/config.ts", ours: [] },
		{ of: "src/version.ts", ours: [] },
		// Every kind of engine, and moderation, says itself what the file may say about it.
		{ of: "src/config", ours: ["src/config.ts", "src/engines", "src/moderation"] },
		{ of: "src/filmgate.ts", ours: ["src"], never: ["src/contracts", "src/cli"] },
		{ of: "src/compose", ours: ["src"], never: ["src/contracts", "src/cli"] },
		{ of: "src/contracts", ours: ["src"], never: ["src/cli"] },

		// The client half of the command line goes through the wire like anybody else. It is handed a connection, so it
		// knows what one is; how the command line prints and ends is common to both halves.
		{
			of: "src/cli/client",
			ours: ["sdk/src", "src/cli/exit.ts", "src/cli/print.ts", "src/cli/system-error.ts"],
			types: ["src/cli/connection.ts"],
			packages: ["zod"],
		},
		{ of: "src/cli", ours: ["src", "sdk/src"], never: ["src/contracts"] },

		// The published client runs wherever fetch does, a browser included.
		{ of: "sdk/src", ours: [], packages: [], node: false },
		// As does the AI SDK's provider, which stands on it.
		{
			of: "ai-sdk/src",
			ours: ["sdk/src"],
			packages: ["@ai-sdk/provider", "@ai-sdk/provider-utils", "zod"],
			node: false,
		},

		{ of: "bench", ours: ["src", "sdk/src"] },
		{ of: "chaos", ours: ["src"], never: ["src/contracts"] },
		{ of: "e2e", ours: ["src", "sdk/src", "ai-sdk/src", "docs", "chaos"] },
		{ of: "docs", ours: ["src", "sdk/src"] },
	],
	strangers: ["src/dialects", "src/engines"],
	keptTo: {
		fastify: ["src/http"],
		"@fastify/multipart": ["src/http"],
		// Measurements stand beside what the bare database can do.
		"better-sqlite3": ["src/database", "src/contracts", "bench"],
		"@napi-rs/canvas": ["src/engines/preview", "docs/preview", "src/contracts", "bench"],
		"h264-mp4-encoder": ["src/engines/preview"],
		limiter: ["src/http"],
		obscenity: ["src/moderation"],
		undici: ["src/media", "src/moderation"],
		vitest: ["src/contracts", "e2e"],
	},
	ownPackages: { "@filmgate/sdk": "sdk/src/index.ts", "@filmgate/ai-sdk": "ai-sdk/src/index.ts" },
};

const files = sourceFiles("src", "sdk/src", "ai-sdk/src", "bench", "chaos", "e2e", "docs");

describe("the import law", () => {
	test("holds in every file", () => {
		const breaches = files.flatMap((file) =>
			readImports(readText(file)).flatMap((found) => breachOf(BOOK, file, found) ?? []),
		);
		expect(breaches).toEqual([]);
	});

	test("has no line that speaks of nothing", () => {
		const used = new Set(files.map((file) => placeOf(BOOK.laws, file)?.law));
		expect(BOOK.laws.filter((law) => !used.has(law)).map(({ of }) => of)).toEqual([]);
	});

	test.each([
		["src/core/task.ts", 'import { createServer } from "../http/server.ts";', "src/core may import nothing of ours"],
		["src/core/task.ts", 'import { z } from "zod";', "src/core may import no package"],
		["src/core/task.ts", 'import { join } from "node:path";', "src/core may import nothing of Node"],
		[
			"src/wire/zai/codes.ts",
			'import { CODES } from "../pixverse/codes.ts";',
			"src/wire/zai may import nothing of ours",
		],
		[
			"src/dialects/zai/status.ts",
			'import { status } from "../pixverse/status.ts";',
			"src/dialects/zai may import src/core",
		],
		["src/dialects/zai/zai.test.ts", 'import { status } from "../native/status.ts";', "do not know each other"],
		["src/dialects/native/list.ts", 'import { Filmgate } from "@filmgate/sdk";', "and types of sdk/src"],
		[
			"src/dialects/zai/list.ts",
			'import type { Filmgate } from "@filmgate/sdk";',
			"src/dialects/zai may import src/core",
		],
		["src/engines/router.ts", 'const engine = await import("./preview/engine.ts");', "src/engines may import src/core"],
		["src/loops/reaper.ts", 'import { openLoopsBench } from "./loops-bench.ts";', "what is made for tests"],
		["src/loops/reaper.ts", 'import Database from "better-sqlite3";', "better-sqlite3 is kept to src/database"],
		["src/http/films.ts", 'import "vitest";', "vitest is kept to src/contracts"],
		["src/filmgate.ts", 'import { makeTask } from "./contracts/task-factory.ts";', "never src/contracts"],
		["src/cli/client/status.ts", 'import { connect } from "../connection.ts";', "and types of src/cli/connection.ts"],
		["sdk/src/wait.ts", 'import { setTimeout } from "node:timers/promises";', "sdk/src may import nothing of Node"],
		["ai-sdk/src/start.ts", 'import { Agent } from "undici";', "ai-sdk/src may import @ai-sdk/provider"],
		["src/elsewhere/new.ts", 'import "./other.ts";', "no law speaks of this file"],
	])("refuses %s the line %s", (file, line, reason) => {
		const [breach] = readImports(line).map((found) => breachOf(BOOK, file, found));
		expect(breach).toContain(reason);
		expect(breach).toContain(file);
	});

	test.each([
		["src/core/use-cases/submit.ts", 'import type { Task } from "../task.ts";'],
		["src/dialects/native/list.ts", 'import type { WireTask } from "@filmgate/sdk";'],
		["src/dialects/zai/zai.test.ts", 'import { openTestServer } from "../../contracts/test-server.ts";'],
		["src/cli/client/status.ts", 'import type { Connection } from "../connection.ts";'],
		[
			"src/engines/preview/scene/mark.ts",
			'import.meta.resolve("@fontsource/inter/files/inter-latin-500-normal.woff2")',
		],
	])("allows %s the line %s", (file, line) => {
		expect(readImports(line).map((found) => breachOf(BOOK, file, found))).toEqual([null]);
	});
});

test("what ships imports declared dependencies only", () => {
	const { dependencies } = JSON.parse(readText("package.json"));
	const ships = files.filter((file) => file.startsWith("src/") && !isForTests(file));
	const undeclared = ships.flatMap((file) =>
		readImports(readText(file))
			.filter(({ specifier }) => !/^(\.|node:)/.test(specifier) && !(packageName(specifier) in dependencies))
			.map(({ specifier, line }) => `${file}:${line} imports ${specifier}`),
	);
	// The suites for those who test against us run inside their vitest.
	expect(undeclared.filter((line) => !/^src\/contracts\/.* imports vitest$/.test(line))).toEqual([]);
});

test("imports are read wherever they stand", () => {
	const text = [
		'import type { A } from "./a.ts";',
		"import {",
		"\tb,",
		"\ttype C,",
		'} from "./b.ts";',
		'export * from "./d.ts";',
		'import "./e.ts";',
		'// import "./no.ts"; nor import("./no.ts")',
		'/** As in `import("./no.ts")`. */',
		"const f = await import(",
		'\t"./f.ts"',
		");",
		'const text = "import x from \\"./no.ts\\"";',
	].join("\n");
	expect(readImports(text)).toEqual([
		{ specifier: "./a.ts", line: 1, typeOnly: true },
		{ specifier: "./b.ts", line: 5, typeOnly: false },
		{ specifier: "./d.ts", line: 6, typeOnly: false },
		{ specifier: "./e.ts", line: 7, typeOnly: false },
		{ specifier: "./f.ts", line: 11, typeOnly: false },
	]);
});
