import { readFileSync } from "node:fs";
import { stripTypeScriptTypes } from "node:module";
import { createContext, type Module, SourceTextModule } from "node:vm";

/**
 * Runs a program in a world that has what edge runtimes have in common and nothing of Node: no process, no Buffer, no modules but the
 * program's own, and no code made of strings. What the program hands to `report` is printed as JSON.
 *
 *     node --experimental-vm-modules run.ts PROGRAM < its settings as JSON
 */
const { fetch, Headers, Request, Response, URL, URLSearchParams, crypto, atob, btoa } = globalThis;
const { TextEncoder, TextDecoder, ReadableStream, WritableStream, TransformStream, Blob } = globalThis;
const { AbortController, AbortSignal, setTimeout, clearTimeout } = globalThis;

const world = createContext(
	{
		...{ fetch, Headers, Request, Response, URL, URLSearchParams, crypto, atob, btoa },
		...{ TextEncoder, TextDecoder, ReadableStream, WritableStream, TransformStream, Blob },
		...{ AbortController, AbortSignal, setTimeout, clearTimeout },
		settings: JSON.parse(readFileSync(0, "utf8")),
		report: (result: unknown) => console.log(JSON.stringify(result)),
	},
	{ codeGeneration: { strings: false, wasm: false } },
);

const modules = new Map<string, Module>();

function load(url: string): Module {
	const known = modules.get(url);
	if (known !== undefined) return known;
	const source = stripTypeScriptTypes(readFileSync(new URL(url), "utf8"));
	const loaded = new SourceTextModule(source, { context: world, identifier: url });
	modules.set(url, loaded);
	return loaded;
}

const program = load(new URL(process.argv[2] ?? "", `file://${process.cwd()}/`).href);
await program.link((specifier, from) => {
	if (!specifier.startsWith("."))
		throw new Error(`${from.identifier} imports ${specifier}: there are no packages here`);
	return load(new URL(specifier, from.identifier).href);
});
await program.evaluate();
