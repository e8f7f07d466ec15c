import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createFakeClock } from "../../contracts/fake-clock.ts";
import { makeAccount, makeFilm, makeOrder } from "../../contracts/task-factory.ts";
import { createSqliteDatabase, type SqliteDatabase } from "../../database/sqlite/database.ts";
import type { Account, Caller } from "../account.ts";
import { createIdMinter } from "../ids.ts";
import { dollars } from "../money.ts";
import type { Submission } from "../new-task.ts";
import { allowAll } from "../ports/moderator.ts";
import type { TaskStatus } from "../task.ts";
import { createSubmitMade, THIS_SERVER } from "./submit-made.ts";

const clock = createFakeClock();
const ids = createIdMinter(clock);
const film = makeFilm({ kind: "image", mime: "image/jpeg", seconds: null, fps: null, cover: null });
let folder: string;
let database: SqliteDatabase;

beforeAll(async () => {
	folder = mkdtempSync(join(tmpdir(), "filmgate-submit-made-"));
	database = await createSqliteDatabase({ file: join(folder, "filmgate.db"), clock });
});
afterAll(async () => {
	await database.close();
	rmSync(folder, { recursive: true, force: true });
});

async function setup(changes: Partial<Account> = {}) {
	const account = makeAccount(changes);
	await database.accounts.createAccount(account, { live: dollars(1), test: dollars(1) });
	const caller: Caller = { account, mode: "live", keyId: "key", mark: true };
	const submitMade = createSubmitMade({ store: database.tasks, ids, clock, moderator: allowAll });
	return { caller, submitMade };
}

function submission(price: number): Submission {
	const order = makeOrder({ operation: "image-template", model: "mask_selection" });
	return { wire: "pixverse", order, price, clientReference: null, startWithinMs: null };
}

const request = { wire: "pixverse", key: "trace", hash: "abc" } as const;

test("what is made already ends at once, charged (I4)", async () => {
	const { caller, submitMade } = await setup();
	const { task, replayed } = await submitMade(caller, { submission: submission(dollars(0.02)), films: [film] }, null);
	expect(replayed).toBe(false);
	expect(task).toMatchObject({ status: "succeeded", settlement: "charged", engine: THIS_SERVER, owner: null });
	expect(task.films).toMatchObject([{ sha256: film.sha256, kind: "image" }]);
	expect(await database.tasks.find(task.id)).toEqual(task);
	const purse = await database.accounts.readPurse(caller.account.id, "live");
	expect(purse).toEqual({ balance: dollars(0.98), held: 0, inFlight: 0 });
});

test("a repeat gets the first task and is billed once (I8)", async () => {
	const { caller, submitMade } = await setup();
	const made = { submission: submission(dollars(0.02)), films: [film] };
	const [one, two] = [await submitMade(caller, made, request), await submitMade(caller, made, request)];
	expect([one.replayed, two.replayed]).toEqual([false, true]);
	expect(two.task).toEqual(one.task);
	expect((await database.accounts.readPurse(caller.account.id, "live")).balance).toBe(dollars(0.98));
});

test("what the balance does not cover is not kept", async () => {
	const { caller, submitMade } = await setup();
	const asked = submitMade(caller, { submission: submission(dollars(2)), films: [film] }, null);
	await expect(asked).rejects.toMatchObject({ code: "insufficient_credits" });
	expect(await database.tasks.list({ account: caller.account.id, mode: "live", limit: 1 })).toEqual([]);
});

test("nobody ever sees it unfinished: it is taken, paid and ended in one commit", async () => {
	const { caller, submitMade } = await setup();
	const seen: TaskStatus[] = [];
	const end = database.tasks.onCommit((tasks) => seen.push(...tasks.map(({ status }) => status)));
	const { task } = await submitMade(caller, { submission: submission(dollars(0.02)), films: [film] }, null);
	end();
	expect(seen).toEqual(["succeeded"]);
	expect(await database.tasks.timeline(task.id)).toHaveLength(task.version);
});

test("it takes no place among what is being made, and is taken where all of them are", async () => {
	const { caller, submitMade } = await setup({ maxInFlight: { live: 0, test: 0 } });
	const { task } = await submitMade(caller, { submission: submission(dollars(0.02)), films: [film] }, null);
	expect(task.status).toBe("succeeded");
});
