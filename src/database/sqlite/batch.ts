import SqliteFile from "better-sqlite3";
import { type ErrorCode, FilmgateError } from "../../core/errors.ts";
import { type Command, runCommand } from "./commands/index.ts";
import type { Connection } from "./connection.ts";

/** What became of one command. Plain data: it crosses threads. */
export type Outcome = { readonly result: unknown } | { readonly failure: Failure };

/** An error in words that survive the way between threads. */
export interface Failure {
	readonly code: ErrorCode;
	readonly message: string;
	/** For the log; null when the error says it all. */
	readonly cause: string | null;
	/** Whether it was the file, not the command, that stood in the way: a full or failing disk, a lock, damage. */
	readonly unwritable: boolean;
}

/**
 * Runs commands in one transaction, each as if in a savepoint of its own: one that throws leaves nothing and does not
 * disturb the others. When this returns, every command with a result is on disk. When the transaction itself fails
 * (the disk is full, the commit is refused), all of them failed.
 */
export function runBatch(connection: Connection, batch: readonly Command[], run = runCommand): readonly Outcome[] {
	try {
		connection.sql("BEGIN IMMEDIATE").run();
		const outcomes = attemptAll(connection, batch, run);
		connection.sql("COMMIT").run();
		return outcomes;
	} catch (error) {
		rollBack(connection);
		const failure = toFailure(error);
		return batch.map(() => ({ failure }));
	}
}

/** A disk that failed may fail this too; the transaction is over all the same, since nothing of it was committed. */
function rollBack({ database }: Connection): void {
	try {
		if (database.inTransaction) database.exec("ROLLBACK");
	} catch {
		// The error that led here is the one to tell.
	}
}

/**
 * A savepoint for each command is a fifth of what a create costs, and hardly any command throws. So one is put around
 * all of them; only when a command threw are they taken back and run again, each in its own.
 */
function attemptAll(connection: Connection, batch: readonly Command[], run: typeof runCommand): readonly Outcome[] {
	connection.sql("SAVEPOINT batch").run();
	try {
		const outcomes = batch.map((command) => ({ result: run(connection, command) }));
		connection.sql("RELEASE batch").run();
		return outcomes;
	} catch (error) {
		if (!connection.database.inTransaction) throw error;
		connection.sql("ROLLBACK TO batch").run();
		connection.sql("RELEASE batch").run();
		return batch.map((command) => attempt(connection, command, run));
	}
}

function attempt(connection: Connection, command: Command, run: typeof runCommand): Outcome {
	connection.sql("SAVEPOINT command").run();
	try {
		const result = run(connection, command);
		connection.sql("RELEASE command").run();
		return { result };
	} catch (error) {
		// Some errors (a full disk) have ended the whole transaction already: then nothing is left to save.
		if (!connection.database.inTransaction) throw error;
		connection.sql("ROLLBACK TO command").run();
		connection.sql("RELEASE command").run();
		return { failure: toFailure(error) };
	}
}

function toFailure(error: unknown): Failure {
	if (error instanceof FilmgateError) {
		return { code: error.code, message: error.message, cause: null, unwritable: false };
	}
	const cause = error instanceof Error ? (error.stack ?? error.message) : String(error);
	const code = error instanceof SqliteFile.SqliteError ? error.code : "";
	const found = OBSTACLES.find(({ codes }) => codes.test(code));
	if (found !== undefined) return { code: found.code, message: found.message, cause, unwritable: true };
	return { code: "internal", message: "The database could not do this.", cause, unwritable: false };
}

/** What can be wrong with the file. `busy` passes by itself, or with what an operator does to the disk; damage does not. */
const OBSTACLES: readonly { readonly codes: RegExp; readonly code: ErrorCode; readonly message: string }[] = [
	{ codes: /^SQLITE_BUSY/, code: "busy", message: "Another process is writing to the database." },
	{ codes: /^SQLITE_FULL/, code: "busy", message: "The database's disk is full." },
	{ codes: /^SQLITE_(IOERR|READONLY|CANTOPEN)/, code: "busy", message: "The database's disk cannot be written." },
	{ codes: /^SQLITE_(CORRUPT|NOTADB)/, code: "internal", message: "The database is damaged." },
];

/** The error again, on the side that asked. */
export function toError({ code, message, cause }: Failure): FilmgateError {
	return new FilmgateError(code, message, cause === null ? {} : { cause });
}
