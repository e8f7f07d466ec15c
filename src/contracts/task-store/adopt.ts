import { expect, test } from "vitest";
import { isTerminal, TASK_STATUSES, type Task } from "../../core/task.ts";
import type { StoreBench } from "../stores.ts";
import { FACTORY_OWNER, makeEvent } from "../task-factory.ts";

const SUCCESSOR = FACTORY_OWNER + 1_000;

export function testAdopt(bench: StoreBench): void {
	test("I5: takes over what a dead server owned, and only that", async () => {
		const account = (await bench.account()).id;
		const before = new Map<string, Task>();
		for (const status of TASK_STATUSES) before.set(status, await bench.taskIn(status, { account }));
		const own = await bench.move(await bench.queued({ account }), makeEvent("claimed", { owner: SUCCESSOR }));

		const adopted = await bench.tasks.adopt(SUCCESSOR);
		const ours = adopted.filter((task) => task.account === account);
		const owned = [...before.values()].filter((task) => task.status !== "queued" && !isTerminal(task.status));
		expect(ours.map((task) => task.id).sort()).toEqual(owned.map((task) => task.id).sort());
		for (const task of ours) {
			expect(task.owner).toBe(SUCCESSOR);
			expect(await bench.tasks.find(task.id)).toEqual(task);
		}
		for (const task of [own, ...before.values()]) {
			if (!owned.includes(task)) expect(await bench.tasks.find(task.id)).toEqual(task);
		}
		expect((await bench.tasks.adopt(SUCCESSOR)).filter((task) => task.account === account)).toEqual([]);
	});

	test("I3: a start that nobody heard the end of becomes unclear, with its token", async () => {
		const starting = await bench.taskIn("starting");
		const adopted = (await bench.tasks.adopt(SUCCESSOR + 1)).find((task) => task.id === starting.id);
		expect(adopted).toMatchObject({ status: "unclear", startToken: starting.startToken });
	});

	test("I5: the dead server's last words are stale", async () => {
		const running = await bench.taskIn("running");
		await bench.tasks.adopt(SUCCESSOR + 2);
		const event = makeEvent("done");
		expect(await bench.tasks.apply(running.id, event, FACTORY_OWNER)).toMatchObject({ kind: "stale" });
		expect(await bench.tasks.apply(running.id, event, SUCCESSOR + 2)).toMatchObject({ kind: "moved" });
	});
}
