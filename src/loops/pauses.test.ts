import { afterEach, describe, expect, test } from "vitest";
import { type LoopsBench, openLoopsBench } from "./loops-bench.ts";

let bench: LoopsBench;
afterEach(() => bench.close());

describe("a paused engine", () => {
	test("starts nothing and goes on with what it has begun; resumed, it takes what waits", async () => {
		bench = await openLoopsBench({ finish: "by-hand" });
		const { id: begun } = await bench.submit();
		await bench.loops.start();
		await bench.until(begun, "running");
		await pause();
		const { id: waiting } = await bench.submit();
		bench.engine.finish(bench.engine.starts[0]?.startToken as string);
		await bench.until(begun, "succeeded");
		expect((await bench.read(waiting)).status).toBe("queued");
		expect(bench.engine.starts).toHaveLength(1);

		await bench.database.engines.resumeEngine("preview");
		expect(await bench.pauses.refresh()).toBe(true);
		bench.loops.dispatcher.wake();
		await bench.until(waiting, "running");
	});

	test("does not stop the clock: what waits for it ends at its start deadline, and the hold is released", async () => {
		bench = await openLoopsBench();
		await pause();
		const startDeadlineAt = bench.clock.now() + 30_000;
		const { id } = await bench.submit({ startDeadlineAt, deadlineAt: startDeadlineAt });
		await bench.loops.start();
		const task = await bench.until(id, "failed");
		expect(task).toMatchObject({ failure: { code: "start_deadline" }, settlement: "released" });
		expect(bench.engine.starts).toEqual([]);
	});

	test("is not news twice", async () => {
		bench = await openLoopsBench();
		await pause();
		expect(bench.pauses.has("preview")).toBe(true);
		expect(bench.pauses.has("another")).toBe(false);
		expect(await bench.pauses.refresh()).toBe(false);
	});

	async function pause(): Promise<void> {
		await bench.database.engines.pauseEngine("preview", bench.clock.now());
		expect(await bench.pauses.refresh()).toBe(true);
	}
});
