import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createFakeClock } from "../../contracts/fake-clock.ts";
import { eventsTo, makeAccount, makeMedium, makeOrder } from "../../contracts/task-factory.ts";
import { createSqliteDatabase, type SqliteDatabase } from "../../database/sqlite/database.ts";
import type { Account, Caller, Mode } from "../account.ts";
import { FilmgateError } from "../errors.ts";
import { createIdMinter } from "../ids.ts";
import { dollars } from "../money.ts";
import type { Submission } from "../new-task.ts";
import { ALLOWED, allowAll, type Moderator } from "../ports/moderator.ts";
import type { TaskStatus } from "../task.ts";
import { createUseCases } from "./create-use-cases.ts";
import type { UseCases } from "./use-cases.ts";

const clock = createFakeClock();
const REFUSAL = { kind: "refused", reason: "Not in this house.", field: "prompt" } as const;
const reviewed: string[] = [];
const moderator: Moderator = {
	...allowAll,
	async reviewOrder({ account }, { prompt }) {
		reviewed.push(account.id);
		return prompt.includes("forbidden") ? REFUSAL : ALLOWED;
	},
};
const progress = new Map<number, number>();
let folder: string;
let database: SqliteDatabase;
let tasks: UseCases;

beforeAll(async () => {
	folder = mkdtempSync(join(tmpdir(), "filmgate-use-cases-"));
	database = await createSqliteDatabase({ file: join(folder, "filmgate.db"), clock });
	tasks = createUseCases({
		store: database.tasks,
		uploads: database.uploads,
		accounts: database.accounts,
		announcements: database.announcements,
		ids: createIdMinter(clock),
		clock,
		moderator,
		route(_caller, { order }) {
			if (order.operation === "upscale") throw new FilmgateError("unsupported_operation", "No.");
			return order.model;
		},
		canStop: (engine) => engine !== "unstoppable",
		liveProgress: (id) => progress.get(id) ?? null,
		onProgress: () => {},
		operations: () => ["text-to-video"],
		waitsAtOnce: 2,
		random: () => 0.5,
	});
});
afterAll(async () => {
	await database.close();
	rmSync(folder, { recursive: true, force: true });
});

async function makeCaller(overrides: Partial<Account> = {}, mode: Mode = "live"): Promise<Caller> {
	const account = makeAccount(overrides);
	await database.accounts.createAccount(account, { live: dollars(1), test: dollars(1) });
	return { account, mode, keyId: "key", mark: true };
}

function submission(overrides: Partial<Submission> = {}): Submission {
	const order = makeOrder({ model: "stoppable" });
	return { wire: "native", order, price: dollars(0.4), clientReference: null, startWithinMs: null, ...overrides };
}

async function taskIn(caller: Caller, status: TaskStatus, model = "stoppable") {
	const { task } = await tasks.submit(caller, submission({ order: makeOrder({ model }) }), null);
	for (const event of eventsTo(status)) await database.tasks.apply(task.id, event, "anybody");
	return await tasks.read(caller, task.id);
}

const request = { wire: "native", key: "order 66", hash: "abc" } as const;

describe("submit", () => {
	test("I1: the task can be read back, queued, priced, held", async () => {
		const caller = await makeCaller();
		const { task, replayed } = await tasks.submit(caller, submission(), null);
		expect(replayed).toBe(false);
		expect(await tasks.read(caller, task.id)).toMatchObject({ status: "queued", engine: "stoppable", price: 400_000 });
		expect(await tasks.readPurse(caller)).toEqual({ balance: dollars(0.6), held: dollars(0.4), inFlight: 1 });
	});

	test("I8: the same key gives the same task and is billed once; for another request it is refused", async () => {
		const caller = await makeCaller();
		expect(await tasks.replay(caller, request)).toBeNull();
		const first = await tasks.submit(caller, submission(), request);
		const again = await tasks.submit(caller, submission(), request);
		expect(again).toMatchObject({ replayed: true, task: { id: first.task.id } });
		expect((await tasks.replay(caller, request))?.id).toBe(first.task.id);
		expect((await tasks.readPurse(caller)).inFlight).toBe(1);
		const other = { ...request, hash: "def" };
		await expect(tasks.submit(caller, submission(), other)).rejects.toMatchObject({ code: "duplicate_request" });
		await expect(tasks.replay(caller, other)).rejects.toMatchObject({ code: "duplicate_request" });
	});

	test("the key of one account, mode or wire means nothing to another", async () => {
		const [one, other] = [await makeCaller(), await makeCaller()];
		await tasks.submit(one, submission(), request);
		expect(await tasks.replay(other, request)).toBeNull();
		expect(await tasks.replay({ ...one, mode: "test" }, request)).toBeNull();
		expect(await tasks.replay(one, { ...request, wire: "zai" })).toBeNull();
	});

	test("refuses what the balance does not cover, and more than the account may have at once", async () => {
		const poor = await makeCaller();
		const dear = submission({ price: dollars(1.01) });
		await expect(tasks.submit(poor, dear, null)).rejects.toMatchObject({ code: "insufficient_credits" });
		const busy = await makeCaller({ maxInFlight: { live: 1, test: 1 } });
		await tasks.submit(busy, submission(), null);
		await expect(tasks.submit(busy, submission(), null)).rejects.toMatchObject({
			code: "too_many_tasks",
			message: "The account has 1 unfinished tasks, as many as it may have.",
			retryAfterMs: 5_000,
		});
	});

	test("refuses more of a model than the account may have at once, and takes other models", async () => {
		const busy = await makeCaller({ maxInFlightByModel: { stoppable: 1 } });
		await tasks.submit(busy, submission(), null);
		await expect(tasks.submit(busy, submission(), null)).rejects.toMatchObject({
			code: "too_many_tasks",
			message: "The account has as many unfinished tasks of this model as it may have: 1.",
			retryAfterMs: 5_000,
		});
		const order = makeOrder({ model: "unstoppable" });
		await expect(tasks.submit(busy, submission({ order }), null)).resolves.toMatchObject({ replayed: false });
	});

	test("refuses what no engine does", async () => {
		const caller = await makeCaller();
		const order = makeOrder({ operation: "upscale" });
		await expect(tasks.submit(caller, submission({ order }), null)).rejects.toMatchObject({
			code: "unsupported_operation",
		});
		expect((await tasks.readPurse(caller)).inFlight).toBe(0);
	});
});

describe("moderation", () => {
	const forbidden = submission({ order: makeOrder({ model: "stoppable", prompt: "something forbidden" }) });

	test("what it refuses makes no task, holds nothing and leaves its request key free", async () => {
		const caller = await makeCaller();
		await expect(tasks.submit(caller, forbidden, request)).rejects.toMatchObject({
			code: "content_refused",
			message: "Not in this house.",
			field: "prompt",
		});
		expect(await tasks.list(caller, { limit: 1 })).toEqual([]);
		expect(await tasks.readPurse(caller)).toEqual({ balance: dollars(1), held: 0, inFlight: 0 });
		expect(await tasks.replay(caller, request)).toBeNull();
		expect((await tasks.submit(caller, submission(), request)).replayed).toBe(false);
	});

	test("an answer that was given before is given again without being reviewed", async () => {
		const caller = await makeCaller();
		const { task } = await tasks.submit(caller, submission(), request);
		const before = reviewed.length;
		expect((await tasks.replay(caller, request))?.id).toBe(task.id);
		expect(reviewed.length).toBe(before);
	});

	test("it is asked of test orders as of live ones, and not of what nobody can make", async () => {
		const caller = await makeCaller({}, "test");
		await expect(tasks.submit(caller, forbidden, null)).rejects.toMatchObject({ code: "content_refused" });
		const order = makeOrder({ operation: "upscale", prompt: "something forbidden" });
		await expect(tasks.submit(caller, submission({ order }), null)).rejects.toMatchObject({
			code: "unsupported_operation",
		});
	});
});

describe("read", () => {
	test("I9: unknown, foreign, of the other mode and deleted look the same", async () => {
		const [owner, stranger] = [await makeCaller(), await makeCaller()];
		const { id } = await taskIn(owner, "succeeded");
		const gone = await taskIn(owner, "failed");
		await database.tasks.apply(gone.id, { type: "deleted" }, "anybody");
		const notFound = { code: "not_found", message: "There is no such task." };
		await expect(tasks.read(stranger, id)).rejects.toMatchObject(notFound);
		await expect(tasks.read({ ...owner, mode: "test" }, id)).rejects.toMatchObject(notFound);
		await expect(tasks.read(owner, 1)).rejects.toMatchObject(notFound);
		await expect(tasks.read(owner, gone.id)).rejects.toMatchObject(notFound);
		await expect(tasks.readEvenDeleted(stranger, gone.id)).rejects.toMatchObject(notFound);
		expect((await tasks.readEvenDeleted(owner, gone.id)).deletedAt).not.toBeNull();
	});

	test("shows the progress that memory knows before the disk does", async () => {
		const caller = await makeCaller();
		const { id } = await taskIn(caller, "running");
		expect((await tasks.read(caller, id)).progress).toBeNull();
		progress.set(id, 40);
		expect((await tasks.read(caller, id)).progress).toBe(40);
		expect((await tasks.list(caller, { limit: 1, order: "newest-first" }))[0]?.progress).toBe(40);
	});

	test("lists the caller's own, newest first", async () => {
		const caller = await makeCaller();
		const [older, newer] = [await taskIn(caller, "failed"), await taskIn(caller, "running")];
		await taskIn(await makeCaller(), "running");
		expect((await tasks.list(caller, { limit: 10 })).map((task) => task.id)).toEqual([newer.id, older.id]);
		expect(await tasks.list(caller, { limit: 10, statuses: ["failed"], before: older.id })).toEqual([]);
	});

	test("knows the place in the queue, and the history", async () => {
		const caller = await makeCaller();
		const first = await taskIn(caller, "queued", "slow");
		const second = await taskIn(caller, "queued", "slow");
		expect(await tasks.queuePosition(first)).toBe(0);
		expect(await tasks.queuePosition(second)).toBe(1);
		const done = await taskIn(await makeCaller(), "cancelled");
		expect((await tasks.timeline(done)).map((entry) => entry.status)).toEqual(["queued", "cancelled"]);
	});
});

describe("wait", () => {
	const patient = { waitMs: 60_000, signal: new AbortController().signal };

	test("answers at once when the task has ended", async () => {
		const caller = await makeCaller();
		const { id } = await taskIn(caller, "failed");
		expect((await tasks.wait(caller, id, patient)).status).toBe("failed");
	});

	test("answers everybody in the tick that learns of the end, and leaves no timer", async () => {
		const caller = await makeCaller();
		const { id } = await taskIn(caller, "running");
		const pending = clock.pending;
		const both = [tasks.wait(caller, id, patient), tasks.wait(caller, id, patient)];
		await database.tasks.apply(id, { type: "progressed", progress: 5 }, "anybody");
		await database.tasks.apply(id, { type: "lost" }, "anybody");
		expect((await Promise.all(both)).map((task) => task.status)).toEqual(["failed", "failed"]);
		expect(clock.pending).toBe(pending);
	});

	test("answers with the task as it is when time or patience runs out", async () => {
		const caller = await makeCaller();
		const { id } = await taskIn(caller, "running");
		const timed = tasks.wait(caller, id, patient);
		await clock.advance(60_000);
		expect((await timed).status).toBe("running");
		const leaving = new AbortController();
		const left = tasks.wait(caller, id, { waitMs: 60_000, signal: leaving.signal });
		await clock.advance(0);
		leaving.abort();
		expect((await left).status).toBe("running");
		expect((await tasks.wait(caller, id, { waitMs: 60_000, signal: leaving.signal })).status).toBe("running");
		expect(clock.pending).toBe(0);
	});

	test("an unknown id is not waited for", async () => {
		await expect(tasks.wait(await makeCaller(), 1, patient)).rejects.toMatchObject({ code: "not_found" });
		expect(clock.pending).toBe(0);
	});
});

describe("cancel", () => {
	const cases: readonly [TaskStatus, string, string][] = [
		["queued", "stoppable", "stopped"],
		["starting", "stoppable", "asked"],
		["unclear", "stoppable", "asked"],
		["running", "stoppable", "asked"],
		["running", "unstoppable", "engine-cannot"],
		["archiving", "stoppable", "too-late"],
		["succeeded", "stoppable", "too-late"],
		["failed", "stoppable", "too-late"],
		["cancelled", "stoppable", "stopped"],
	];
	test.each(cases)("a task that is %s at a %s engine: %s", async (status, engine, outcome) => {
		const caller = await makeCaller();
		const { id } = await taskIn(caller, status, engine);
		expect((await tasks.cancel(caller, id)).outcome).toBe(outcome);
	});

	test("asking twice is asking once", async () => {
		const caller = await makeCaller();
		const { id } = await taskIn(caller, "running");
		const first = await tasks.cancel(caller, id);
		expect(await tasks.cancel(caller, id)).toMatchObject({
			outcome: "asked",
			task: { cancelRequestedAt: first.task.cancelRequestedAt },
		});
	});

	test("a task that was swept away between two looks is too late", async () => {
		const caller = await makeCaller();
		const { id } = await taskIn(caller, "running");
		const store = { ...database.tasks, find: database.tasks.find, apply: async () => ({ kind: "missing" as const }) };
		const { createCancel } = await import("./cancel.ts");
		const cancel = createCancel({ store, canStop: () => true }, tasks.read);
		expect((await cancel(caller, id)).outcome).toBe("too-late");
	});
});

describe("delete", () => {
	test("takes an ended task's contents away, for its own account only", async () => {
		const caller = await makeCaller();
		const { id } = await taskIn(caller, "succeeded");
		await expect(tasks.delete(await makeCaller(), id)).rejects.toMatchObject({ code: "not_found" });
		expect(await tasks.delete(caller, id)).toMatchObject({ id, status: "succeeded", deletedAt: null });
		await expect(tasks.read(caller, id)).rejects.toMatchObject({ code: "not_found" });
		await expect(tasks.delete(caller, id)).rejects.toMatchObject({ code: "not_found" });
	});

	test("a task that has not ended has to be cancelled first", async () => {
		const caller = await makeCaller();
		const { id } = await taskIn(caller, "running");
		await expect(tasks.delete(caller, id)).rejects.toMatchObject({ code: "conflict" });
		expect((await tasks.read(caller, id)).status).toBe("running");
	});

	test("of two at once one finds nothing more to delete", async () => {
		const caller = await makeCaller();
		const { id } = await taskIn(caller, "failed");
		const both = await Promise.allSettled([tasks.delete(caller, id), tasks.delete(caller, id)]);
		expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
	});
});

describe("a film as an input", () => {
	test("is that of an own, succeeded task", async () => {
		const caller = await makeCaller();
		const { id, films } = await taskIn(caller, "succeeded");
		const { task, film, medium } = await tasks.findFilm(caller, id, "source_video_id");
		expect([task.id, film]).toEqual([id, films[0]]);
		expect(medium).toEqual({
			...{ sha256: film.sha256, mime: film.mime, bytes: film.bytes },
			...{ width: film.width, height: film.height, seconds: film.seconds },
		});
	});

	test("unknown, foreign and unfinished ones are told by the field", async () => {
		const [caller, other] = [await makeCaller(), await makeCaller()];
		const [{ id: foreign }, { id: running }] = [await taskIn(other, "succeeded"), await taskIn(caller, "running")];
		for (const id of [foreign, running, 7]) {
			await expect(tasks.findFilm(caller, id, "source_video_id")).rejects.toMatchObject({
				code: "medium_not_found",
				message: `source_video_id ${id} is no finished video of this account.`,
			});
		}
	});
});

describe("uploads", () => {
	test("are found by their own account until they expire", async () => {
		const caller = await makeCaller({ retentionMs: { live: 1_000, test: 1_000 } });
		const upload = await tasks.addUpload(caller, makeMedium());
		expect(await tasks.findUpload(caller, upload.id, { field: "img_id" })).toEqual(upload);
		const refusal = {
			code: "medium_not_found",
			field: "img_id",
			message: `img_id ${upload.id} is no upload of this account.`,
		};
		await expect(tasks.findUpload(await makeCaller(), upload.id, { field: "img_id" })).rejects.toMatchObject(refusal);
		await clock.advance(1_000);
		await expect(tasks.findUpload(caller, upload.id, { field: "img_id" })).rejects.toMatchObject(refusal);
		expect(await tasks.listUploads(caller, { purpose: "input", limit: 10 })).toEqual([]);
	});

	test("of one purpose are not taken for those of another, and are listed apart", async () => {
		const caller = await makeCaller();
		const about = { purpose: "character", name: "Ann", note: { shy: true } } as const;
		const ann = await tasks.addUpload(caller, makeMedium(), about);
		expect(ann).toMatchObject(about);
		expect(await tasks.listUploads(caller, { purpose: "character", limit: 10 })).toEqual([ann]);
		expect(await tasks.listUploads(caller, { purpose: "input", limit: 10 })).toEqual([]);
		expect(await tasks.findUpload(caller, ann.id, { field: "id", purpose: "character" })).toEqual(ann);
		await expect(tasks.findUpload(caller, ann.id, { field: "id", purpose: "voice" })).rejects.toMatchObject({
			message: `id ${ann.id} is no voice of this account.`,
		});
	});

	test("are deleted by their own account, once", async () => {
		const caller = await makeCaller();
		const { id } = await tasks.addUpload(caller, makeMedium());
		await expect(tasks.deleteUpload(await makeCaller(), id)).rejects.toMatchObject({ code: "not_found" });
		await tasks.deleteUpload(caller, id);
		await expect(tasks.deleteUpload(caller, id)).rejects.toMatchObject({ code: "not_found" });
	});
});

test("a minted seed is one that every engine takes", () => {
	expect(tasks.mintSeed()).toBe(2 ** 30);
});
