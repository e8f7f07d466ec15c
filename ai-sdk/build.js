// Compiles the provider for the world: ./dist is what gets published, its package.json included. Needs the client's own dist.
import { spawnSync } from "node:child_process";
import { copyFileSync, existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

const here = (/** @type {string} */ path) => fileURLToPath(new URL(path, import.meta.url));
const source = JSON.parse(readFileSync(here("./package.json"), "utf8"));

if (!existsSync(here("../sdk/dist/index.d.ts"))) {
	console.error("Build the client first: npm run build -w sdk");
	process.exit(1);
}
rmSync(here("./dist"), { recursive: true, force: true });
const typescript = createRequire(import.meta.url).resolve("typescript/package.json");
const tsc = spawnSync(
	process.execPath,
	[typescript.replace(/package\.json$/, "bin/tsc"), "-p", here("./tsconfig.build.json")],
	{ stdio: "inherit" },
);
if (tsc.status !== 0) process.exit(tsc.status ?? 1);

const { name, version, description, license, type, dependencies, peerDependencies } = source;
const exports = { ".": { types: "./index.d.ts", default: "./index.js" } };
const engines = { node: ">=22" };
const manifest = { name, version, description, license, type, sideEffects: false, exports, engines };
const needs = { dependencies, peerDependencies };
writeFileSync(here("./dist/package.json"), `${JSON.stringify({ ...manifest, ...needs }, null, "\t")}\n`);
copyFileSync(here("./README.md"), here("./dist/README.md"));
copyFileSync(here("../LICENSE"), here("./dist/LICENSE"));
