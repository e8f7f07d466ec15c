import { expect, test } from "vitest";
import { dollars } from "../../core/money.ts";
import { POSITION_LIMIT } from "../../core/ports/task-store.ts";
import type { Task } from "../../core/task.ts";
import { makeEngineName, type StoreBench } from "../stores.ts";
import { makeEvent } from "../task-factory.ts";

/** Fairness between the accounts of a lane. */
export function testTurns(bench: StoreBench): void {
	test("one task of one account starts next, however many of another wait", async () => {
		const lane = await openLane(2);
		await lane.queue(0, 300);
		await bench.claim(lane.engine, { limit: 10 });
		const [only] = await lane.queue(1, 1);
		expect(await bench.tasks.queuePosition(only as Task)).toBe(0);
		const [next] = await bench.claim(lane.engine, { limit: 1 });
		expect(next?.id).toBe(only?.id);
	});

	test("accounts take turns; each one's tasks keep their order", async () => {
		const lane = await openLane(3);
		const [many, few, two] = [await lane.queue(0, 6), await lane.queue(1, 3), await lane.queue(2, 2)];
		const claimed = await bench.claim(lane.engine);
		expect(lane.accountsOf(claimed)).toEqual([0, 1, 2, 0, 1, 2, 0, 1, 0, 0, 0]);
		for (const [index, queued] of [many, few, two].entries()) {
			const own = claimed.filter((task) => task.account === lane.accounts[index]);
			expect(own.map((task) => task.id)).toEqual(queued.map((task) => task.id));
		}
	});

	test("a slot that becomes free goes to the account with the fewest at work, then to the one served longest ago", async () => {
		const lane = await openLane(3);
		for (const index of [0, 1, 2]) await lane.queue(index, 5);
		const working = await bench.claim(lane.engine, { limit: 6 });
		expect(lane.accountsOf(working)).toEqual([0, 1, 2, 0, 1, 2]);
		const next = async () => lane.accountsOf(await bench.claim(lane.engine, { limit: 1 }))[0];

		const [ofZero, ofOne] = [working[0] as Task, working[1] as Task];
		await bench.move(ofOne, makeEvent("answer-lost"));
		expect(await next()).toBe(0);
		await bench.move(await bench.move(ofZero, makeEvent("started")), makeEvent("done"));
		expect(await next()).toBe(1);
		expect(await next()).toBe(2);
		expect(await next()).toBe(0);
	});

	test("whatever ends or goes back makes room for its account", async () => {
		const lane = await openLane(2);
		await lane.queue(0, 4);
		await lane.queue(1, 4);
		const [first] = await bench.claim(lane.engine, { limit: 4 });
		await bench.move(first as Task, makeEvent("not-taken", { notBeforeAt: bench.clock.now() + 60_000 }));
		const claimed = await bench.claim(lane.engine);
		expect(lane.accountsOf(claimed)).toEqual([0, 1, 0, 1]);
		await bench.clock.advance(60_000);
		expect((await bench.claim(lane.engine)).map((task) => task.id)).toEqual([first?.id]);
	});

	test("an account whose tasks may not start yet, or not any more, holds nobody up", async () => {
		const lane = await openLane(3);
		const now = bench.clock.now();
		await lane.queue(0, 3, { notBeforeAt: now + 1_000 });
		await lane.queue(1, 3, { startDeadlineAt: now, deadlineAt: now });
		await lane.queue(2, 2);
		expect(lane.accountsOf(await bench.claim(lane.engine))).toEqual([2, 2]);
		await lane.queue(1, 1);
		await bench.clock.advance(1_000);
		expect(lane.accountsOf(await bench.claim(lane.engine))).toEqual([0, 1, 0, 0]);
	});

	test("cancelled tasks take no turn", async () => {
		const lane = await openLane(2);
		const mine = await lane.queue(0, 5);
		await lane.queue(1, 3);
		for (const task of mine.slice(0, 4)) await bench.move(task, makeEvent("cancel-asked"));
		expect(await bench.tasks.queuePosition(mine[4] as Task)).toBe(0);
		expect(lane.accountsOf(await bench.claim(lane.engine))).toEqual([0, 1, 1, 1]);
	});

	test("a task's place in the queue is what the claims then show", async () => {
		const lane = await openLane(4);
		for (const [index, count] of [9, 4, 1, 6].entries()) await lane.queue(index, count);
		await bench.claim(lane.engine, { limit: 7 });
		const late = await openLane(1, lane.engine);
		const queued = [...(await late.queue(0, 3)), ...(await lane.queue(1, 2))];
		const positions = await Promise.all(queued.map((task) => bench.tasks.queuePosition(task)));
		const order = (await bench.claim(lane.engine)).map((task) => task.id);
		expect(positions).toEqual(queued.map((task) => order.indexOf(task.id)));
	});

	test("a place that is far back is told as the last one that is told apart", async () => {
		const lane = await openLane(2);
		await lane.queue(0, POSITION_LIMIT - 1);
		const queued = await lane.queue(0, 3);
		const positions = () => Promise.all(queued.map((task) => bench.tasks.queuePosition(task)));
		expect(await positions()).toEqual([POSITION_LIMIT - 1, POSITION_LIMIT, POSITION_LIMIT]);
		await lane.queue(1, 2);
		expect(await positions()).toEqual([POSITION_LIMIT, POSITION_LIMIT, POSITION_LIMIT]);
	});

	test("modes and engines have turns of their own", async () => {
		const lane = await openLane(2);
		await lane.queue(0, 2);
		await lane.queue(0, 1, { mode: "test" });
		await lane.queue(1, 1, { mode: "test" });
		await bench.claim(lane.engine);
		expect(lane.accountsOf(await bench.claim(lane.engine, { mode: "test" }))).toEqual([0, 1]);
	});

	/** An engine of its own, and accounts that queue there. */
	async function openLane(count: number, engine = makeEngineName()) {
		const accounts: string[] = [];
		for (let index = 0; index < count; index += 1) accounts.push((await bench.account(dollars(1_000))).id);
		return {
			engine,
			accounts,
			queue: (index: number, tasks: number, overrides: Partial<Task> = {}) =>
				Promise.all(
					Array.from({ length: tasks }, () =>
						bench.queued({ notBeforeAt: bench.clock.now(), ...overrides, account: accounts[index] as string, engine }),
					),
				),
			accountsOf: (tasks: readonly Task[]) => tasks.map((task) => accounts.indexOf(task.account)),
		};
	}
}
