import SqliteFile, { type Database, type Statement } from "better-sqlite3";

/** How long a write waits for another process that is writing, ms. */
const BUSY_TIMEOUT_MS = 5_000;
/** Pages in the log before they are copied into the file: 16 MiB. Fewer copies of the pages that every batch touches. */
const CHECKPOINT_PAGES = 4_000;
/** Most memory that a writer's pages take, KiB. */
const CACHE_KIB = 32_768;

/** An open database file. Statements are prepared once and kept. */
export interface Connection {
	readonly database: Database;
	/** The prepared statement for a text; texts are constants, so that there are few. */
	sql(text: string): Statement<unknown[]>;
	close(): void;
}

/** Opens the file for reading and writing (created when missing). A commit that returned is on disk. */
export function openWritable(file: string): Connection {
	const database = new SqliteFile(file, { timeout: BUSY_TIMEOUT_MS });
	database.pragma("journal_mode = WAL");
	database.pragma("synchronous = FULL");
	database.pragma("foreign_keys = ON");
	database.pragma("temp_store = MEMORY");
	database.pragma(`cache_size = -${CACHE_KIB}`);
	database.pragma(`wal_autocheckpoint = ${CHECKPOINT_PAGES}`);
	return wrap(database);
}

/** Opens an existing file for reading beside its writer. Each statement sees everything that was committed before it. */
export function openReadable(file: string): Connection {
	return wrap(new SqliteFile(file, { readonly: true, timeout: BUSY_TIMEOUT_MS }));
}

function wrap(database: Database): Connection {
	const statements = new Map<string, Statement<unknown[]>>();
	return {
		database,
		sql(text) {
			const known = statements.get(text);
			if (known !== undefined) return known;
			const prepared = database.prepare(text);
			statements.set(text, prepared);
			return prepared;
		},
		close: () => database.close(),
	};
}
