/**
 * The embedded store by itself, without HTTP: `npx node bench/store.ts`. Each figure stands beside what the same file
 * system and the same SQLite do at best: bare inserts of the same rows, one table, one index, no thread, in equal groups.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { makeAccount, makeEvent, makeId, makeQueuedTask } from "../src/contracts/task-factory.ts";
import { systemClock } from "../src/core/clock.ts";
import type { Task } from "../src/core/task.ts";
import { openWritable } from "../src/database/sqlite/connection.ts";
import { createSqliteDatabase, type SqliteDatabase } from "../src/database/sqlite/database.ts";
import { INSERT_TASK, insertValues } from "../src/database/sqlite/rows.ts";

const RUN_MS = Number(process.argv[2] ?? 1_500);
const ADOPTED = 10_000;

const folder = mkdtempSync(join(tmpdir(), "filmgate-bench-"));
try {
	const database = await createSqliteDatabase({ file: join(folder, "filmgate.db"), clock: systemClock });
	const account = makeAccount();
	await database.accounts.createAccount(account, { live: 1e15, test: 0 });
	const template = makeQueuedTask({ account: account.id });
	await creates(database, template, { concurrency: 64, withKeys: false });
	for (const concurrency of [64, 512]) {
		const bare = bareInserts(template, Math.min(concurrency, 256));
		for (const withKeys of [false, true]) {
			const rate = await creates(database, template, { concurrency, withKeys });
			const words = `${concurrency} creates at once${withKeys ? ", each with a request key" : ""}`;
			console.log(`${words}: ${round(rate)}/s, ${(rate / bare).toFixed(2)} x bare inserts (${round(bare)}/s)`);
		}
	}
	await lives(database, template);
	await adoption(database, template);
	await database.close();
} finally {
	rmSync(folder, { recursive: true });
}

/** Durable creates a second, closed loop. */
async function creates(
	{ tasks }: SqliteDatabase,
	template: Task,
	{ concurrency, withKeys }: { concurrency: number; withKeys: boolean },
): Promise<number> {
	const start = performance.now();
	let count = 0;
	await inParallel(concurrency, async () => {
		while (performance.now() - start < RUN_MS) {
			const key = { account: template.account, mode: "live", wire: "native", key: crypto.randomUUID() } as const;
			const request = withKeys ? { key, hash: "0".repeat(64) } : null;
			await tasks.create({ task: fresh(template), request, maxInFlight: Number.MAX_SAFE_INTEGER });
			count += 1;
		}
	});
	return (count / (performance.now() - start)) * 1_000;
}

/** The same rows a second with nothing around them. */
function bareInserts(template: Task, group: number): number {
	const connection = openWritable(join(folder, `bare-${group}.db`));
	const columns = Array.from({ length: 18 }, (_, index) => (index === 0 ? "id INTEGER PRIMARY KEY" : `c${index}`));
	connection.database.exec(`CREATE TABLE tasks (${columns.join()}); CREATE INDEX queue ON tasks (c6, c3, c8);`);
	const insert = connection.database.prepare(INSERT_TASK.replace(/\(id[^)]*\)/, ""));
	const start = performance.now();
	let count = 0;
	while (performance.now() - start < RUN_MS) {
		connection.sql("BEGIN IMMEDIATE").run();
		for (let each = 0; each < group; each += 1) insert.run(insertValues({ task: fresh(template), request: null }));
		connection.sql("COMMIT").run();
		count += group;
	}
	const rate = (count / (performance.now() - start)) * 1_000;
	connection.close();
	return rate;
}

/** Whole lives from order to film, 64 at once: one create and four events each. */
async function lives({ tasks }: SqliteDatabase, template: Task): Promise<void> {
	const start = performance.now();
	let count = 0;
	await inParallel(64, async () => {
		while (performance.now() - start < RUN_MS) {
			const { id } = fresh(template);
			await tasks.create({ task: { ...template, id }, request: null, maxInFlight: Number.MAX_SAFE_INTEGER });
			for (const type of ["claimed", "started", "done", "archived"] as const) await tasks.apply(id, makeEvent(type), 1);
			count += 1;
		}
	});
	console.log(`whole lives: ${round((count / (performance.now() - start)) * 1_000)}/s of 5 commits each`);
}

/** How long a restart takes to take over what its predecessor was doing. */
async function adoption({ tasks }: SqliteDatabase, template: Task): Promise<void> {
	const engine = "adoption";
	for (let made = 0; made < ADOPTED; made += 1_000) {
		await inParallel(1_000, () =>
			tasks.create({ task: { ...fresh(template), engine }, request: null, maxInFlight: Number.MAX_SAFE_INTEGER }),
		);
	}
	const mintToken = () => crypto.randomUUID();
	const claimed = await tasks.claim({ engine, mode: "live", limit: ADOPTED, owner: 1, longestJobMs: 1, mintToken });
	await Promise.all(claimed.map((task) => tasks.apply(task.id, makeEvent("started"), 1)));
	const start = performance.now();
	const adopted = await tasks.adopt(2);
	console.log(`${adopted.length} tasks adopted in ${round(performance.now() - start)} ms`);
}

function fresh(template: Task): Task {
	const now = systemClock.now();
	return { ...template, id: makeId(), createdAt: now, updatedAt: now, notBeforeAt: now };
}

async function inParallel(count: number, run: () => Promise<unknown>): Promise<void> {
	await Promise.all(Array.from({ length: count }, run));
}

function round(value: number): string {
	return Math.round(value).toLocaleString("en");
}
