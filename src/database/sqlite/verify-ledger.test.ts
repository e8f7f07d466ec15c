import { join } from "node:path";
import SqliteFile from "better-sqlite3";
import { expect, test } from "vitest";
import { makeAccount, makeDraft, makeEvent } from "../../contracts/task-factory.ts";
import { systemClock } from "../../core/clock.ts";
import type { TaskEvent } from "../../core/lifecycle.ts";
import { createSqliteDatabase, openSqliteForCommand, type SqliteStores } from "./database.ts";
import { makeFolder } from "./testing/folder.ts";
import { verifyLedger } from "./verify-ledger.ts";

const PRICE = 7;

interface Books {
	readonly stores: SqliteStores;
	readonly account: string;
	/** By what became of it; `forgotten` was charged, deleted and swept. */
	readonly tasks: Readonly<Record<"open" | "charged" | "released" | "forgotten", number>>;
	/** Writes past all rules. */
	spoil(sql: string): void;
	close(): Promise<void>;
}

/** An account with a task of each kind; everything agrees. */
async function openBooks(): Promise<Books> {
	const file = join(makeFolder(), "filmgate.db");
	const stores = await openSqliteForCommand({ file, clock: systemClock });
	const account = makeAccount({ id: "1000", maxInFlightByModel: { "cogvideox-3": 5 } });
	await stores.accounts.createAccount(account, { live: 100, test: 50 });
	await stores.accounts.post({ account: "1000", mode: "live", kind: "grant", amount: 20, note: null, at: 1 });
	await stores.accounts.post({ account: "1000", mode: "live", kind: "adjust", amount: -5, note: null, at: 1 });
	const live = async (...events: TaskEvent[]): Promise<number> => {
		const creation = await stores.tasks.create(makeDraft({ account: "1000", price: PRICE }));
		if (creation.kind !== "created") throw new Error(creation.kind);
		for (const event of events) await stores.tasks.apply(creation.task.id, event, "anybody");
		return creation.task.id;
	};
	const film = [makeEvent("claimed"), makeEvent("started"), makeEvent("done"), makeEvent("archived", { films: [] })];
	const forgotten = await live(...film, makeEvent("deleted"));
	await stores.tasks.sweepTombstones(Number.MAX_SAFE_INTEGER, 10);
	const tasks = {
		forgotten,
		open: await live(makeEvent("claimed")),
		charged: await live(...film),
		released: await live(makeEvent("cancel-asked")),
	};
	return {
		stores,
		account: "1000",
		tasks,
		spoil(sql) {
			const vandal = new SqliteFile(file);
			vandal.exec("DROP INDEX IF EXISTS ledger_one_settlement; PRAGMA foreign_keys = OFF");
			const { changes } = vandal.prepare(sql).run();
			vandal.close();
			expect(changes, "the test spoils something").toBeGreaterThan(0);
		},
		close: () => stores.close(),
	};
}

test("books that were kept by the rules agree", async () => {
	const books = await openBooks();
	expect(await books.stores.tasks.find(books.tasks.forgotten)).toBeNull();
	// 2 openings, a grant, an adjustment, 4 holds, 2 charges, a release.
	expect(verifyLedger(books.stores.reader)).toEqual({ ok: true, purses: 2, tasks: 3, entries: 11 });
	await books.close();
});

type Spoiled = readonly [
	what: string,
	sql: string,
	about: string,
	of: keyof Books["tasks"] | null,
	figures: readonly unknown[],
];

test.each<Spoiled>([
	["a balance", "UPDATE purses SET balance = balance + 1 WHERE mode = 'live'", "balance", null, [95, 94]],
	["what is held", "UPDATE purses SET held = 8 WHERE mode = 'live'", "held", null, [8, 7]],
	["the count of tasks in flight", "UPDATE purses SET in_flight = 0 WHERE mode = 'live'", "in flight", null, [0, 1]],
	[
		"the count of a model",
		"UPDATE model_limits SET in_flight = 2 WHERE mode = 'live'",
		"in flight of cogvideox-3",
		null,
		[2, 1],
	],
	["usage that counts a task twice", "UPDATE usage SET tasks = tasks + 1", "usage: tasks", null, [5, 4]],
	["usage of another end", "UPDATE usage SET succeeded = 1, failed = 1", "usage: succeeded", null, [1, 2]],
	["an end that usage does not have", "UPDATE usage SET cancelled = 0", "usage: not succeeded", null, [0, 1]],
	["what usage says was asked for", "UPDATE usage SET quoted = quoted + 1", "usage: quoted", null, [29, 28]],
	["what usage says was charged", "UPDATE usage SET charged = 7", "usage: charged", null, [7, 14]],
	["what usage says went back", "UPDATE usage SET released = 8", "usage: released", null, [8, 7]],
	["a day's usage that is gone", "DELETE FROM usage", "usage: tasks", null, [0, 4]],
	["usage of a purse that paid nothing", "UPDATE usage SET mode = 'test'", "usage: tasks", null, [0, 4]],
	["a grant", "UPDATE ledger SET amount = 19 WHERE kind = 'grant' AND amount = 20", "balance", null, [94, 93]],
	["an adjustment", "DELETE FROM ledger WHERE kind = 'adjust'", "balance", null, [94, 99]],
	["a purse", "DELETE FROM purses WHERE mode = 'test'", "balance", null, [null, 50]],
	["a lost hold", "DELETE FROM ledger WHERE kind = 'hold' AND task_id = :open", "number of holds", "open", [0, 1]],
	["a hold's amount", "UPDATE ledger SET amount = 9 WHERE kind = 'hold' AND task_id = :open", "hold", "open", [9, 7]],
	["a second hold", second("hold", "open"), "number of holds", "open", [2, 1]],
	["a second settlement", second("release", "charged"), "number of settlements", "charged", [2, 1]],
	[
		"a lost settlement",
		"DELETE FROM ledger WHERE kind = 'charge' AND task_id = :charged",
		"settlement",
		"charged",
		[null, "charged"],
	],
	[
		"a settlement of too much",
		"UPDATE ledger SET amount = 8 WHERE kind = 'charge' AND task_id = :charged",
		"charge",
		"charged",
		[8, 7],
	],
	[
		"a settlement of another kind",
		"UPDATE ledger SET kind = 'release' WHERE kind = 'charge' AND task_id = :charged",
		"settlement",
		"charged",
		["released", "charged"],
	],
	["an early settlement", second("charge", "open"), "settlement", "open", ["charged", null]],
	["a grant that names a task", second("grant", "open"), "number of grants and adjustments", "open", [1, 0]],
	[
		"a charge without a task",
		"UPDATE ledger SET task_id = NULL WHERE kind = 'charge' AND task_id = :charged",
		"settlement",
		"charged",
		[null, "charged"],
	],
	["an unsettled task that is gone", "DELETE FROM tasks WHERE id = :open", "settlement", "open", [null, "any"]],
	[
		"a forgotten task's settlement",
		"DELETE FROM ledger WHERE kind = 'charge' AND task_id = :forgotten",
		"settlement",
		"forgotten",
		[null, "any"],
	],
	[
		"another purse's entry",
		"UPDATE ledger SET mode = 'test' WHERE kind = 'charge' AND task_id = :charged",
		"purse of the charge",
		"charged",
		["1000 test", "1000 live"],
	],
	["a task's price", fact("price", "8", "open"), "hold", "open", [7, 8]],
	["a task's settlement", fact("settlement", "NULL", "released"), "settlement", "released", ["released", null]],
	[
		"a task's status",
		"UPDATE tasks SET status = 'running' WHERE id = :charged",
		"settlement",
		"charged",
		["charged", "running"],
	],
])("%s that was changed by hand is found", async (_what, sql, about, of, figures) => {
	const books = await openBooks();
	books.spoil(sql.replaceAll(/:(\w+)/g, (_all, name) => String(books.tasks[name as keyof Books["tasks"]])));
	const found = verifyLedger(books.stores.reader);
	if (found.ok) throw new Error("It found nothing.");
	const { disagreement } = found;
	expect(disagreement).toMatchObject({ account: "1000", about, taskId: of === null ? null : books.tasks[of] });
	expect(disagreement.figures.map(({ value }) => value)).toEqual(figures);
	await books.close();
});

test("a settlement that names no task is found", async () => {
	const books = await openBooks();
	books.spoil("INSERT INTO ledger (account, mode, kind, amount, at) VALUES ('1000', 'live', 'release', 3, 1)");
	expect(verifyLedger(books.stores.reader)).toMatchObject({
		ok: false,
		disagreement: { about: "release", taskId: null },
	});
	await books.close();
});

test("it reads one instant, whatever is written beside it", async () => {
	const file = join(makeFolder(), "filmgate.db");
	const server = await createSqliteDatabase({ file, clock: systemClock });
	const account = makeAccount();
	await server.accounts.createAccount(account, { live: 10_000, test: 0 });
	const tasks = Array.from({ length: 200 }, async () => {
		const creation = await server.tasks.create(makeDraft({ account: account.id, price: 1 }));
		if (creation.kind === "created") await server.tasks.apply(creation.task.id, makeEvent("cancel-asked"), "anybody");
	});
	let done = false;
	const all = Promise.all(tasks).then(() => {
		done = true;
	});
	const seen = new Set<number>();
	while (!done) {
		const found = verifyLedger(server.reader);
		expect(found).toMatchObject({ ok: true });
		seen.add(found.ok ? found.entries : 0);
		await new Promise((resolve) => setImmediate(resolve));
	}
	await all;
	expect(verifyLedger(server.reader)).toEqual({ ok: true, purses: 2, tasks: 200, entries: 401 });
	expect(seen.size).toBeGreaterThan(1);
	await server.close();
});

function second(kind: string, of: string): string {
	return `INSERT INTO ledger (account, mode, kind, amount, task_id, at) VALUES ('1000', 'live', '${kind}', 7, :${of}, 1)`;
}

function fact(name: string, value: string, of: string): string {
	return `UPDATE tasks SET facts = json_set(facts, '$.data.${name}', ${value}) WHERE id = :${of}`;
}
