import { findFolder, type LockEntries, type LockEntry } from "./lock-file.ts";

export interface InstalledPackage {
	readonly name: string;
	readonly version: string;
	/** As its author states it: an SPDX expression. Empty when nothing is stated. */
	readonly licence: string;
	/** Where it lies, seen from the repository's root. */
	readonly folder: string;
	/** Whether only the machines it fits get it. */
	readonly platform: boolean;
}

/** All that somebody who installs Filmgate gets with it, on any platform, sorted by name. Our own packages are left out. */
export function defaultInstall(entries: LockEntries): InstalledPackage[] {
	const reached = new Set([""]);
	for (const folder of reached) {
		for (const found of neededBy(entries, folder)) reached.add(found);
	}
	return [...reached]
		.filter((folder) => folder.includes("node_modules/"))
		.map((folder) => describe(folder, entries[folder] ?? {}))
		.sort((a, b) => compare(a.name, b.name) || compare(a.version, b.version));
}

function neededBy(entries: LockEntries, folder: string): string[] {
	const entry = entries[folder] ?? {};
	const peers = Object.keys(entry.peerDependencies ?? {}).filter(
		(name) => entry.peerDependenciesMeta?.[name]?.optional !== true,
	);
	return [...Object.keys({ ...entry.dependencies, ...entry.optionalDependencies }), ...peers].map((name) => {
		const found = findFolder(entries, folder, name);
		if (found === null) throw new Error(`The lock file lacks ${name}, which ${folder || "Filmgate"} needs.`);
		// A workspace of ours is a link to where it is written.
		return entries[found]?.link === true ? (entries[found].resolved ?? found) : found;
	});
}

function describe(folder: string, { version = "", license = "", os }: LockEntry): InstalledPackage {
	const name = folder.slice(folder.lastIndexOf("node_modules/") + "node_modules/".length);
	return { name, version, licence: license, folder, platform: os !== undefined };
}

function compare(a: string, b: string): number {
	return a < b ? -1 : Number(a > b);
}
