import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import type { Clock } from "../../core/clock.ts";
import type { FilmgateError } from "../../core/errors.ts";
import type { Id } from "../../core/ids.ts";
import type { AccountStore } from "../../core/ports/account-store.ts";
import type { AnnouncementStore } from "../../core/ports/announcements.ts";
import type { EngineSwitch } from "../../core/ports/engine-switch.ts";
import type { TaskStore } from "../../core/ports/task-store.ts";
import type { UploadStore } from "../../core/ports/upload-store.ts";
import { createAccountStore } from "./account-store.ts";
import { createAnnouncementStore } from "./announcement-store.ts";
import { type Connection, openReadable, openWritable } from "./connection.ts";
import { createDirectWriter } from "./direct-writer.ts";
import { createEngineSwitch } from "./engine-switch.ts";
import { migrate } from "./migrate.ts";
import { lockFolder } from "./serve-lock.ts";
import { createTaskStore } from "./task-store.ts";
import { createThreadWriter } from "./thread-writer.ts";
import { createUploadStore } from "./upload-store.ts";
import { asItIs, type Writer } from "./writer.ts";

export interface SqliteOptions {
	/** The database file; it and its folder are made when missing. */
	readonly file: string;
	readonly clock: Clock;
}

export interface SqliteStores {
	readonly tasks: TaskStore;
	readonly accounts: AccountStore;
	readonly uploads: UploadStore;
	readonly announcements: AnnouncementStore;
	readonly engines: EngineSwitch;
	/** What none of the ports asks for, an operator may. */
	readonly reader: Connection;
	/** The largest id in the file when it was opened: new ones are minted above it. */
	readonly largestId: Id;
	/** Ends reading, lets everything that was accepted reach the disk, then lets go of the file. Idempotent. */
	close(): Promise<void>;
}

export interface SqliteDatabase extends SqliteStores {
	/** What stands in the way of writing, in words; null while nothing does. Tried again by `probe`. */
	obstacle(): string | null;
	/** Writes a little something, to find out whether it can; rejects when it cannot. */
	probe(): Promise<void>;
	/** Resolves with the reason if writing ends for good while the database is open: then only another start can help. */
	readonly died: Promise<FilmgateError>;
	/** Counts the servers that this file has had; marks the tasks that belong to this one. */
	readonly incarnation: number;
}

/**
 * Opens the file for the one server of its folder: takes the folder's lock for as long as it is open, migrates, and
 * writes in a thread of its own. Rejects with `conflict` when another server has the folder or a newer release wrote the file.
 */
export async function createSqliteDatabase({ file, clock }: SqliteOptions): Promise<SqliteDatabase> {
	makeFile(file);
	const lock = lockFolder(dirname(file));
	try {
		const incarnation = prepare(file);
		const death = Promise.withResolvers<FilmgateError>();
		const writer = createThreadWriter({ file, clock, died: death.resolve });
		const stores = createStores({ reader: openReadable(file), writer, clock });
		const close = async () => {
			await stores.close();
			lock.release();
		};
		return {
			...stores,
			incarnation,
			obstacle: () => writer.health.obstacle,
			probe: () => writer.write("probe", null, { read: () => asItIs(undefined), refusable: false }),
			died: death.promise,
			close,
		};
	} catch (error) {
		lock.release();
		throw error;
	}
}

/** Opens the file for a command-line command, whether a server runs beside it or not: no thread, no lock, and each write tells that server to look. */
export async function openSqliteForCommand({ file, clock }: SqliteOptions): Promise<SqliteStores> {
	makeFile(file);
	const connection = openWritable(file);
	try {
		migrate(connection);
		return createStores({ reader: openReadable(file), writer: createDirectWriter(connection), clock });
	} catch (error) {
		connection.close();
		throw error;
	}
}

/** The file holds every key's digest: its owner alone reads it. */
function makeFile(file: string): void {
	mkdirSync(dirname(file), { recursive: true });
	if (!existsSync(file)) writeFileSync(file, "", { mode: 0o600, flag: "a" });
}

/** Migrates and takes the next incarnation; the folder's lock is held. */
function prepare(file: string): number {
	const connection = openWritable(file);
	try {
		migrate(connection);
		const taken = connection
			.sql("UPDATE meta SET value = value + 1 WHERE name = 'incarnation' RETURNING value")
			.pluck();
		return Number(taken.get());
	} finally {
		connection.close();
	}
}

function createStores(parts: { reader: Connection; writer: Writer; clock: Clock }): SqliteStores {
	const { reader, writer } = parts;
	return {
		tasks: createTaskStore(parts),
		accounts: createAccountStore(parts),
		uploads: createUploadStore(parts),
		announcements: createAnnouncementStore(parts),
		engines: createEngineSwitch(parts),
		reader,
		largestId: largestId(reader),
		async close() {
			// The writer goes last: whoever closes a file last folds its log into it.
			reader.close();
			await writer.close();
		},
	};
}

function largestId(reader: Connection): Id {
	const largest =
		reader.sql(`SELECT max(coalesce((SELECT max(id) FROM tasks), 0), coalesce((SELECT max(id) FROM films), 0),
		coalesce((SELECT max(id) FROM uploads), 0), coalesce((SELECT max(CAST(id AS INTEGER)) FROM accounts), 0))`);
	return Number(largest.pluck().get());
}
