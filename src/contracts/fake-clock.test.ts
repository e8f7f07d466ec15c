import { expect, test } from "vitest";
import { createFakeClock } from "./fake-clock.ts";

test("stands still until it is moved", async () => {
	const clock = createFakeClock({ now: 1_000 });
	expect([clock.now(), clock.monotonic()]).toEqual([1_000, 0]);
	await clock.advance(5);
	expect([clock.now(), clock.monotonic()]).toEqual([1_005, 5]);
});

test("rings what falls due, each at its own instant, in the order in which it was set", async () => {
	const clock = createFakeClock({ now: 0 });
	const rung: string[] = [];
	const ring = (name: string) => () => rung.push(`${name} at ${clock.now()}`);
	clock.after(20, ring("late"));
	clock.after(10, ring("first"));
	clock.after(10, ring("second"));
	clock.after(0, ring("at once"));
	clock.after(10, ring("called off"))();
	clock.after(21, ring("too late"));
	await clock.advance(20);
	expect(rung).toEqual(["at once at 0", "first at 10", "second at 10", "late at 20"]);
	expect(clock.pending).toBe(1);
});

test("rings what was set meanwhile, by a ring or by what it began", async () => {
	const clock = createFakeClock({ now: 0 });
	const rung: number[] = [];
	const again = async () => {
		rung.push(clock.now());
		await Promise.resolve();
		clock.after(10, again);
	};
	clock.after(10, again);
	await clock.advance(35);
	expect(rung).toEqual([10, 20, 30]);
	expect(clock.now()).toBe(35);
});

test("the hour steps, time does not", async () => {
	const clock = createFakeClock({ now: 1_000_000 });
	let rung = 0;
	clock.after(10, () => {
		rung += 1;
	});
	await clock.advance(5);
	clock.set(0);
	expect([clock.now(), clock.monotonic(), rung]).toEqual([0, 5, 0]);
	await clock.advance(5);
	expect([clock.now(), clock.monotonic(), rung]).toEqual([5, 10, 1]);
});
