import { statSync } from "node:fs";
import { join } from "node:path";
import SqliteFile from "better-sqlite3";
import { expect, test } from "vitest";
import { makeAccount, makeDraft, makeFilm, makeQueuedTask } from "../../contracts/task-factory.ts";
import { systemClock } from "../../core/clock.ts";
import { openWritable } from "./connection.ts";
import { createSqliteDatabase, openSqliteForCommand } from "./database.ts";
import { migrate } from "./migrate.ts";
import { MIGRATIONS } from "./migrations/index.ts";
import { lockFolder } from "./serve-lock.ts";
import { startChild } from "./testing/child.ts";
import { countCommits } from "./testing/count-commits.ts";
import { makeFolder } from "./testing/folder.ts";

const clock = systemClock;

test("I1: a commit is on disk before it is told: write-ahead log, full synchronisation, foreign keys", () => {
	const connection = openWritable(join(makeFolder(), "filmgate.db"));
	const ask = (pragma: string) => connection.database.pragma(pragma, { simple: true });
	expect([ask("journal_mode"), ask("synchronous"), ask("foreign_keys")]).toEqual(["wal", 2, 1]);
	connection.close();
});

test("a folder has one server, and each has a number of its own", async () => {
	const file = join(makeFolder(), "data", "filmgate.db");
	const first = await createSqliteDatabase({ file, clock });
	await expect(createSqliteDatabase({ file, clock })).rejects.toMatchObject({
		name: "FilmgateError",
		code: "conflict",
	});
	expect(first.incarnation).toBe(1);
	await first.close();
	const second = await createSqliteDatabase({ file, clock });
	expect(second.incarnation).toBe(2);
	await second.close();
});

test("I5: a folder's lock is refused to a second process, and freed when its holder is killed", async () => {
	const folder = makeFolder();
	const holder = await startChild("./hold-lock.ts", folder);
	expect(() => lockFolder(folder)).toThrow(`Another Filmgate serves the folder ${folder}.`);
	await holder.kill();
	const lock = lockFolder(folder);
	expect(() => lockFolder(folder)).toThrow("Another Filmgate");
	lock.release();
});

test("refuses a file that a newer release wrote, and lets go of its folder", async () => {
	const folder = makeFolder();
	const file = join(folder, "filmgate.db");
	await (await createSqliteDatabase({ file, clock })).close();
	const newer = new SqliteFile(file);
	newer.pragma(`user_version = ${MIGRATIONS.length + 1}`);
	newer.close();
	const refusal = { code: "conflict", message: expect.stringContaining("newer Filmgate") };
	await expect(createSqliteDatabase({ file, clock })).rejects.toMatchObject(refusal);
	await expect(openSqliteForCommand({ file, clock })).rejects.toMatchObject(refusal);
	lockFolder(folder).release();
});

test("migrations run in order, once, and all or nothing", () => {
	const connection = openWritable(join(makeFolder(), "filmgate.db"));
	const steps = ["CREATE TABLE one (x)", "INSERT INTO one VALUES (1)"];
	migrate(connection, steps);
	migrate(connection, steps);
	expect(() => migrate(connection, [...steps, "INSERT INTO one VALUES (2)", "nonsense"])).toThrow();
	expect(connection.database.pragma("user_version", { simple: true })).toBe(2);
	migrate(connection, [...steps, "INSERT INTO one VALUES (3)"]);
	expect(connection.sql("SELECT x FROM one").pluck().all()).toEqual([1, 3]);
	connection.close();
});

test("a command writes beside a running server, which can see that something changed", async () => {
	const file = join(makeFolder(), "filmgate.db");
	const server = await createSqliteDatabase({ file, clock });
	const account = makeAccount();
	await server.accounts.createAccount(account, { live: 10, test: 0 });
	const before = await server.accounts.generation();
	const command = await openSqliteForCommand({ file, clock });
	const key = {
		id: "key",
		account: account.id,
		mode: "live",
		digest: "",
		sealedSecret: "",
		label: "",
		mark: true,
	} as const;
	await command.accounts.createKey({ ...key, createdAt: 1, revokedAt: null });
	expect(await server.accounts.generation()).toBe(before + 1);
	expect(await server.accounts.findKey("key")).toMatchObject({ account: account.id });
	await command.accounts.revokeKey("key", 2);
	expect(await server.accounts.generation()).toBe(before + 2);
	await expect(command.accounts.createAccount(account, { live: 0, test: 0 })).rejects.toMatchObject({
		code: "conflict",
	});
	expect(await server.accounts.generation()).toBe(before + 2);
	expect(await server.tasks.create(makeDraft({ account: account.id, price: 10 }))).toMatchObject({ kind: "created" });
	expect(await command.accounts.readPurse(account.id, "live")).toMatchObject({ balance: 0, held: 10 });
	await command.close();
	await server.close();
});

test("a command works without a server, and before the first one", async () => {
	const file = join(makeFolder(), "data", "filmgate.db");
	const command = await openSqliteForCommand({ file, clock });
	const account = makeAccount();
	await command.accounts.createAccount(account, { live: 10, test: 0 });
	await command.close();
	const server = await createSqliteDatabase({ file, clock });
	expect(await server.accounts.findAccount(account.id)).toEqual(account);
	expect(server.largestId).toBe(Number(account.id));
	await server.close();
});

test("the largest id is found wherever it is", async () => {
	const file = join(makeFolder(), "filmgate.db");
	const first = await createSqliteDatabase({ file, clock });
	expect(first.largestId).toBe(0);
	const account = makeAccount();
	await first.accounts.createAccount(account, { live: 0, test: 0 });
	const created = await first.tasks.create(makeDraft({ account: account.id, price: 0 }));
	if (created.kind !== "created") throw new Error(created.kind);
	const film = makeFilm();
	for (const event of [
		{ type: "claimed", owner: 1, startToken: "token", longestJobMs: 1 },
		{ type: "started", handle: null, warnings: [] },
		{ type: "done", films: [], warnings: [] },
		{ type: "archived", films: [film] },
	] as const) {
		await first.tasks.apply(created.task.id, event, 1);
	}
	await first.close();
	const second = await createSqliteDatabase({ file, clock });
	expect(second.largestId).toBe(film.id);
	await second.close();
});

test("a closed file has no log beside it: it can be copied as it is", async () => {
	const file = join(makeFolder(), "filmgate.db");
	const database = await createSqliteDatabase({ file, clock });
	const account = makeAccount();
	await database.accounts.createAccount(account, { live: 0, test: 0 });
	expect(countCommits(file)).toBeGreaterThan(0);
	await database.close();
	expect(() => countCommits(file)).toThrow("ENOENT");
});

test("a new file is its owner's alone", async () => {
	const file = join(makeFolder(), "filmgate.db");
	const database = await createSqliteDatabase({ file, clock });
	expect(statSync(file).mode & 0o077).toBe(0);
	await database.close();
});

test("a row that no release wrote is an error, not a task", async () => {
	const file = join(makeFolder(), "filmgate.db");
	const database = await createSqliteDatabase({ file, clock });
	const account = makeAccount();
	await database.accounts.createAccount(account, { live: 0, test: 0 });
	const task = makeQueuedTask({ account: account.id, price: 0 });
	await database.tasks.create({ task, request: null, maxInFlight: 1 });
	const vandal = new SqliteFile(file);
	vandal.prepare(`UPDATE tasks SET facts = '{"v":2,"data":{}}'`).run();
	vandal.close();
	await expect(database.tasks.find(task.id)).rejects.toThrow();
	await expect(database.tasks.apply(task.id, { type: "cancel-asked" }, "anybody")).rejects.toMatchObject({
		code: "internal",
	});
	await database.close();
});
