import { expect, test } from "vitest";
import { createProgress } from "./frame-progress.ts";

test("percents rise over both threads and stay below 100", () => {
	const told: number[] = [];
	const progress = createProgress(8, (percent) => told.push(percent));
	for (const [group, frames] of [
		[0, 1],
		[1, 1],
		[1, 2],
		[0, 2],
		[1, 3],
		[1, 4],
		[0, 3],
		[0, 4],
	] as const)
		progress.set(group, frames);
	expect(told).toEqual([12, 25, 37, 50, 62, 75, 87, 99]);
});

test("a group that is encoded anew counts once", () => {
	const told: number[] = [];
	const progress = createProgress(10, (percent) => told.push(percent));
	for (const frames of [1, 2, 3, 1, 2, 3, 4]) progress.set(0, frames);
	expect(told).toEqual([10, 20, 30, 40]);
});

test("a film that is drawn anew reports nothing until it is further than before", () => {
	const reports: number[] = [];
	const progress = createProgress(10, (percent) => reports.push(percent));
	progress.set(0, 3);
	progress.set(1, 2);
	progress.restart();
	progress.set(1, 5);
	expect(reports).toEqual([30, 50]);
	progress.set(0, 1);
	expect(reports).toEqual([30, 50, 60]);
});
