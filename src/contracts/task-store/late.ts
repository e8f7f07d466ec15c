import { expect, test } from "vitest";
import type { StoreBench } from "../stores.ts";
import { makeEngineFilm, makeEvent } from "../task-factory.ts";

/** Work that goes on after a deadline has ended its task. */
export function testLate(bench: StoreBench): void {
	const late = async () => (await bench.tasks.late(1_000)).map((task) => task.id);

	test("is listed until something came of it, the soonest to be given up first", async () => {
		const [one, other] = [await bench.taskIn("running"), await bench.taskIn("running")];
		const stopped = await bench.taskIn("running");
		await bench.clock.advance(5_000);
		for (const task of [other, one]) await bench.move(task, makeEvent("deadline-passed", { stopped: false }));
		await bench.move(stopped, makeEvent("deadline-passed", { stopped: true }));
		const soonest = (await late()).filter((id) => [one.id, other.id, stopped.id].includes(id));
		expect(soonest).toEqual([one.id, other.id]);
		expect(await bench.tasks.late(1)).toHaveLength(1);

		const outcome = { outcome: "film", films: [makeEngineFilm()], detail: "Done after all." } as const;
		const noted = await bench.move(one, makeEvent("late", { outcome }));
		expect(noted).toMatchObject({
			status: "failed",
			settlement: "released",
			late: { at: bench.clock.now(), ...outcome },
		});
		expect(await bench.tasks.find(one.id)).toEqual(noted);
		expect(await late()).not.toContain(one.id);
		expect(await late()).toContain(other.id);
	});

	test("is not looked after any more once its task is deleted", async () => {
		const task = await bench.taskIn("running");
		await bench.move(task, makeEvent("deadline-passed", { stopped: false }));
		await bench.move(task, makeEvent("deleted"));
		expect(await late()).not.toContain(task.id);
	});
}
