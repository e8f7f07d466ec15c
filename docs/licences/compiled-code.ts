import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const BINARY = /\.(node|wasm|so|dylib|dll|exe)$/;
const SCRIPT = /\.[cm]?js$/;
// WebAssembly as base64, and whatever else calls for it: some packages spell its bytes in their own way.
const TRACES = ["AGFzbQ", "WebAssembly"];

/** The files of a package that hold compiled code, or may. Packages within it are left to themselves. */
export function compiledCode(folder: string): string[] {
	return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
		const path = join(folder, entry.name);
		if (entry.isDirectory()) return entry.name === "node_modules" ? [] : compiledCode(path);
		return BINARY.test(entry.name) || (SCRIPT.test(entry.name) && hasTrace(path)) ? [path] : [];
	});
}

function hasTrace(path: string): boolean {
	const bytes = readFileSync(path);
	return TRACES.some((trace) => bytes.includes(trace));
}
