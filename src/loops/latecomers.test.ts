import { afterEach, describe, expect, test } from "vitest";
import type { EngineStatus } from "../core/ports/engine.ts";
import type { Task } from "../core/task.ts";
import { type LoopsBench, openLoopsBench } from "./loops-bench.ts";

const LONGEST_JOB_MS = 600_000;

let bench: LoopsBench;
afterEach(() => bench.close());

/** A task that its deadline has ended while its engine, which cannot be stopped, works on. */
async function endedTask(overrides: Partial<Task> = {}): Promise<Task> {
	bench = await openLoopsBench({ finish: "by-hand", capabilities: { cancel: false, longestJobMs: LONGEST_JOB_MS } });
	const { id } = await bench.submit(overrides);
	await bench.loops.start();
	return await bench.until(id, "failed");
}

function finish(status?: EngineStatus): void {
	bench.engine.finish(bench.engine.starts[0]?.startToken as string, status);
}

describe("work that goes on after its deadline", () => {
	test("is a film in the operator's notes, and nothing in the client's task, ledger or timeline", async () => {
		const ended = await endedTask();
		expect(ended).toMatchObject({ failure: { code: "finish_deadline" }, settlement: "released", late: null });
		const purse = await bench.database.accounts.readPurse(ended.account, "live");
		finish();
		await bench.pass(120_000);
		const task = await bench.read(ended.id);
		expect(task.late).toMatchObject({ outcome: "film", films: [{ kind: "video", source: "film" }] });
		expect(task).toEqual({ ...ended, version: task.version, late: task.late, lateUntilAt: null });
		expect(await bench.database.accounts.readPurse(ended.account, "live")).toEqual(purse);
		expect((await bench.store.timeline(ended.id)).at(-1)).toMatchObject({ event: "late", status: "failed" });
		expect(bench.engine.starts).toHaveLength(1);
	});

	test("is looked after for as long again as a job may take, and then given up", async () => {
		const ended = await endedTask();
		expect(ended.lateUntilAt).toBe((ended.runningAt ?? 0) + 2 * LONGEST_JOB_MS);
		await bench.pass(LONGEST_JOB_MS / 2);
		expect((await bench.read(ended.id)).late).toBeNull();
		await bench.pass(LONGEST_JOB_MS / 2 + 120_000);
		expect(await bench.read(ended.id)).toMatchObject({ late: { outcome: "unknown" }, lateUntilAt: null });
		const looks = bench.engine.looks;
		await bench.pass(LONGEST_JOB_MS);
		expect(bench.engine.looks).toBe(looks);
	});

	test("is asked about once a minute, and goes on through looks that fail and a restart", async () => {
		const ended = await endedTask();
		const looks = bench.engine.looks;
		bench.engine.breakLooks(2);
		await bench.pass(180_000);
		expect(bench.engine.looks - looks).toBeGreaterThanOrEqual(2);
		expect(bench.engine.looks - looks).toBeLessThanOrEqual(4);
		await bench.crash();
		finish({ kind: "failed", failure: { code: "engine_failed", message: "Out of paint." } });
		await bench.loops.start();
		await bench.pass(60_000);
		expect((await bench.read(ended.id)).late).toMatchObject({
			outcome: "no-film",
			detail: "The engine failed: Out of paint.",
		});
	});

	test("that the engine has lost is no film", async () => {
		const ended = await endedTask();
		bench.engine.lose();
		await bench.pass(120_000);
		expect((await bench.read(ended.id)).late).toMatchObject({ outcome: "no-film" });
	});

	test("ends at the order's own deadline too, and a task that was stopped is not looked after", async () => {
		bench = await openLoopsBench({ finish: "by-hand" });
		const finishDeadlineAt = bench.clock.now() + 30_000;
		const { id } = await bench.submit({ finishDeadlineAt, deadlineAt: finishDeadlineAt });
		await bench.loops.start();
		await bench.until(id, "running");
		const task = await bench.until(id, "failed");
		expect(task).toMatchObject({ failure: { code: "finish_deadline" }, settlement: "released", lateUntilAt: null });
		expect(task.endedAt).toBeLessThan(finishDeadlineAt + 20_000);
		expect(bench.engine.works.get(bench.engine.starts[0]?.startToken as string)?.cancelled).toBe(true);
	});
});

describe("a start whose answer never came, after its deadline", () => {
	async function endedUnclear(find: boolean, taken: boolean): Promise<Task> {
		bench = await openLoopsBench({ finish: "by-hand", capabilities: { find, longestJobMs: LONGEST_JOB_MS } });
		const { id } = await bench.submit();
		bench.engine.answerNext(async (context) => {
			if (taken) bench.engine.accept(context);
			throw new Error("socket hang up");
		});
		bench.engine.breakFinds(Number.MAX_SAFE_INTEGER);
		await bench.loops.start();
		await bench.until(id, "unclear");
		const task = await bench.until(id, "failed");
		bench.engine.breakFinds(0);
		return task;
	}

	test("is looked up by its token", async () => {
		const { id } = await endedUnclear(true, true);
		finish();
		await bench.pass(120_000);
		expect((await bench.read(id)).late).toMatchObject({ outcome: "film" });
	});

	test("that was never taken is no film", async () => {
		const { id } = await endedUnclear(true, false);
		await bench.pass(120_000);
		expect((await bench.read(id)).late).toMatchObject({ outcome: "no-film" });
	});

	test("stays unknown where the engine cannot look it up", async () => {
		const { id } = await endedUnclear(false, true);
		await bench.pass(120_000);
		expect((await bench.read(id)).late).toMatchObject({ outcome: "unknown" });
	});
});
