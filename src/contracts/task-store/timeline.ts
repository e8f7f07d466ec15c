import { expect, test } from "vitest";
import type { StoreBench } from "../stores.ts";
import { makeEvent, makeId } from "../task-factory.ts";

export function testTimeline(bench: StoreBench): void {
	test("tells a task's life from its creation on, without looks that only repeat themselves", async () => {
		const task = await bench.queued();
		const start = bench.clock.now();
		for (const event of [
			makeEvent("claimed"),
			makeEvent("answer-lost", { reason: "the connection was lost" }),
			makeEvent("started"),
			makeEvent("progressed", { progress: 10 }),
			makeEvent("progressed", { progress: 20 }),
			makeEvent("done"),
			makeEvent("archived"),
		]) {
			await bench.clock.advance(10);
			await bench.move(task, event);
		}
		expect(await bench.tasks.timeline(task.id)).toEqual([
			{ at: start, event: "created", status: "queued", detail: null },
			{ at: start + 10, event: "claimed", status: "starting", detail: null },
			{ at: start + 20, event: "answer-lost", status: "unclear", detail: "the connection was lost" },
			{ at: start + 30, event: "started", status: "running", detail: null },
			{ at: start + 60, event: "done", status: "archiving", detail: null },
			{ at: start + 70, event: "archived", status: "succeeded", detail: null },
		]);
	});

	test("keeps a task's creation and its latest lines when it has too many", async () => {
		const task = await bench.queued();
		const rounds = 120;
		const moves = Array.from({ length: rounds }, (_, round) => [
			makeEvent("claimed"),
			makeEvent("not-taken", { reason: `full, ${round}`, notBeforeAt: 0 }),
		]).flat();
		await Promise.all(moves.map((event) => bench.tasks.apply(task.id, event, "anybody")));
		const timeline = await bench.tasks.timeline(task.id);
		expect(timeline.length).toBeGreaterThan(100);
		expect(timeline.length).toBeLessThan(rounds * 2);
		expect(timeline[0]).toMatchObject({ event: "created" });
		expect(timeline.slice(-2)).toMatchObject([{ event: "claimed" }, { event: "not-taken", detail: "full, 119" }]);
	});

	test("I2: keeps what comes late, after the task has ended", async () => {
		const running = await bench.taskIn("running");
		const failed = await bench.move(running, makeEvent("deadline-passed", { stopped: false }));
		await bench.move(failed, makeEvent("late"));
		const [last] = (await bench.tasks.timeline(running.id)).slice(-1);
		expect(last).toMatchObject({ event: "late", status: "failed", detail: "The engine gave up." });
	});

	test("is empty for an id that nobody has", async () => {
		expect(await bench.tasks.timeline(makeId())).toEqual([]);
	});
}
