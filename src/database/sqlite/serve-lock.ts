import { join } from "node:path";
import SqliteFile, { type Database } from "better-sqlite3";
import { FilmgateError } from "../../core/errors.ts";

/** A folder that belongs to this process until it lets go or dies. */
export interface FolderLock {
	release(): void;
}

/**
 * Takes `folder` for this process alone. The lock is an exclusive transaction on `serve.lock`, which the operating
 * system ends with the process however it dies: whoever holds it knows that every earlier holder is gone. Throws
 * `conflict` at once when somebody holds it. (Nothing else may open that file: closing it would drop the lock.)
 */
export function lockFolder(folder: string): FolderLock {
	const database = new SqliteFile(join(folder, "serve.lock"), { timeout: 0 });
	try {
		database.exec("BEGIN EXCLUSIVE");
	} catch (error) {
		database.close();
		if (!isBusy(error)) throw error;
		throw new FilmgateError("conflict", `Another Filmgate serves the folder ${folder}.`, { cause: error });
	}
	held.add(database);
	return {
		release() {
			held.delete(database);
			database.close();
		},
	};
}

/** A database that nobody refers to is closed by the garbage collector, and its lock is gone with it. */
const held = new Set<Database>();

function isBusy(error: unknown): boolean {
	return error instanceof SqliteFile.SqliteError && error.code.startsWith("SQLITE_BUSY");
}
