import { afterEach, describe, expect, test } from "vitest";
import { makeMedium, makeOrder, makeScript } from "../contracts/task-factory.ts";
import { type LoopsBench, openLoopsBench } from "./loops-bench.ts";
import { BLOB_GRACE_MS, TOMBSTONE_MS } from "./reaper.ts";

let bench: LoopsBench;
afterEach(() => bench.close());

const FAILURE = { code: "engine_failed", message: "Out of paint." } as const;

/** The token of the one start that the engine saw. */
function token(): string {
	return bench.engine.starts[0]?.startToken as string;
}

/** A minute after an instant, however far away it is: the loops' next rounds see it. */
async function leap(instant: number): Promise<void> {
	bench.clock.set(instant);
	await bench.pass(60_000);
}

async function runningTask(options: Parameters<typeof openLoopsBench>[0] = {}): Promise<number> {
	bench = await openLoopsBench({ finish: "by-hand", ...options });
	const { id } = await bench.submit();
	await bench.loops.start();
	await bench.until(id, "running");
	return id;
}

describe("while an engine works", () => {
	test("it is asked once an interval, and a look that changes nothing writes nothing", async () => {
		const id = await runningTask();
		await bench.pass(2_000);
		const { version } = await bench.read(id);
		const before = bench.engine.looks;
		await bench.pass(10_000);
		expect(bench.engine.looks - before).toBeGreaterThanOrEqual(9);
		expect(bench.engine.looks - before).toBeLessThanOrEqual(11);
		expect((await bench.read(id)).version).toBe(version);
	});

	test("I7: its progress is known at once, stored at most every five seconds, and never falls", async () => {
		const id = await runningTask();
		const seen: (number | null)[] = [];
		for (const progress of [10, 30, 20, 60]) {
			bench.engine.finish(token(), { kind: "working", progress, askAgainAfterMs: 60_000 });
			await bench.pass(100);
			seen.push(bench.desk.get(id)?.progress ?? null);
		}
		expect(seen).toEqual([10, 30, 30, 60]);
		expect((await bench.read(id)).progress).toBe(10);
		await bench.pass(5_000);
		bench.engine.finish(token(), { kind: "working", progress: 70, askAgainAfterMs: 60_000 });
		await bench.pass(100);
		expect((await bench.read(id)).progress).toBe(70);
	});

	test.each<[string, "failed" | "cancelled", (id: number) => unknown]>([
		["fails", "failed", () => bench.engine.finish(token(), { kind: "failed", failure: FAILURE })],
		["is lost", "failed", () => bench.engine.lose()],
		["is stopped", "cancelled", (id) => bench.store.apply(id, { type: "cancel-asked" }, "anybody")],
		["has lasted too long", "failed", () => leap(bench.clock.now() + 60_000)],
	])("I7: work that %s ends with the figure that everybody has seen", async (_how, status, end) => {
		const id = await runningTask({ capabilities: { longestJobMs: 60_000 } });
		for (const progress of [10, 60]) {
			bench.engine.finish(token(), { kind: "working", progress, askAgainAfterMs: 1_000 });
			await bench.pass(100);
		}
		await end(id);
		expect((await bench.until(id, status)).progress).toBe(60);
	});

	test("what is stuck because a test key asked for it leaves its slot to others, also after a crash", async () => {
		bench = await openLoopsBench({ finish: "by-hand", capabilities: { concurrency: { live: 1, test: 1 } } });
		const submit = (outcome: "stuck" | "succeed") =>
			bench.submit({ mode: "test", order: makeOrder({ script: makeScript({ outcome }) }) });
		const [stuck, one, two] = [await submit("stuck"), await submit("succeed"), await submit("succeed")];
		await bench.loops.start();
		await bench.until(stuck.id, "running");
		await bench.until(one.id, "running");
		expect((await bench.read(two.id)).status).toBe("queued");
		await bench.crash();
		await bench.loops.start();
		expect(bench.desk.occupied("preview", "test")).toBe(1);
		expect((await bench.read(two.id)).status).toBe("queued");
	});

	test("a wake is a look at once", async () => {
		const id = await runningTask();
		bench.engine.finish(token());
		await bench.pass(100);
		expect((await bench.read(id)).status).toBe("succeeded");
	});

	test("looks that find nothing out come ever later, and the task goes on", async () => {
		const id = await runningTask();
		bench.engine.breakLooks(3);
		const before = bench.engine.looks;
		await bench.pass(9_000);
		expect(bench.engine.looks - before).toBeLessThanOrEqual(6);
		bench.engine.finish(token());
		expect((await bench.until(id, "succeeded")).settlement).toBe("charged");
	});

	test("what it says of a failure is the task's reason", async () => {
		const id = await runningTask();
		bench.engine.finish(token(), { kind: "failed", failure: FAILURE });
		const task = await bench.until(id, "failed");
		expect(task).toMatchObject({ failure: { message: "Out of paint." }, settlement: "released" });
	});

	test("moderation has an end of its own", async () => {
		const id = await runningTask();
		bench.engine.finish(token(), { kind: "failed", failure: { code: "content_refused", message: "Not this." } });
		expect((await bench.until(id, "rejected")).settlement).toBe("released");
	});

	test("work that it no longer knows is lost, never begun again", async () => {
		const id = await runningTask();
		bench.engine.lose();
		expect((await bench.until(id, "failed")).failure?.code).toBe("engine_lost");
		expect(bench.engine.starts).toHaveLength(1);
	});

	test("cancelling stops it at the engine first", async () => {
		const id = await runningTask();
		await bench.store.apply(id, { type: "cancel-asked" }, "anybody");
		expect((await bench.until(id, "cancelled")).settlement).toBe("released");
		expect(bench.engine.works.get(token())?.cancelled).toBe(true);
	});

	test("work that takes longer than the engine's longest job ends, and the engine is told", async () => {
		const id = await runningTask({ capabilities: { longestJobMs: 60_000 } });
		expect((await bench.until(id, "failed")).failure?.code).toBe("finish_deadline");
		expect(bench.engine.works.get(token())?.cancelled).toBe(true);
	});

	test("after a crash the same work is looked at again, by its handle", async () => {
		const id = await runningTask();
		await bench.crash();
		bench.engine.finish(token());
		await bench.loops.start();
		await bench.until(id, "succeeded");
		expect(bench.engine.starts).toHaveLength(1);
	});
});

describe("a task that nobody starts", () => {
	test("ends at its start deadline", async () => {
		bench = await openLoopsBench({ capabilities: { concurrency: { live: 0, test: 0 } } });
		const startDeadlineAt = bench.clock.now() + 30_000;
		const { id } = await bench.submit({ startDeadlineAt, deadlineAt: startDeadlineAt });
		await bench.loops.start();
		expect((await bench.until(id, "failed")).failure?.code).toBe("start_deadline");
	});
});

describe("the archive", () => {
	test("a film that found all copies under way is copied when one of them ends, whatever the hour", async () => {
		bench = await openLoopsBench();
		const tasks = [];
		for (let n = 0; n < 6; n += 1) tasks.push(await bench.submit());
		await bench.loops.dispatcher.runOnce();
		await bench.clock.advance(1_000);
		await bench.loops.poller.runOnce();
		await bench.clock.advance(50);
		await bench.loops.archiver.runOnce();
		await bench.loops.archiver.runOnce();
		const ended = await Promise.all(tasks.map(({ id }) => bench.read(id)));
		expect(ended.map(({ status }) => status)).toEqual(tasks.map(() => "succeeded"));
	});

	test("holds film and cover by the time the task has succeeded", async () => {
		const cover = new TextEncoder().encode("a cover");
		bench = await openLoopsBench({ cover });
		const { id } = await bench.submit();
		await bench.loops.start();
		const [film] = (await bench.until(id, "succeeded")).films;
		expect((await bench.blobs.stat(film?.sha256 ?? ""))?.bytes).toBe(film?.bytes);
		expect((await bench.blobs.stat(film?.cover?.sha256 ?? ""))?.bytes).toBe(cover.byteLength);
		expect(film).toMatchObject({ mime: "video/mp4", width: 64, height: 36, seconds: 1, hasSound: true });
	});

	test("does without a cover that cannot be had", async () => {
		bench = await openLoopsBench({ cover: new Uint8Array(10) });
		bench.engine.breakCovers();
		const { id } = await bench.submit();
		await bench.loops.start();
		expect((await bench.until(id, "succeeded")).films).toMatchObject([{ cover: null, mime: "video/mp4" }]);
	});

	test("is tried again when the copy breaks", async () => {
		bench = await openLoopsBench();
		bench.engine.breakFilms(2);
		const { id } = await bench.submit();
		await bench.loops.start();
		expect((await bench.until(id, "succeeded")).films).toHaveLength(1);
	});

	test("gives up after an hour, and nothing is charged", async () => {
		bench = await openLoopsBench();
		bench.engine.breakFilms(1_000);
		const { id } = await bench.submit();
		await bench.loops.start();
		const task = await bench.until(id, "failed");
		expect(task).toMatchObject({ failure: { code: "archive_failed" }, settlement: "released" });
	});
});

describe("retention", () => {
	test("a task expires into a tombstone, its bytes go an hour later, its number is forgotten after thirty days", async () => {
		bench = await openLoopsBench();
		const { id } = await bench.submit({ retentionMs: 3_600_000 });
		await bench.loops.start();
		const { films, expiresAt } = await bench.until(id, "succeeded");
		const sha256 = films[0]?.sha256 ?? "";
		await leap(expiresAt ?? 0);
		expect(await bench.read(id)).toMatchObject({ films: [], order: { prompt: "" } });
		await leap(bench.clock.now() + BLOB_GRACE_MS);
		expect(await bench.blobs.stat(sha256)).toBeNull();
		await leap(bench.clock.now() + TOMBSTONE_MS);
		expect(await bench.store.find(id)).toBeNull();
	});

	test("bytes that nobody refers to go after one round with the clock moved; those of an upload stay", async () => {
		bench = await openLoopsBench();
		const put = (text: string) => bench.blobs.put(new Blob([text]).stream(), { maxBytes: 100 });
		const [lost, kept] = [await put("lost"), await put("kept")];
		const medium = makeMedium({ sha256: kept.sha256 });
		const upload = { id: 1, account: "1", mode: "live" as const, createdAt: 0, expiresAt: Number.MAX_SAFE_INTEGER };
		await bench.database.uploads.createUpload({ ...upload, medium, purpose: "input", name: null, note: {} });
		await bench.loops.reaper.runOnce();
		expect(await bench.blobs.stat(lost.sha256)).not.toBeNull();
		await bench.clock.advance(BLOB_GRACE_MS + 60_000);
		await bench.loops.reaper.runOnce();
		expect(await bench.blobs.stat(lost.sha256)).toBeNull();
		expect(await bench.blobs.stat(kept.sha256)).not.toBeNull();
	});
});
