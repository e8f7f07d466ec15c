import "./bin/need-node.js";
import { defineConfig } from "vitest/config";

export default defineConfig({
	test: {
		include: ["src/**/*.test.ts", "sdk/src/**/*.test.ts", "e2e/**/*.test.ts"],
		testTimeout: 30_000,
		coverage: {
			provider: "v8",
			include: ["src/core/**/*.ts"],
			exclude: ["**/*.test.ts"],
			thresholds: { statements: 100, branches: 100, functions: 100, lines: 100 },
			reporter: ["text-summary"],
		},
	},
});
