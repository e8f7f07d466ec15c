import { join } from "node:path";
import SqliteFile from "better-sqlite3";
import { expect, test } from "vitest";
import { makeAccount, makeDraft, makeEvent } from "../../contracts/task-factory.ts";
import { systemClock } from "../../core/clock.ts";
import { isTerminal, type Task } from "../../core/task.ts";
import { createSqliteDatabase } from "./database.ts";
import { startChild } from "./testing/child.ts";
import { makeFolder } from "./testing/folder.ts";

test("I1: 64 creates at once are one commit; the bad one fails alone, the others survive kill -9", async () => {
	const file = join(makeFolder(), "filmgate.db");
	const server = await startChild("./create-and-wait.ts", file);
	const { account, acknowledged, refused, commits } = JSON.parse(server.line);
	expect(commits).toBe(1);
	expect(refused).toEqual([20]);
	expect(acknowledged).toHaveLength(63);
	await server.kill();

	const database = await createSqliteDatabase({ file, clock: systemClock });
	for (const id of acknowledged) expect(await database.tasks.find(id)).toMatchObject({ id, status: "queued", account });
	expect(await database.accounts.readPurse(account, "live")).toEqual({ balance: 1, held: 63, inFlight: 63 });
	expect(database.largestId).toBe(Math.max(...acknowledged));
	expect(database.incarnation).toBe(2);
	await database.close();
});

test("a commit that fails fails all of its commands, and the next one goes on", async () => {
	const file = join(makeFolder(), "filmgate.db");
	const database = await createSqliteDatabase({ file, clock: systemClock });
	const account = (await seed(database)).id;
	const told: Task[] = [];
	database.tasks.onCommit((tasks) => told.push(...tasks));

	const trap = new SqliteFile(file);
	trap.exec(COMMIT_TRAP);
	const drafts = ["preview", "trap", "preview"].map((engine) => makeDraft({ account, engine }));
	const results = await Promise.allSettled(drafts.map((draft) => database.tasks.create(draft)));
	expect(results.map((result) => result.status)).toEqual(["rejected", "rejected", "rejected"]);
	for (const result of results) expect(result).toMatchObject({ reason: { name: "FilmgateError", code: "internal" } });
	for (const { task } of drafts) expect(await database.tasks.find(task.id)).toBeNull();
	expect(told).toEqual([]);
	expect(await database.accounts.readPurse(account, "live")).toMatchObject({ held: 0, inFlight: 0 });

	const creation = await database.tasks.create(makeDraft({ account }));
	expect(creation).toMatchObject({ kind: "created" });
	expect(told).toHaveLength(1);
	trap.close();
	await database.close();
});

/** Inserting a task for the engine `trap` breaks a promise that is looked at when the transaction commits. */
const COMMIT_TRAP = `
	CREATE TABLE trap (account TEXT REFERENCES accounts (id) DEFERRABLE INITIALLY DEFERRED);
	CREATE TRIGGER spring AFTER INSERT ON tasks WHEN new.engine = 'trap'
	BEGIN INSERT INTO trap VALUES ('nobody'); END;`;

test("commands beyond what fits into one batch keep their order", async () => {
	const database = await createSqliteDatabase({ file: join(makeFolder(), "filmgate.db"), clock: systemClock });
	const account = (await seed(database)).id;
	const drafts = Array.from({ length: 1_000 }, () => makeDraft({ account, price: 0 }));
	const batches: number[] = [];
	const order: number[] = [];
	database.tasks.onCommit((tasks) => {
		batches.push(tasks.length);
		order.push(...tasks.map((task) => task.id));
	});
	await Promise.all(drafts.map((draft) => database.tasks.create(draft)));
	expect(order).toEqual(drafts.map(({ task }) => task.id));
	expect(batches).toEqual([256, 256, 256, 232]);
	await database.close();
});

test("all tasks of a dead server are taken over by one commit", async () => {
	const file = join(makeFolder(), "filmgate.db");
	const database = await createSqliteDatabase({ file, clock: systemClock });
	const account = (await seed(database)).id;
	const count = 1_000;
	const drafts = Array.from({ length: count }, () => makeDraft({ account, price: 0 }));
	await Promise.all(drafts.map((draft) => database.tasks.create(draft)));
	const claim = { engine: "preview", mode: "live", longestJobMs: 1, mintToken: () => "token" } as const;
	const claimed = await database.tasks.claim({ ...claim, owner: 1, limit: count });
	await Promise.all(claimed.map((task) => database.tasks.apply(task.id, makeEvent("started"), 1)));
	const commits: number[] = [];
	database.tasks.onCommit((tasks) => commits.push(tasks.length));
	const adopted = await database.tasks.adopt(2);
	expect(commits).toEqual([count]);
	expect(adopted).toHaveLength(count);
	expect(adopted.every((task) => task.owner === 2 && !isTerminal(task.status))).toBe(true);
	await database.close();
});

async function seed({ accounts }: Awaited<ReturnType<typeof createSqliteDatabase>>) {
	const account = makeAccount();
	await accounts.createAccount(account, { live: 1_000_000, test: 0 });
	return account;
}
