import { expect, test } from "vitest";
import { createSharedWork, isStopped, stop, takeGroup } from "./shared-work.ts";

test("two ends meet, and every group is taken once", () => {
	const work = createSharedWork(5);
	const taken = (["front", "back", "back", "front", "back", "front", "back"] as const).map((end) =>
		takeGroup(work, end),
	);
	expect(taken).toEqual([0, 4, 3, 1, 2, null, null]);
});

test("one alone takes all, from either end", () => {
	for (const end of ["front", "back"] as const) {
		const work = createSharedWork(180);
		const taken = Array.from({ length: 181 }, () => takeGroup(work, end));
		const all = Array.from({ length: 180 }, (_, index) => index);
		expect(taken).toEqual([...(end === "front" ? all : all.reverse()), null]);
	}
});

test("it is stopped for good", () => {
	const work = createSharedWork(1);
	expect(isStopped(work)).toBe(false);
	stop(work);
	expect([isStopped(work), takeGroup(work, "back")]).toEqual([true, 0]);
});
