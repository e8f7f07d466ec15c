import { expect, test } from "vitest";
import type { TaskQuery } from "../../core/ports/task-store.ts";
import type { Task } from "../../core/task.ts";
import type { StoreBench } from "../stores.ts";
import { makeEvent } from "../task-factory.ts";

export function testLists(bench: StoreBench): void {
	test("newest first, page after page", async () => {
		const account = (await bench.account()).id;
		const tasks: Task[] = [];
		for (const status of ["queued", "running", "succeeded", "queued", "failed", "running", "cancelled"] as const) {
			tasks.unshift(await bench.taskIn(status, { account }));
		}
		const first = await bench.tasks.list({ account, mode: "live", limit: 3 });
		expect(first).toEqual(tasks.slice(0, 3));
		expect(await page({ account, limit: 3, before: first[2]?.id ?? 0 })).toEqual(ids(tasks.slice(3, 6)));
		expect(await page({ account, limit: 100, before: tasks[5]?.id ?? 0 })).toEqual(ids(tasks.slice(6)));
		expect(await page({ account, limit: 100, before: tasks[6]?.id ?? 0 })).toEqual([]);
	});

	test("only the statuses that were asked for", async () => {
		const account = (await bench.account()).id;
		const running = await bench.taskIn("running", { account });
		const failed = await bench.taskIn("failed", { account });
		await bench.taskIn("succeeded", { account });
		expect(await page({ account, limit: 10, statuses: ["running", "failed"] })).toEqual(ids([failed, running]));
		expect(await page({ account, limit: 1, statuses: ["failed", "running"] })).toEqual(ids([failed]));
		expect(await page({ account, limit: 10, statuses: ["unclear"] })).toEqual([]);
	});

	test("oldest first, and between two tasks", async () => {
		const account = (await bench.account()).id;
		const tasks: Task[] = [];
		for (const status of ["queued", "running", "succeeded", "queued"] as const) {
			tasks.push(await bench.taskIn(status, { account }));
		}
		const [first, second, third, fourth] = ids(tasks) as [number, number, number, number];
		const rising = { account, order: "oldest-first" } as const;
		expect(await page({ ...rising, limit: 2 })).toEqual([first, second]);
		expect(await page({ ...rising, limit: 2, after: second })).toEqual([third, fourth]);
		expect(await page({ ...rising, limit: 10, after: first, before: fourth })).toEqual([second, third]);
		expect(await page({ account, limit: 10, after: second })).toEqual([fourth, third]);
	});

	test("I9: only the account's own, of one mode", async () => {
		const account = (await bench.account()).id;
		const live = await bench.queued({ account });
		const trial = await bench.queued({ account, mode: "test" });
		await bench.queued();
		expect(await page({ account, limit: 10 })).toEqual(ids([live]));
		expect(await page({ account, limit: 10, mode: "test" })).toEqual(ids([trial]));
	});

	test("without what was deleted", async () => {
		const account = (await bench.account()).id;
		const kept = await bench.taskIn("cancelled", { account });
		await bench.move(await bench.taskIn("cancelled", { account }), makeEvent("deleted"));
		expect(await page({ account, limit: 10 })).toEqual(ids([kept]));
		expect(await page({ account, limit: 10, statuses: ["cancelled"] })).toEqual(ids([kept]));
	});

	async function page(query: Omit<TaskQuery, "mode"> & Partial<TaskQuery>) {
		return ids(await bench.tasks.list({ mode: "live", ...query }));
	}
}

function ids(tasks: readonly Task[]): readonly number[] {
	return tasks.map((task) => task.id);
}
