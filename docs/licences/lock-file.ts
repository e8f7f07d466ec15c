import { readFileSync } from "node:fs";

export interface LockEntry {
	readonly version?: string;
	readonly license?: string;
	readonly resolved?: string;
	readonly link?: boolean;
	readonly os?: readonly string[];
	readonly dependencies?: Readonly<Record<string, string>>;
	readonly devDependencies?: Readonly<Record<string, string>>;
	readonly optionalDependencies?: Readonly<Record<string, string>>;
	readonly peerDependencies?: Readonly<Record<string, string>>;
	readonly peerDependenciesMeta?: Readonly<Record<string, { readonly optional?: boolean }>>;
}

/** What the lock file holds: entries by their folder, seen from the root, which is "" itself. */
export type LockEntries = Readonly<Record<string, LockEntry>>;

export function readLockFile(): LockEntries {
	return JSON.parse(readFileSync(new URL("../../package-lock.json", import.meta.url), "utf8")).packages;
}

/** The folder where Node finds this package, seen from another: in its own node_modules, or the nearest around it. */
export function findFolder(entries: LockEntries, from: string, name: string): string | null {
	const parts = from === "" ? [] : from.split("/");
	for (let depth = parts.length; depth >= 0; depth -= 1) {
		if (parts[depth - 1] === "node_modules") continue;
		const folder = [...parts.slice(0, depth), "node_modules", name].join("/");
		if (folder in entries) return folder;
	}
	return null;
}
