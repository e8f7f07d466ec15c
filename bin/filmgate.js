#!/usr/bin/env node
import { existsSync } from "node:fs";
import module from "node:module";
import "./need-node.js";
module.enableCompileCache?.();
// A clone has the sources, the published package has what they were compiled to.
const source = new URL("../src/cli/main.ts", import.meta.url);
const { main } = await import(existsSync(source) ? source.href : new URL("../dist/cli/main.js", import.meta.url).href);
// Somebody read as much as they wanted: filmgate routes | head -1
process.stdout.on("error", (error) => process.exit(error.code === "EPIPE" ? 0 : 1));
process.exitCode = await main(process.argv.slice(2));
