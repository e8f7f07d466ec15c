import { join } from "node:path";
import SqliteFile from "better-sqlite3";
import { expect, test } from "vitest";
import { makeAccount } from "../../contracts/task-factory.ts";
import { runBatch } from "./batch.ts";
import type { Command } from "./commands/index.ts";
import { type Connection, openWritable } from "./connection.ts";
import { migrate } from "./migrate.ts";
import { makeFolder } from "./testing/folder.ts";

function open(): Connection {
	const connection = openWritable(join(makeFolder(), "filmgate.db"));
	migrate(connection);
	return connection;
}

function createAccounts(count: number): Command[] {
	return Array.from({ length: count }, () => ({
		name: "createAccount",
		payload: { account: makeAccount({ name: "x".repeat(1_000) }), opening: { live: 1, test: 0 } },
	}));
}

const countAccounts = (connection: Connection) => connection.sql("SELECT count(*) FROM accounts").pluck().get();

test("a full disk fails a whole batch, leaves nothing of it, and is over when there is room again", () => {
	const connection = open();
	const { database } = connection;
	database.pragma(`max_page_count = ${database.pragma("page_count", { simple: true })}`);
	const outcomes = runBatch(connection, createAccounts(64));
	expect(outcomes).toHaveLength(64);
	for (const outcome of outcomes) {
		expect(outcome).toMatchObject({
			failure: { code: "busy", message: "The database's disk is full.", unwritable: true },
		});
	}
	expect([database.inTransaction, countAccounts(connection)]).toEqual([false, 0]);
	database.pragma("max_page_count = 100000");
	expect(runBatch(connection, createAccounts(64)).every((outcome) => "result" in outcome)).toBe(true);
	expect(countAccounts(connection)).toBe(64);
	connection.close();
});

test.each([
	["SQLITE_IOERR_FSYNC", "busy", "The database's disk cannot be written."],
	["SQLITE_READONLY_DBMOVED", "busy", "The database's disk cannot be written."],
	["SQLITE_BUSY", "busy", "Another process is writing to the database."],
	["SQLITE_CORRUPT_INDEX", "internal", "The database is damaged."],
])(
	"a commit that the disk refuses with %s is a failure of every command in it, in plain words",
	(code, as, message) => {
		const connection = open();
		let broken = true;
		const failing: Connection = {
			...connection,
			sql(text) {
				if (text !== "COMMIT" || !broken) return connection.sql(text);
				return { run: () => raise(code) } as never;
			},
		};
		const outcomes = runBatch(failing, createAccounts(2));
		expect(outcomes).toMatchObject(outcomes.map(() => ({ failure: { code: as, message, unwritable: true } })));
		expect([connection.database.inTransaction, countAccounts(connection)]).toEqual([false, 0]);
		broken = false;
		expect(runBatch(failing, createAccounts(2)).every((outcome) => "result" in outcome)).toBe(true);
		connection.close();
	},
);

test("a disk that refuses even the way back is told in the words of its first refusal", () => {
	const connection = open();
	const failing: Connection = {
		...connection,
		database: new Proxy(connection.database, {
			get: (target, name) => (name === "exec" ? () => raise("SQLITE_IOERR") : Reflect.get(target, name, target)),
		}),
		sql: (text) => (text === "COMMIT" ? ({ run: () => raise("SQLITE_FULL") } as never) : connection.sql(text)),
	};
	expect(runBatch(failing, createAccounts(1))).toMatchObject([
		{ failure: { message: "The database's disk is full." } },
	]);
	connection.database.exec("ROLLBACK");
	connection.close();
});

function raise(code: string): never {
	throw new SqliteFile.SqliteError("as injected", code);
}
