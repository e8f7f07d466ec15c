import { expect, test } from "vitest";
import { decide } from "../../core/lifecycle.ts";
import { isTerminal, TASK_STATUSES } from "../../core/task.ts";
import type { StoreBench } from "../stores.ts";
import { eventsTo, FACTORY_OWNER, makeEngineFilm, makeEvent, makeFilm, makeId } from "../task-factory.ts";

const STRANGER = FACTORY_OWNER + 1;

export function testApply(bench: StoreBench): void {
	for (const status of TASK_STATUSES) {
		test(`brings a task to ${status} as decide has it, and stores that`, async () => {
			let task = await bench.queued();
			for (const event of eventsTo(status)) {
				await bench.clock.advance(1_000);
				const decision = decide(task, event, { now: bench.clock.now(), by: "anybody" });
				const application = await bench.tasks.apply(task.id, event, "anybody");
				task = await bench.tasks.find(task.id).then((found) => found ?? task);
				expect(application).toEqual({ kind: "moved", task });
				expect(decision).toMatchObject({ kind: "moved", task });
			}
			expect(task.status).toBe(status);
		});
	}

	test("keeps what engines say as they say it", async () => {
		const handle = { id: "🎬", nested: [{ deep: [null, true, 1.5, "9007199254740993"] }], empty: {} };
		const warnings = [{ setting: "camera", message: "This engine has no camera." }];
		const films = [makeEngineFilm({ source: ["any", { thing: 1 }], cover: "cover", expiresAt: 99 })];
		const starting = await bench.taskIn("starting");
		const running = await bench.move(starting, makeEvent("started", { handle, warnings }));
		expect(await bench.tasks.find(starting.id)).toMatchObject({ handle, warnings });
		await bench.move(running, makeEvent("done", { films, warnings }));
		const archiving = await bench.tasks.find(starting.id);
		expect(archiving).toMatchObject({ engineFilms: films, warnings: [...warnings, ...warnings] });
		const archived = [makeFilm(), makeFilm({ kind: "audio", width: null, height: null, fps: null, cover: null })];
		await bench.move(running, makeEvent("archived", { films: archived }));
		expect(await bench.tasks.find(starting.id)).toMatchObject({ films: archived, engineFilms: null });
	});

	test("knows nothing of an id that nobody has", async () => {
		expect(await bench.tasks.apply(makeId(), makeEvent("cancel-asked"), "anybody")).toEqual({ kind: "missing" });
	});

	test("gives the task as it is, and the reason, when an event no longer applies", async () => {
		const running = await bench.taskIn("running");
		const application = await bench.tasks.apply(running.id, makeEvent("claimed"), "anybody");
		expect(application).toEqual({ kind: "stale", task: running, reason: expect.any(String) });
		expect(await bench.tasks.find(running.id)).toEqual(running);
	});

	test("I5: 100 servers that bring the same event move the task once", async () => {
		const task = await bench.taskIn("running");
		const event = makeEvent("engine-failed");
		const all = await Promise.all(Array.from({ length: 100 }, () => bench.tasks.apply(task.id, event, FACTORY_OWNER)));
		expect(all.filter((application) => application.kind === "moved")).toHaveLength(1);
		expect(all.filter((application) => application.kind === "stale")).toHaveLength(99);
		expect(await bench.tasks.find(task.id)).toMatchObject({ version: task.version + 1, status: "failed" });
	});

	test("I5: only the owner moves an owned task, and anybody may say what they wish for it", async () => {
		const task = await bench.taskIn("running");
		expect(await bench.tasks.apply(task.id, makeEvent("lost"), STRANGER)).toMatchObject({ kind: "stale" });
		expect(await bench.tasks.apply(task.id, makeEvent("cancel-asked"), STRANGER)).toMatchObject({ kind: "moved" });
		expect(await bench.tasks.apply(task.id, makeEvent("stopped"), FACTORY_OWNER)).toMatchObject({
			kind: "moved",
			task: { status: "cancelled" },
		});
	});

	test("I2: nothing moves a task that ended, but to delete it", async () => {
		for (const status of TASK_STATUSES.filter(isTerminal)) {
			const ended = await bench.taskIn(status);
			const events = TASK_STATUSES.flatMap(eventsTo);
			const all = await Promise.all(events.map((event) => bench.tasks.apply(ended.id, event, "anybody")));
			expect(new Set(all.map((application) => application.kind))).toEqual(new Set(["stale"]));
			expect(await bench.tasks.find(ended.id)).toEqual(ended);
		}
	});

	test("I7: progress that arrives out of order never goes back", async () => {
		const task = await bench.taskIn("running");
		const said = [10, 40, 30, 40, 70, 5];
		await Promise.all(
			said.map((progress) => bench.tasks.apply(task.id, makeEvent("progressed", { progress }), FACTORY_OWNER)),
		);
		expect(await bench.tasks.find(task.id)).toMatchObject({ progress: 70, version: task.version + 3 });
	});
}
