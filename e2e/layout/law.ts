import { isBuiltin } from "node:module";
import { posix } from "node:path";
import type { Import } from "./read-imports.ts";
import { isForTests } from "./source-files.ts";

/** What the files of one folder may import besides the folder itself. */
export interface Law {
	/** A folder or file. A `*` stands for one folder's name, and each folder that fits is one for itself. */
	readonly of: string;
	/** Our own folders and files that it may import. */
	readonly ours: readonly string[];
	/** Those it may import by `import type` only. */
	readonly types?: readonly string[];
	/** What is closed to it inside of `ours`. */
	readonly never?: readonly string[];
	/** The npm packages it may import; any that is declared, if left out. */
	readonly packages?: readonly string[];
	/** Whether it may import modules of Node; true if left out. */
	readonly node?: boolean;
}

export interface LawBook {
	/** The first that fits a file is its law. */
	readonly laws: readonly Law[];
	/** Folders whose folders do not know each other, not even in tests. */
	readonly strangers: readonly string[];
	/** Packages that only these folders may import. */
	readonly keptTo: Readonly<Record<string, readonly string[]>>;
	/** Our packages by name, and the file that such an import means. */
	readonly ownPackages: Readonly<Record<string, string>>;
}

interface Place {
	readonly law: Law;
	/** The folder or file that the law's pattern found. */
	readonly home: string;
}

/** Where a file lives under the law, or null when no law speaks of it. */
export function placeOf(laws: readonly Law[], file: string): Place | null {
	for (const law of laws) {
		const end = law.of.includes("*") ? "(?=/)" : "(?=/|$)";
		const pattern = law.of.replaceAll(".", "\\.").replaceAll("*", "[^/]+");
		const home = new RegExp(`^${pattern}${end}`).exec(file)?.[0];
		if (home !== undefined) return { law, home };
	}
	return null;
}

/** Says what is wrong with one import, or null when the law allows it. */
export function breachOf(book: LawBook, file: string, { specifier, line, typeOnly }: Import): string | null {
	const place = placeOf(book.laws, file);
	if (place === null) return `${file}: no law speaks of this file`;
	const target = book.ownPackages[specifier] ?? (specifier.startsWith(".") ? resolve(file, specifier) : null);
	const reason =
		target === null
			? foreignBreach({ book, place, file, specifier })
			: isForTests(file)
				? siblingBreach(book, place, target)
				: ownBreach({ book, place, target, typeOnly });
	return reason === null ? null : `${file}:${line} imports ${specifier}: ${reason}`;
}

function ownBreach(asked: { book: LawBook; place: Place; target: string; typeOnly: boolean }): string | null {
	const { law, home } = asked.place;
	if (isForTests(asked.target)) return "what is made for tests stays out of what ships";
	if (placeOf(asked.book.laws, asked.target)?.home === home) return null;
	const open = liesIn(asked.target, law.ours) && !liesIn(asked.target, law.never ?? []);
	if (open || (asked.typeOnly && liesIn(asked.target, law.types ?? []))) return null;
	const types = law.types === undefined ? "" : `, and types of ${law.types.join(", ")}`;
	const never = law.never === undefined ? "" : `, never ${law.never.join(", ")}`;
	return `${home} may import ${law.ours.join(", ") || "nothing of ours"}${types}${never}`;
}

function siblingBreach({ laws, strangers }: LawBook, { home }: Place, target: string): string | null {
	const other = placeOf(laws, target)?.home ?? home;
	const parent = posix.dirname(home);
	return strangers.includes(parent) && posix.dirname(other) === parent && other !== home
		? `${home} and ${other} do not know each other, not even in tests`
		: null;
}

function foreignBreach(asked: { book: LawBook; place: Place; file: string; specifier: string }): string | null {
	const { law, home } = asked.place;
	if (isForTests(asked.file)) return null;
	if (isBuiltin(asked.specifier)) return law.node === false ? `${home} may import nothing of Node` : null;
	const name = packageName(asked.specifier);
	if (law.packages !== undefined && !law.packages.includes(name)) {
		return `${home} may import ${law.packages.join(", ") || "no package"}`;
	}
	const keepers = asked.book.keptTo[name];
	return keepers === undefined || liesIn(asked.file, keepers) ? null : `${name} is kept to ${keepers.join(", ")}`;
}

/** The package that a specifier names: `@scope/name/inside.js` is of `@scope/name`. */
export function packageName(specifier: string): string {
	return specifier
		.split("/")
		.slice(0, specifier.startsWith("@") ? 2 : 1)
		.join("/");
}

function resolve(file: string, specifier: string): string {
	return posix.normalize(posix.join(posix.dirname(file), specifier));
}

function liesIn(file: string, places: readonly string[]): boolean {
	return places.some((place) => file === place || file.startsWith(`${place}/`));
}
