import { expect, test } from "vitest";
import { systemClock } from "./clock.ts";

test("the machine's clock tells the hour and never goes back", () => {
	const before = Date.now();
	expect(systemClock.now()).toBeGreaterThanOrEqual(before);
	const first = systemClock.monotonic();
	expect(systemClock.monotonic()).toBeGreaterThanOrEqual(first);
});

test("it rings once the delay is over, unless it was called off", async () => {
	const rung: string[] = [];
	await new Promise<void>((resolve) => {
		systemClock.after(0, () => rung.push("called off"))();
		systemClock.after(0, () => rung.push("at once"));
		systemClock.after(5, resolve);
	});
	expect(rung).toEqual(["at once"]);
});

test("what is centuries away does not ring at once", async () => {
	let rung = false;
	const callOff = systemClock.after(Number.MAX_SAFE_INTEGER, () => {
		rung = true;
	});
	await new Promise<void>((resolve) => systemClock.after(20, resolve));
	callOff();
	expect(rung).toBe(false);
});
