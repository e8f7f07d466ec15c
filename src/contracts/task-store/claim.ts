import { expect, test } from "vitest";
import type { Task } from "../../core/task.ts";
import { makeEngineName, type StoreBench } from "../stores.ts";
import { FACTORY_OWNER, makeEvent } from "../task-factory.ts";

export function testClaim(bench: StoreBench): void {
	test("takes the oldest that may start now; each is starting, with a token of its own", async () => {
		const engine = makeEngineName();
		const now = bench.clock.now();
		const account = (await bench.account()).id;
		const waits = [5, 1, 3, 1, 4].map((wait) => now - wait);
		const queued: Task[] = [];
		for (const notBeforeAt of waits) queued.push(await bench.queued({ account, engine, notBeforeAt }));
		await bench.queued({ account, engine, notBeforeAt: now + 1 });
		const order = [0, 4, 2, 1, 3].map((index) => queued[index]?.id);

		const first = await bench.claim(engine, { limit: 2 });
		const rest = await bench.claim(engine);
		expect([...first, ...rest].map((task) => task.id)).toEqual(order);
		for (const task of [...first, ...rest]) {
			expect(task).toMatchObject({ status: "starting", owner: FACTORY_OWNER, startingAt: now, longestJobMs: 600_000 });
			expect(await bench.tasks.find(task.id)).toEqual(task);
		}
		expect(new Set([...first, ...rest].map((task) => task.startToken)).size).toBe(5);
		expect(await bench.claim(engine)).toEqual([]);
	});

	test("leaves other engines and the other lane alone", async () => {
		const engine = makeEngineName();
		const account = (await bench.account()).id;
		await bench.queued({ account, engine: makeEngineName() });
		await bench.queued({ account, engine, mode: "test" });
		expect(await bench.claim(engine)).toEqual([]);
		expect(await bench.claim(engine, { mode: "test" })).toHaveLength(1);
	});

	test("claims that race take each task once", async () => {
		const engine = makeEngineName();
		const account = (await bench.account()).id;
		const queued = await Promise.all(Array.from({ length: 60 }, () => bench.queued({ account, engine })));
		const claims = await Promise.all(
			Array.from({ length: 12 }, (_, index) => bench.claim(engine, { limit: 7, owner: 100 + index })),
		);
		const taken = claims.flat().map((task) => task.id);
		expect([...taken].sort()).toEqual(queued.map((task) => task.id).sort());
	});

	test("I3: a task comes back with a new token only after the first was proven not taken", async () => {
		await pastTheOthers();
		const engine = makeEngineName();
		await bench.queued({ engine });
		const [starting] = await bench.claim(engine);
		expect(starting).toBeDefined();
		if (starting === undefined) return;
		const waiting = await bench.move(starting, makeEvent("not-taken", { notBeforeAt: bench.clock.now() + 5_000 }));
		expect(waiting).toMatchObject({ status: "queued", startToken: null, owner: null });
		expect(await bench.claim(engine)).toEqual([]);
		expect(await bench.tasks.nextClaimable(bench.clock.now())).toBe(bench.clock.now() + 5_000);
		await bench.clock.advance(5_000);
		const [again] = await bench.claim(engine);
		expect(again).toMatchObject({ id: starting.id, status: "starting" });
		expect(again?.startToken).not.toBe(starting.startToken);
	});

	test("does not start what should have started before", async () => {
		const engine = makeEngineName();
		const deadlineAt = bench.clock.now() + 1_000;
		const late = await bench.queued({ engine, startDeadlineAt: deadlineAt, deadlineAt });
		await bench.clock.advance(1_000);
		expect(await bench.claim(engine)).toEqual([]);
		expect((await bench.tasks.overdue(bench.clock.now(), 1_000)).map((task) => task.id)).toContain(late.id);
	});

	test("tells how many of the same lane go before a task", async () => {
		const engine = makeEngineName();
		const account = (await bench.account()).id;
		const notBeforeAt = bench.clock.now();
		const [first, second, third] = [
			await bench.queued({ account, engine, notBeforeAt }),
			await bench.queued({ account, engine, notBeforeAt }),
			await bench.queued({ account, engine, notBeforeAt: notBeforeAt - 1 }),
		];
		await bench.queued({ account, engine, mode: "test", notBeforeAt: 0 });
		await bench.queued({ account, engine: makeEngineName(), notBeforeAt: 0 });
		const positions = await Promise.all([first, second, third].map((task) => bench.tasks.queuePosition(task)));
		expect(positions).toEqual([1, 2, 0]);
		const [claimed] = await bench.claim(engine, { limit: 1 });
		expect(claimed?.id).toBe(third.id);
		expect(await bench.tasks.queuePosition(second)).toBe(1);
	});

	test("knows of no instant when nothing waits", async () => {
		expect(await bench.tasks.nextClaimable(Number.MAX_SAFE_INTEGER - 1)).toBeNull();
	});

	/** What other tests left waiting has become claimable by then. */
	async function pastTheOthers(): Promise<void> {
		await bench.clock.advance(24 * 3_600_000);
	}
}
