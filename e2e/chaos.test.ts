import { expect, test } from "vitest";
import { breakServer } from "../chaos/break-server.ts";
import { makePlan } from "../chaos/plan.ts";
import { DEATH_STEPS } from "../chaos/server/death.ts";

// The standing run is `npm run chaos`; docs/reliability.md has its figures.
test("I1, I2, I3, I4, I5, I6, I8, I10: ten servers killed while orders come in on every wire lose nothing, pay nothing twice and tell no lie", {
	timeout: 90_000,
}, async () => {
	const figures = await breakServer({
		...{ seed: 11, kills: 10, tasks: 120, seconds: 55 },
		...{ freezeMs: 1_500, blindMs: 5_000, badTries: 1 },
		say: () => {},
	});
	expect(figures.violations).toEqual([]);
	expect(figures.kills).toBe(10);
	expect(figures.acknowledged).toBe(120);
});

test("a seed gives the same plan again, and a long run comes to every named step", () => {
	const plan = makePlan({ seed: 7, kills: 200, disk: true });
	expect(makePlan({ seed: 7, kills: 200, disk: true })).toEqual(plan);
	expect(plan.filter(({ end }) => end === "kill")).toHaveLength(200);
	expect(new Set(plan.flatMap(({ death }) => death?.step ?? []))).toEqual(new Set(DEATH_STEPS));
	expect(plan.some(({ trouble }) => trouble === "frozen") && plan.some(({ trouble }) => trouble === "disk-full")).toBe(
		true,
	);
});
