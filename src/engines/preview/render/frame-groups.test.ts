import fc from "fast-check";
import { expect, test } from "vitest";
import { planFrameGroups } from "./frame-groups.ts";

test("five seconds at 24 are four groups of 30", () => {
	expect(planFrameGroups(120)).toEqual([
		{ first: 0, end: 30 },
		{ first: 30, end: 60 },
		{ first: 60, end: 90 },
		{ first: 90, end: 120 },
	]);
});

test("groups follow each other, none over 40 frames nor, where it can be helped, of one", () => {
	fc.assert(
		fc.property(fc.integer({ min: 1, max: 7200 }), (frames) => {
			const groups = planFrameGroups(frames);
			expect(groups[0]!.first).toBe(0);
			expect(groups.at(-1)!.end).toBe(frames);
			for (const [index, group] of groups.entries()) {
				if (index > 0) expect(group.first).toBe(groups[index - 1]!.end);
				expect(group.end - group.first).toBeLessThanOrEqual(40);
				expect(group.end - group.first).toBeGreaterThanOrEqual(Math.min(2, frames));
			}
		}),
	);
});
