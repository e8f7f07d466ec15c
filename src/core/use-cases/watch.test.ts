import { beforeEach, describe, expect, test } from "vitest";
import { createFakeClock, type FakeClock } from "../../contracts/fake-clock.ts";
import { makeAccount, makeTask } from "../../contracts/task-factory.ts";
import type { Caller } from "../account.ts";
import type { Task } from "../task.ts";
import { taskNotFound } from "./read.ts";
import { WaitingPlaces } from "./waiting-places.ts";
import { createWatch } from "./watch.ts";

const caller: Caller = { account: makeAccount(), mode: "live", keyId: "key", mark: true };
const queued = makeTask("queued", { account: caller.account.id, version: 1 });
const at = (status: Task["status"], version: number, rest: Partial<Task> = {}): Task => ({
	...makeTask(status),
	id: queued.id,
	version,
	...rest,
});

let clock: FakeClock;
let stored: Task | null;
let commit: (task: Task) => void;
let progress: (value: number) => void;
let watch: ReturnType<typeof createWatch>;

beforeEach(() => {
	clock = createFakeClock();
	stored = queued;
	watch = createWatch({
		clock,
		places: new WaitingPlaces(3),
		read: async () => {
			if (stored === null) throw taskNotFound();
			return stored;
		},
		store: {
			onCommit(listener) {
				commit = (task) => listener([task]);
				return () => {};
			},
		},
		onProgress(listener) {
			progress = (value) => listener(queued.id, value);
		},
	});
});

async function begin(signal = new AbortController().signal) {
	const snapshots = (await watch(caller, queued.id, signal))[Symbol.asyncIterator]();
	return async () => (await snapshots.next()).value as Task | undefined;
}

test("tells the task as it is, then each change, and ends with it", async () => {
	const next = await begin();
	expect(await next()).toBe(queued);
	for (const task of [at("starting", 2), at("running", 3), at("archiving", 4), at("succeeded", 5)]) {
		const told = next();
		commit(task);
		expect(await told).toBe(task);
	}
	expect(await next()).toBeUndefined();
});

test("whoever is slow is told the newest, and nothing of what was between", async () => {
	const next = await begin();
	expect(await next()).toBe(queued);
	for (const task of [at("starting", 2), at("running", 3), at("archiving", 4)]) commit(task);
	expect(await next()).toMatchObject({ status: "archiving" });
	const told = next();
	commit(at("succeeded", 5));
	expect(await told).toMatchObject({ status: "succeeded" });
});

test("everybody is given the same snapshots", async () => {
	const [one, other] = [await begin(), await begin()];
	expect(await one()).toBe(await other());
	commit(at("running", 2));
	const [first, second] = [await one(), await other()];
	progress(12.5);
	expect(first).toBe(second);
	const [told] = await Promise.all([one(), other()]);
	expect(told).toMatchObject({ status: "running", version: 2, progress: 12.5 });
});

test("progress is told at once, and does not fall when an older figure is stored", async () => {
	const next = await begin();
	await next();
	commit(at("running", 2, { progress: null }));
	await next();
	progress(40);
	expect(await next()).toMatchObject({ progress: 40 });
	commit(at("running", 3, { progress: 30 }));
	expect(await next()).toMatchObject({ version: 3, progress: 40 });
});

test("a commit that came before the read is not undone by it", async () => {
	const newer = at("running", 2);
	let telling: () => void = () => {};
	stored = null;
	const slow = new Promise<void>((resolve) => (telling = resolve));
	const watching = createWatch({
		clock,
		places: new WaitingPlaces(1),
		read: async () => {
			await slow;
			return queued;
		},
		store: {
			onCommit(listener) {
				commit = (task) => listener([task]);
				return () => {};
			},
		},
		onProgress: () => {},
	})(caller, queued.id, new AbortController().signal);
	commit(newer);
	telling();
	const snapshots = (await watching)[Symbol.asyncIterator]();
	expect((await snapshots.next()).value).toBe(newer);
});

test("a queued task is told again every two seconds: its place moves without it", async () => {
	const next = await begin();
	expect(await next()).toBe(queued);
	const told = next();
	await clock.advance(2_000);
	const again = await told;
	expect(again).toEqual(queued);
	expect(again).not.toBe(queued);
});

test("whoever is gone before it begins is told nothing", async () => {
	const next = await begin(AbortSignal.abort());
	expect(await next()).toBeUndefined();
});

test("a figure for a task that does not run is no news", async () => {
	const next = await begin();
	expect(await next()).toBe(queued);
	progress(40);
	const told = next();
	commit(at("running", 2));
	expect(await told).toMatchObject({ version: 2, progress: null });
});

describe("places", () => {
	const refused = { code: "rate_limited" };

	test("are as many as the account may have, of each mode", async () => {
		for (let taken = 0; taken < 3; taken += 1) await begin();
		await expect(begin()).rejects.toMatchObject(refused);
		const trial = { ...caller, mode: "test" } as const;
		await expect(watch(trial, queued.id, new AbortController().signal)).resolves.toBeDefined();
	});

	test.each<[string, (abort: AbortController, next: () => Promise<unknown>) => unknown]>([
		["a client that leaves", (abort) => abort.abort()],
		[
			"a task that ends",
			async (_, next) => {
				commit(at("succeeded", 2));
				await next();
				await next();
			},
		],
	])("are given back by %s", async (_, end) => {
		const abort = new AbortController();
		const all = [await begin(abort.signal), await begin(), await begin()];
		await expect(begin()).rejects.toMatchObject(refused);
		await end(abort, all[0]!);
		await expect(begin()).resolves.toBeDefined();
		await expect(begin()).rejects.toMatchObject(refused);
	});

	test("are not taken by a task that is not there", async () => {
		stored = null;
		for (let tries = 0; tries < 5; tries += 1) await expect(begin()).rejects.toMatchObject({ code: "not_found" });
	});
});

test("a signal ends the stream, whether somebody waits or not", async () => {
	const abort = new AbortController();
	const next = await begin(abort.signal);
	await next();
	const told = next();
	abort.abort();
	expect(await told).toBeUndefined();
	expect(await next()).toBeUndefined();
	expect(clock.pending).toBe(0);
});

test("a task that is deleted meanwhile ends without another word", async () => {
	const next = await begin();
	await next();
	const told = next();
	commit({ ...at("cancelled", 3), deletedAt: 9 });
	expect(await told).toBeUndefined();
});
