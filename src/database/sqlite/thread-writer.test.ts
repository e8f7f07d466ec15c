import { writeFileSync } from "node:fs";
import { join } from "node:path";
import SqliteFile from "better-sqlite3";
import { expect, test } from "vitest";
import { createFakeClock, type FakeClock } from "../../contracts/fake-clock.ts";
import { makeAccount, makeDraft, makeEvent, makeOrder } from "../../contracts/task-factory.ts";
import type { JsonValue } from "../../core/json.ts";
import { createSqliteDatabase } from "./database.ts";
import { makeFolder } from "./testing/folder.ts";
import { createThreadWriter } from "./thread-writer.ts";

test("turns work away while 5,000 commands wait, and takes it again when they are done", async () => {
	const { database, account } = await open();
	const drafts = Array.from({ length: 5_001 }, () => makeDraft({ account, price: 0 }));
	const results = await Promise.allSettled(drafts.map((draft) => database.tasks.create(draft)));
	const refused = results.filter((result) => result.status === "rejected");
	expect(refused).toEqual([results.at(-1)]);
	expect(refused[0]).toMatchObject({
		reason: { name: "FilmgateError", code: "busy", retryAfterMs: expect.any(Number) },
	});
	expect(await database.tasks.create(makeDraft({ account, price: 0 }))).toMatchObject({ kind: "created" });
	await database.close();
});

test("turns work away while the first command has waited over 5 s, but not what is owed to work begun", async () => {
	const { database, account, clock, file } = await open();
	const creation = await database.tasks.create(makeDraft({ account, price: 0 }));
	if (creation.kind !== "created") throw new Error(creation.kind);
	const { id } = creation.task;

	const slowDisk = new SqliteFile(file);
	slowDisk.exec("BEGIN IMMEDIATE");
	const first = database.tasks.create(makeDraft({ account, price: 0 }));
	await clock.advance(5_000);
	const second = database.tasks.create(makeDraft({ account, price: 0 }));
	await clock.advance(1);
	await expect(database.tasks.create(makeDraft({ account }))).rejects.toMatchObject({ code: "busy" });
	await expect(database.tasks.apply(id, makeEvent("cancel-asked"), "anybody")).rejects.toMatchObject({ code: "busy" });
	const owed = database.tasks.apply(id, makeEvent("deadline-passed"), 1);
	slowDisk.exec("ROLLBACK");
	slowDisk.close();

	expect(await first).toMatchObject({ kind: "created" });
	expect(await second).toMatchObject({ kind: "created" });
	expect(await owed).toMatchObject({ kind: "moved", task: { status: "failed" } });
	expect(await database.tasks.create(makeDraft({ account, price: 0 }))).toMatchObject({ kind: "created" });
	await database.close();
});

test("closing lets what was accepted reach the disk, and takes nothing more", async () => {
	const { database, account, file, clock } = await open();
	const accepted = Array.from({ length: 300 }, () => database.tasks.create(makeDraft({ account, price: 0 })));
	const closed = database.close();
	await expect(database.tasks.create(makeDraft({ account }))).rejects.toMatchObject({ code: "busy" });
	const creations = await Promise.all(accepted);
	await closed;
	await database.close();
	const again = await createSqliteDatabase({ file, clock });
	for (const creation of creations) {
		if (creation.kind !== "created") throw new Error(creation.kind);
		expect(await again.tasks.find(creation.task.id)).toEqual(creation.task);
	}
	await again.close();
});

test("what is no plain data fails alone, and what could not be read again is not written", async () => {
	const { database, account } = await open();
	const creation = await database.tasks.create(makeDraft({ account, price: 0 }));
	if (creation.kind !== "created") throw new Error(creation.kind);
	const { task } = creation;
	const claimed = database.tasks.apply(task.id, makeEvent("claimed"), "anybody");
	const broken = [() => {}, undefined].map((handle) => {
		const event = makeEvent("started", { handle: handle as unknown as JsonValue });
		return database.tasks.apply(task.id, event, "anybody");
	});
	const seedless = makeDraft({ account, price: 0, order: makeOrder({ seed: Number.NaN }) });
	const results = await Promise.allSettled([claimed, ...broken, database.tasks.create(seedless)]);
	expect(results.map((result) => result.status)).toEqual(["fulfilled", "rejected", "rejected", "rejected"]);
	for (const result of results.slice(1, 3)) expect(result).toMatchObject({ reason: { code: "internal" } });
	expect(await database.tasks.find(task.id)).toMatchObject({ status: "starting", version: 2 });
	expect(await database.tasks.find(seedless.task.id)).toBeNull();
	await database.close();
});

test("a thread that cannot go on rejects what waits and what comes", async () => {
	const file = join(makeFolder(), "no-database.db");
	writeFileSync(file, "This is no database. ".repeat(1_000));
	const deaths: string[] = [];
	const writer = createThreadWriter({ file, clock: createFakeClock(), died: (error) => deaths.push(error.code) });
	const write = () =>
		writer.write("sweepUploads", { now: 0, limit: 1 }, { read: (value) => ({ value, changed: [] }), refusable: false });
	await expect(write()).rejects.toMatchObject({ name: "FilmgateError", code: "internal" });
	await writer.close();
	await expect(write()).rejects.toMatchObject({ code: "internal" });
	expect(deaths).toEqual(["internal"]);
	expect(writer.health.obstacle).toBe("The database's writer has stopped.");
});

async function open() {
	const clock: FakeClock = createFakeClock();
	const file = join(makeFolder(), "filmgate.db");
	const database = await createSqliteDatabase({ file, clock });
	const account = makeAccount();
	await database.accounts.createAccount(account, { live: 0, test: 0 });
	return { database, account: account.id, clock, file };
}
