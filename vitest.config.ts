import "./bin/need-node.js";
import { defineConfig } from "vitest/config";

/** What leaves no trace in its process: these files share processes, which saves most of their time. */
const PURE = [
	"src/{accounts,cli,config,contracts,core,database,http,loops,media,moderation,upstream,webhooks,wire}/**/*.test.ts",
	"src/engines/{,pixverse/**/,zai/**/}*.test.ts",
	"sdk/src/**/*.test.ts",
	"ai-sdk/src/**/*.test.ts",
];

/** As pure; and whatever these make a wire answer has to be as it is described. */
const WIRES = "src/dialects/**/*.test.ts";
const WATCH = "src/http/openapi/testing/watch-every-test.ts";

/** As pure; apart from it, since what these draw is large. */
const DRAWN = "src/engines/preview/**/*.test.ts";

/** Counts what is drawn on from the first load of what draws. */
const ALONE = "src/engines/preview/scene/canvas-bytes.test.ts";

/** What opens a browser, which is unpacked for these tests only. */
const BROWSER = "e2e/browser/**/*.test.ts";

export default defineConfig({
	test: {
		// Far beyond what any test needs, so that none fails of a machine that has other work.
		testTimeout: 60_000,
		hookTimeout: 60_000,
		// One a core; the runner would keep one core for itself, and most of these tests wait for processes of their own.
		maxWorkers: "100%",
		projects: [
			{ extends: true, test: { name: "pure", include: PURE, isolate: false } },
			{ extends: true, test: { name: "drawn", include: [DRAWN], exclude: [ALONE], isolate: false } },
			{ extends: true, test: { name: "alone", include: [ALONE] } },
			{ extends: true, test: { name: "wires", include: [WIRES], isolate: false, setupFiles: [WATCH] } },
			{
				extends: true,
				test: {
					name: "whole",
					include: ["src/**/*.test.ts", "e2e/**/*.test.ts"],
					exclude: [...PURE, DRAWN, WIRES, BROWSER],
				},
			},
			{
				extends: true,
				test: { name: "browser", include: [BROWSER], globalSetup: "./e2e/browser/unpack-chromium.ts" },
			},
		],
		coverage: {
			provider: "v8",
			include: ["src/core/**/*.ts"],
			exclude: ["**/*.test.ts"],
			thresholds: { statements: 100, branches: 100, functions: 100, lines: 100 },
			// Names what is not covered, and nothing else.
			reporter: [["text", { skipFull: true }]],
		},
	},
});
