import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadKeys } from "../../src/accounts/master-secret.ts";
import { mintKey } from "../../src/accounts/mint-key.ts";
import { systemClock } from "../../src/core/clock.ts";
import type { TaskStatus } from "../../src/core/task.ts";
import { dollars } from "../../src/core/money.ts";
import { eventsTo, FACTORY_OWNER, makeAccount, makeDraft } from "../../src/contracts/task-factory.ts";
import { createSqliteDatabase } from "../../src/database/sqlite/database.ts";

/** A data folder with an account that nothing limits. */
export interface DataFolder {
	readonly path: string;
	readonly account: string;
	/** A live key of that account. */
	readonly key: string;
	/** Fills it with tasks of that account, made through the store by real events; gives their ids. Only while no server has it. */
	addTasks(status: TaskStatus, count: number): Promise<readonly number[]>;
	remove(): void;
}

const AT_ONCE = 1_000;

export async function createDataFolder(): Promise<DataFolder> {
	const path = mkdtempSync(join(tmpdir(), "filmgate-bench-"));
	const account = makeAccount({ maxInFlight: { live: 1e9, test: 1e9 } });
	const { key, record } = mintKey(
		{ account: account.id, mode: "live", label: "bench", mark: true },
		loadKeys(path, undefined).seal,
		systemClock.now(),
	);
	await withDatabase(path, async ({ accounts }) => {
		await accounts.createAccount(account, { live: dollars(1e9), test: dollars(1e9) });
		await accounts.createKey(record);
	});
	return {
		path,
		account: account.id,
		key,
		addTasks: (status, count) =>
			withDatabase(path, (database) => addTasks(database, { account: account.id, status, count })),
		remove: () => rmSync(path, { recursive: true, force: true }),
	};
}

type Database = Awaited<ReturnType<typeof createSqliteDatabase>>;

async function withDatabase<Result>(folder: string, use: (database: Database) => Promise<Result>): Promise<Result> {
	const database = await createSqliteDatabase({ file: join(folder, "filmgate.db"), clock: systemClock });
	try {
		return await use(database);
	} finally {
		await database.close();
	}
}

async function addTasks(
	{ tasks }: Database,
	{ account, status, count }: { account: string; status: TaskStatus; count: number },
): Promise<readonly number[]> {
	const ids: number[] = [];
	while (ids.length < count) {
		const size = Math.min(AT_ONCE, count - ids.length);
		ids.push(...(await Promise.all(Array.from({ length: size }, () => addTask(tasks, account, status)))));
	}
	return ids;
}

async function addTask(tasks: Database["tasks"], account: string, status: TaskStatus): Promise<number> {
	const creation = await tasks.create(makeDraft({ account, createdAt: systemClock.now() }));
	if (creation.kind !== "created") throw new Error(`A task of the bench was not created: ${creation.kind}.`);
	const { id } = creation.task;
	for (const event of eventsTo(status)) await tasks.apply(id, event, FACTORY_OWNER);
	return id;
}
