import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import type { TestServer } from "./test-server.ts";

/** What requests have left behind on a test server. */
export interface Remains {
	readonly tasks: number;
	readonly uploads: number;
	/** Money set aside, of all purses. */
	readonly held: number;
	/** Files that came from clients or engines, whole or not, kept or still arriving. */
	readonly files: number;
}

/** Counts rows and files where they lie, past every cache; for tests that say "and nothing was left". */
export function countRemains({ dataFolder }: Pick<TestServer, "dataFolder">): Remains {
	const database = new Database(join(dataFolder, "filmgate.db"), { readonly: true });
	const count = (sql: string) => Number(database.prepare(sql).pluck().get());
	try {
		return {
			tasks: count("SELECT count(*) FROM tasks"),
			uploads: count("SELECT count(*) FROM uploads"),
			held: count("SELECT total(held) FROM purses"),
			files: countFiles(join(dataFolder, "blobs")) + countFiles(join(dataFolder, "incoming")),
		};
	} finally {
		database.close();
	}
}

function countFiles(folder: string): number {
	if (!existsSync(folder)) return 0;
	return readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).length;
}
