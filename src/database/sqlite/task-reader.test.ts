import { join } from "node:path";
import { expect, test } from "vitest";
import { createFakeClock } from "../../contracts/fake-clock.ts";
import { makeAccount, makeDraft } from "../../contracts/task-factory.ts";
import { createAccountStore } from "./account-store.ts";
import { runBatch } from "./batch.ts";
import { type Connection, openReadable, openWritable } from "./connection.ts";
import { createDirectWriter } from "./direct-writer.ts";
import { migrate } from "./migrate.ts";
import { createTaskReader } from "./task-reader.ts";
import { createTaskStore } from "./task-store.ts";
import { makeFolder } from "./testing/folder.ts";

test("a list shows a task that is claimed while the list is read once, and as it was", async () => {
	const file = join(makeFolder(), "filmgate.db");
	const writable = openWritable(file);
	migrate(writable);
	const writer = createDirectWriter(writable);
	const clock = createFakeClock();
	const account = makeAccount();
	const { task, ...draft } = makeDraft({ account: account.id, price: 0 });
	await createAccountStore({ reader: writable, writer }).createAccount(account, { live: 0, test: 0 });
	await createTaskStore({ reader: writable, writer, clock }).create({ task, ...draft });

	const { engine, mode } = task;
	const claim = { engine, mode, limit: 1, owner: 1, longestJobMs: 60_000, tokens: ["token"], now: clock.now() };
	const readable = openReadable(file);
	const reader = afterFirstAnswer(readable, () => runBatch(writable, [{ name: "claimTasks", payload: claim }]));
	const { list } = createTaskReader(reader, clock);
	const seen = async () => (await list({ account: account.id, mode, limit: 9 })).map(({ status }) => status);

	expect(await seen()).toEqual(["queued"]);
	expect(await seen()).toEqual(["starting"]);
	readable.close();
	writable.close();
});

/** A reader beside which another writes as soon as it has the first of a list's answers. */
function afterFirstAnswer(connection: Connection, write: () => void): Connection {
	let written = false;
	return {
		...connection,
		sql(text) {
			const statement = connection.sql(text);
			if (!text.startsWith("SELECT id FROM tasks")) return statement;
			const all = (...values: unknown[]) => {
				const rows = statement.pluck().all(...values);
				if (!written) write();
				written = true;
				return rows;
			};
			return { pluck: () => ({ all }) } as never;
		},
	};
}
