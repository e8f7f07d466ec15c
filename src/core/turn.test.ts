import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { makeOrder, makeScript } from "../contracts/task-factory.ts";
import { TASK_STATUSES } from "./task.ts";
import { compareTurns, occupiesEngine, type Standing, turnsAhead } from "./turn.ts";

const stand = (account: string, working: number, served: number): Standing => ({ account, working, served });

describe("whose turn it is", () => {
	test("fewest at work, then served longest ago, then one for all", () => {
		const standings = [stand("d", 1, 0), stand("c", 0, 9), stand("b", 0, 3), stand("a", 0, 3)];
		expect(standings.sort(compareTurns).map(({ account }) => account)).toEqual(["a", "b", "c", "d"]);
	});

	test("a task takes a slot from the moment its engine is asked until the engine is done with it", () => {
		const order = makeOrder({ script: makeScript({ outcome: "fail" }) });
		const occupying = TASK_STATUSES.filter((status) => occupiesEngine({ status, order }));
		expect(occupying).toEqual(["starting", "unclear", "running"]);
	});

	test("one that is stuck because a test key asked for it takes none", () => {
		const order = makeOrder({ script: makeScript({ outcome: "stuck" }) });
		expect(TASK_STATUSES.filter((status) => occupiesEngine({ status, order }))).toEqual([]);
	});
});

interface Queue extends Standing {
	readonly waiting: number;
}

const queues = fc
	.array(fc.record({ working: fc.nat(5), served: fc.nat(4), waiting: fc.integer({ min: 1, max: 8 }) }), {
		minLength: 1,
		maxLength: 6,
	})
	.map((given): Queue[] => given.map((each, index) => ({ ...each, account: `account ${index}` })));

/** Gives slots out one by one; the accounts in the order in which they got them. */
function giveOut(given: readonly Queue[]): string[] {
	const now = given.map((each) => ({ ...each }));
	const order: string[] = [];
	let served = Math.max(...now.map((each) => each.served));
	for (;;) {
		const [next] = now.filter((each) => each.waiting > 0).sort(compareTurns);
		if (next === undefined) return order;
		served += 1;
		Object.assign(next, { waiting: next.waiting - 1, working: next.working + 1, served });
		order.push(next.account);
	}
}

describe("how many go first", () => {
	test("is what giving the slots out one by one shows", () => {
		fc.assert(
			fc.property(queues, (given) => {
				const order = giveOut(given);
				for (const own of given) {
					for (let before = 0; before < own.waiting; before += 1) {
						const others = given.filter((other) => other !== own);
						const ahead = others.map((other) => Math.min(other.waiting, turnsAhead(own, before, other)));
						const position = order.flatMap((account, index) => (account === own.account ? [index] : []))[before];
						expect(ahead.reduce((sum, each) => sum + each, before)).toBe(position);
					}
				}
			}),
		);
	});
});
