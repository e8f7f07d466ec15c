import { expect, test } from "vitest";
import type { Task } from "../../core/task.ts";
import { makeEngineName, type StoreBench } from "../stores.ts";
import { FACTORY_OWNER, makeDraft, makeEvent } from "../task-factory.ts";

export function testCommits(bench: StoreBench): void {
	test("every change is told once, in order, when it can be read", async () => {
		const account = (await bench.account()).id;
		const engine = makeEngineName();
		const { told, end } = listen(account);
		const task = await bench.queued({ account, engine });
		await bench.claim(engine);
		await bench.move(task, makeEvent("started"));
		await bench.tasks.apply(task.id, makeEvent("started"), FACTORY_OWNER);
		await bench.move(task, makeEvent("progressed"));
		await bench.move(task, makeEvent("lost"));
		end();
		await bench.move(task, makeEvent("deleted"));
		expect(told.map((each) => [each.version, each.status])).toEqual([
			[1, "queued"],
			[2, "starting"],
			[3, "running"],
			[4, "running"],
			[5, "failed"],
		]);
	});

	test("what comes at once is told in the order in which it came", async () => {
		const account = (await bench.account()).id;
		const { told, end } = listen(account);
		const tasks = await Promise.all(Array.from({ length: 50 }, () => bench.queued({ account })));
		end();
		expect(told).toEqual(tasks);
	});

	test("I6: nothing is told of what was refused", async () => {
		const account = (await bench.account(0)).id;
		const { told, end } = listen(account);
		await bench.tasks.create(makeDraft({ account }));
		await bench.tasks.create(makeDraft({ account, engine: null as unknown as string, price: 0 })).catch(() => {});
		end();
		expect(told).toEqual([]);
	});

	test("a listener that asks the store finds what it was told", async () => {
		const found: Promise<Task | null>[] = [];
		const end = bench.tasks.onCommit((tasks) => {
			for (const task of tasks) found.push(bench.tasks.find(task.id));
		});
		const task = await bench.queued();
		end();
		expect(await Promise.all(found)).toContainEqual(task);
	});

	test("what was adopted is told", async () => {
		const running = await bench.taskIn("running");
		const { told, end } = listen(running.account);
		await bench.tasks.adopt(FACTORY_OWNER + 5_000);
		end();
		expect(told).toMatchObject([{ id: running.id, owner: FACTORY_OWNER + 5_000 }]);
	});

	function listen(account: string): { readonly told: Task[]; end(): void } {
		const told: Task[] = [];
		const end = bench.tasks.onCommit((tasks) => {
			told.push(...tasks.filter((task) => task.account === account));
		});
		return { told, end };
	}
}
