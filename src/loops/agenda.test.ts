import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Agenda } from "./agenda.ts";

describe("an agenda", () => {
	test("gives each id once, not before its instant and no later than one bucket after it", () => {
		const turns = fc.array(fc.tuple(fc.integer({ min: 1, max: 50 }), fc.integer({ min: 0, max: 5_000 })));
		fc.assert(
			fc.property(turns, (given) => {
				const agenda = new Agenda(50);
				const latest = new Map(given);
				for (const [id, at] of given) agenda.set(id, at);
				expect(agenda.size).toBe(latest.size);
				for (let now = 0; now <= 5_100; now += 10) {
					for (const id of agenda.takeDue(now)) {
						const at = latest.get(id) ?? Number.NaN;
						expect(now).toBeGreaterThanOrEqual(at);
						expect(now).toBeLessThan(at + 60);
						latest.delete(id);
					}
				}
				expect(latest.size).toBe(0);
				expect(agenda.nextAt()).toBeNull();
			}),
		);
	});

	test("names the next turn, and forgets what was deleted", () => {
		const agenda = new Agenda(50);
		agenda.set(1, 1_000);
		agenda.set(2, 3_000);
		expect(agenda.nextAt()).toBe(1_000);
		agenda.delete(1);
		expect(agenda.takeDue(2_999)).toEqual([]);
		expect(agenda.takeDue(3_000)).toEqual([2]);
	});
});
