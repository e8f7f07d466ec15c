// Compiles the client for the world: ./dist is what gets published, its package.json included.
import { spawnSync } from "node:child_process";
import { copyFileSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

const here = (/** @type {string} */ path) => fileURLToPath(new URL(path, import.meta.url));
const source = JSON.parse(readFileSync(here("./package.json"), "utf8"));

rmSync(here("./dist"), { recursive: true, force: true });
const typescript = createRequire(import.meta.url).resolve("typescript/package.json");
const tsc = spawnSync(
	process.execPath,
	[typescript.replace(/package\.json$/, "bin/tsc"), "-p", here("./tsconfig.build.json")],
	{
		stdio: "inherit",
	},
);
if (tsc.status !== 0) process.exit(tsc.status ?? 1);

const { name, version, description, license, type } = source;
const exports = { ".": { types: "./index.d.ts", default: "./index.js" } };
const engines = { node: ">=18" };
const manifest = { name, version, description, license, type, sideEffects: false, exports, engines };
writeFileSync(here("./dist/package.json"), `${JSON.stringify(manifest, null, "\t")}\n`);
copyFileSync(here("./README.md"), here("./dist/README.md"));
copyFileSync(here("../LICENSE"), here("./dist/LICENSE"));
