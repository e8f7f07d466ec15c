import { afterEach, describe, expect, test, vi } from "vitest";
import type { EngineFinding, EngineStart } from "../core/ports/engine.ts";
import type { Task } from "../core/task.ts";
import { type LoopsBench, openLoopsBench } from "./loops-bench.ts";

let bench: LoopsBench;
afterEach(() => bench.close());

describe("a start", () => {
	test("I3: its token is on disk, with the task `starting`, before the engine is asked", async () => {
		bench = await openLoopsBench();
		let seen: Task | undefined;
		const { id } = await bench.submit();
		bench.engine.answerNext(async () => {
			seen = await bench.read(id);
			return { kind: "started", handle: { work: "x" }, warnings: [] };
		});
		await bench.loops.dispatcher.runOnce();
		expect(seen?.status).toBe("starting");
		expect(seen?.startToken).toBe(bench.engine.starts[0]?.startToken);
		expect(await bench.read(id)).toMatchObject({ status: "running", handle: { work: "x" } });
	});

	test("no more starts than the lane has slots, and lanes do not share", async () => {
		bench = await openLoopsBench({ finish: "by-hand", capabilities: { concurrency: { live: 2, test: 1 } } });
		for (let n = 0; n < 4; n += 1) await bench.submit();
		for (let n = 0; n < 3; n += 1) await bench.submit({ mode: "test" });
		await bench.loops.dispatcher.runOnce();
		await bench.loops.dispatcher.runOnce();
		expect(bench.engine.starts).toHaveLength(3);
		expect(bench.desk.occupied("preview", "live")).toBe(2);
		expect(bench.desk.occupied("preview", "test")).toBe(1);
	});

	test("a refusal ends the task and gives the money back", async () => {
		bench = await openLoopsBench();
		const { id } = await bench.submit();
		bench.engine.answerNext({ kind: "refused", failure: { code: "engine_refused", message: "Too strange." } });
		await bench.loops.dispatcher.runOnce();
		expect(await bench.read(id)).toMatchObject({
			status: "failed",
			settlement: "released",
			failure: { code: "engine_refused", message: "Too strange." },
		});
	});

	test("proof that nothing was accepted queues the task again, with a new token, not before the engine said", async () => {
		bench = await openLoopsBench();
		const { id } = await bench.submit();
		bench.engine.answerNext({ kind: "not-taken", reason: "full", askAgainAfterMs: 30_000 });
		await bench.loops.dispatcher.runOnce();
		expect(await bench.read(id)).toMatchObject({ status: "queued", startToken: null, owner: null });
		await bench.loops.dispatcher.runOnce();
		expect(bench.engine.starts).toHaveLength(1);
		await bench.clock.advance(30_000);
		await bench.loops.dispatcher.runOnce();
		expect(bench.engine.starts).toHaveLength(2);
		expect(new Set(bench.engine.starts.map((start) => start.startToken)).size).toBe(2);
	});

	test("an engine that does not answer in two minutes leaves the task unclear", async () => {
		bench = await openLoopsBench();
		const { id } = await bench.submit();
		const never = Promise.withResolvers<EngineStart>();
		bench.engine.answerNext((context) => {
			context.signal.addEventListener("abort", () => never.reject(context.signal.reason));
			return never.promise;
		});
		const round = bench.loops.dispatcher.runOnce();
		await bench.until(id, "starting");
		await bench.clock.advance(121_000);
		await round;
		expect((await bench.read(id)).status).toBe("unclear");
	});
});

describe("an answer that was lost", () => {
	const lose = async (): Promise<EngineStart> => {
		throw new Error("socket hang up");
	};

	test("I3: an engine that can neither look up nor repeat is never asked again; the deadline ends the task", async () => {
		bench = await openLoopsBench();
		const { id } = await bench.submit();
		bench.engine.answerNext(lose);
		await bench.loops.start();
		await bench.until(id, "unclear");
		const task = await bench.until(id, "failed");
		expect(task).toMatchObject({ failure: { code: "outcome_unknown" }, settlement: "released" });
		expect(bench.engine.starts).toHaveLength(1);
	});

	test("a look-up by token settles it: the work is there", async () => {
		bench = await openLoopsBench({ capabilities: { find: true } });
		const { id } = await bench.submit();
		bench.engine.answerNext(async (context) => {
			bench.engine.accept(context);
			return await lose();
		});
		await bench.loops.start();
		expect((await bench.until(id, "succeeded")).settlement).toBe("charged");
		expect(bench.engine.starts).toHaveLength(1);
	});

	test("a look-up by token settles it: the engine never saw the start, so a new one is right", async () => {
		bench = await openLoopsBench({ capabilities: { find: true } });
		const { id } = await bench.submit();
		bench.engine.answerNext(lose);
		await bench.loops.start();
		await bench.until(id, "succeeded");
		expect(bench.engine.starts).toHaveLength(2);
		expect(bench.engine.starts[0]?.startToken).not.toBe(bench.engine.starts[1]?.startToken);
	});

	test("a look-up that nobody answers holds up no other", async () => {
		bench = await openLoopsBench({ capabilities: { find: true } });
		const [, other] = [await bench.submit(), await bench.submit()];
		bench.engine.answerNext(lose, lose);
		await bench.loops.dispatcher.runOnce();
		const unanswered = Promise.withResolvers<EngineFinding>();
		const first = bench.engine.starts[0]?.startToken;
		bench.engine.find = async (token) => (token === first ? unanswered.promise : { kind: "never-started" });
		const round = bench.loops.reconciler.runOnce();
		await vi.waitFor(async () => expect((await bench.read(other.id)).status).toBe("queued"));
		unanswered.resolve({ kind: "unknown" });
		await round;
	});

	test("an idempotent engine is asked again with the same token", async () => {
		bench = await openLoopsBench({ capabilities: { idempotentStart: true } });
		const { id } = await bench.submit();
		bench.engine.answerNext(lose, lose);
		await bench.loops.start();
		await bench.until(id, "succeeded");
		expect(bench.engine.starts).toHaveLength(3);
		expect(new Set(bench.engine.starts.map((start) => start.startToken)).size).toBe(1);
	});

	test("I3: a repeat that is not taken proves nothing of the first start, so there is no other token", async () => {
		bench = await openLoopsBench({ capabilities: { idempotentStart: true } });
		const { id } = await bench.submit();
		const full = { kind: "not-taken", reason: "full", askAgainAfterMs: 1_000 } as const;
		bench.engine.answerNext(
			async (context) => {
				bench.engine.accept(context);
				return await lose();
			},
			full,
			full,
		);
		await bench.loops.start();
		await bench.until(id, "succeeded");
		expect(bench.engine.starts).toHaveLength(4);
		expect(bench.engine.works.size).toBe(1);
	});

	test("a server that died while it asked leaves the task unclear for the next one", async () => {
		bench = await openLoopsBench({ capabilities: { find: true } });
		const { id } = await bench.submit();
		const asked = Promise.withResolvers<void>();
		const dead = Promise.withResolvers<EngineStart>();
		bench.engine.answerNext((context) => {
			bench.engine.accept(context);
			asked.resolve();
			return dead.promise;
		});
		const round = bench.loops.dispatcher.runOnce().catch(() => "the store was closed under it");
		await asked.promise;
		await bench.crash(() => dead.reject(new Error("died")));
		await round;
		await bench.loops.start();
		await bench.until(id, "succeeded");
		expect(bench.engine.starts).toHaveLength(1);
	});
});
