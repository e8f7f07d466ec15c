import { closeSync, openSync } from "node:fs";
import { decide } from "../../core/lifecycle.ts";
import { FilmgateError } from "../../core/errors.ts";
import { saveDecision } from "./commands/save-decision.ts";
import { type Connection, openReadable, openWritable } from "./connection.ts";
import { migrate } from "./migrate.ts";
import { readTask, SELECT_TASK } from "./rows.ts";

/** Writes a whole and compact copy of the database at `file` into `target`, as of one instant, with its server running or not. It is not synced yet. */
export function copyDatabase(file: string, target: string): void {
	const reader = openReadable(file);
	try {
		// Made first: it holds every key's digest, so its owner alone reads it.
		closeSync(openSync(target, "wx", 0o600));
		reader.sql("VACUUM INTO ?").run(target);
	} finally {
		reader.close();
	}
}

/** Every blob that a database's films, covers, uploads and unfinished orders refer to, in order. */
export function* blobsOf(file: string): Generator<string> {
	const reader = openReadable(file);
	try {
		const hashes = reader
			.sql(`SELECT sha256 FROM films UNION SELECT cover_sha256 FROM films WHERE cover_sha256 IS NOT NULL
				UNION SELECT sha256 FROM uploads UNION SELECT sha256 FROM task_inputs ORDER BY 1`)
			.pluck();
		yield* hashes.iterate() as Iterable<string>;
	} finally {
		reader.close();
	}
}

/**
 * Makes a copied file one that may be served: checks every page of it, migrates it, and parks all unfinished tasks (they
 * may have been started, paid for and finished since the copy was made). Returns how many. Throws `conflict` for a file
 * that is damaged, or no database of Filmgate.
 */
export function prepareRestored(file: string, now: number): number {
	const connection = openWritable(file);
	try {
		checkWhole(connection);
		migrate(connection);
		const parked = connection.database.transaction(() => parkUnfinished(connection, now)).immediate();
		// One file again, without a log beside it.
		connection.database.pragma("journal_mode = DELETE");
		return parked;
	} finally {
		connection.close();
	}
}

function checkWhole({ database }: Connection): void {
	const findings = database.pragma("integrity_check(1)", { simple: true });
	if (findings !== "ok") throw new FilmgateError("conflict", `The backup is damaged: ${findings}.`);
	const known = database
		.prepare("SELECT count(*) FROM sqlite_master WHERE name IN ('meta', 'tasks', 'ledger')")
		.pluck();
	if (known.get() !== 3) throw new FilmgateError("conflict", "This is no backup of Filmgate.");
}

function parkUnfinished(connection: Connection, now: number): number {
	const ids = connection.sql("SELECT id FROM tasks WHERE owner IS NOT NULL OR status = 'queued'").pluck().all();
	let parked = 0;
	for (const id of ids) {
		const task = readTask(connection.sql(SELECT_TASK).get(id));
		const decision = decide(task, { type: "parked" }, { now, by: "anybody" });
		if (decision.kind === "stale") continue;
		saveDecision(connection, task, decision);
		parked += 1;
	}
	return parked;
}
