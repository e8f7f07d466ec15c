import { existsSync, renameSync } from "node:fs";

/** A database's files: itself, and what is beside it while it is open or after a crash. */
const SUFFIXES = ["", "-wal", "-shm"];

/** Renames a closed database with all that belongs to it; a log without its database goes as well. Returns the new name, null when nothing was there. */
export function putDatabaseAside(file: string, name: string): string | null {
	const present = SUFFIXES.filter((suffix) => existsSync(`${file}${suffix}`));
	for (const suffix of present) renameSync(`${file}${suffix}`, `${name}${suffix}`);
	return present.length === 0 ? null : name;
}
