export interface Import {
	readonly specifier: string;
	/** Counted from 1. */
	readonly line: number;
	/** Whether it is an `import type` or `export type`, which leaves nothing behind at run time. */
	readonly typeOnly: boolean;
}

// The formatter puts each import and export at the start of a line and its specifier in double quotes; no quote and no
// semicolon comes before that specifier.
const STATIC = /^(?:import|export)\b(?<type> type\b)?[^"';`]*?\bfrom "(?<specifier>[^"]+)"|^import "(?<bare>[^"]+)"/gm;
const DYNAMIC = /\b(?:import|import\.meta\.resolve|require|require\.resolve)\(\s*"(?<specifier>[^"]+)"/g;

/** Reads what a file imports: statically, by `import("…")`, or by resolving a name. What comments say does not count. */
export function readImports(text: string): Import[] {
	const found = [...text.matchAll(STATIC), ...text.matchAll(DYNAMIC)].filter((match) => !inComment(text, match.index));
	return found.map(({ 0: whole, index, groups = {} }) => ({
		specifier: groups.specifier ?? groups.bare ?? "",
		line: text.slice(0, index + whole.length).split("\n").length,
		typeOnly: groups.type !== undefined,
	}));
}

function inComment(text: string, index: number): boolean {
	const before = text.slice(text.lastIndexOf("\n", index - 1) + 1, index);
	return /^\s*(\*|\/\*)|\/\/\s/.test(before);
}
