import { join } from "node:path";
import { expect, test } from "vitest";
import { makeAccount, makeDraft, makeEvent } from "../../contracts/task-factory.ts";
import { systemClock } from "../../core/clock.ts";
import type { Task } from "../../core/task.ts";
import { createSqliteDatabase, openSqliteForCommand } from "./database.ts";
import { makeFolder } from "./testing/folder.ts";

const clock = systemClock;

async function openBoth() {
	const file = join(makeFolder(), "filmgate.db");
	const server = await createSqliteDatabase({ file, clock });
	const account = makeAccount();
	await server.accounts.createAccount(account, { live: 0, test: 0 });
	const command = await openSqliteForCommand({ file, clock });
	const heard: Task[] = [];
	server.tasks.onCommit((tasks) => heard.push(...tasks));
	const create = async () => {
		const creation = await server.tasks.create(makeDraft({ account: account.id, price: 0 }));
		if (creation.kind !== "created") throw new Error(creation.kind);
		return creation.task;
	};
	const close = async () => {
		await command.close();
		await server.close();
	};
	return { server, command, heard, create, close };
}

test("what a command changed is told to the server's listeners, once", async () => {
	const { server, command, heard, create, close } = await openBoth();
	const { id } = await create();
	await command.tasks.apply(id, makeEvent("cancel-asked"), "anybody");
	heard.length = 0;
	await server.tasks.hearOthers();
	expect(heard).toEqual([await server.tasks.find(id)]);
	expect(heard[0]?.status).toBe("cancelled");
	await server.tasks.hearOthers();
	expect(heard).toHaveLength(1);
	await close();
});

test("commands that change no task, and what the server itself changed, are nobody's news", async () => {
	const { server, command, heard, create, close } = await openBoth();
	const { id } = await create();
	await server.tasks.apply(id, makeEvent("cancel-asked"), "anybody");
	heard.length = 0;
	await command.accounts.createAccount(makeAccount(), { live: 1, test: 1 });
	await expect(command.tasks.apply(id, makeEvent("cancel-asked"), "anybody")).resolves.toMatchObject({ kind: "stale" });
	await server.tasks.hearOthers();
	expect(heard).toEqual([]);
	await close();
});

test("a task that was changed several times is told as it is now", async () => {
	const { server, command, heard, create, close } = await openBoth();
	const { id } = await create();
	for (const event of [makeEvent("parked"), makeEvent("unparked"), makeEvent("cancel-asked")]) {
		await command.tasks.apply(id, event, "anybody");
	}
	heard.length = 0;
	await server.tasks.hearOthers();
	expect(heard.map(({ version, status }) => ({ version, status }))).toEqual([{ version: 4, status: "cancelled" }]);
	await close();
});
