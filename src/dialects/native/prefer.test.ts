import { expect, test } from "vitest";
import { preferenceApplied, readWaitSeconds } from "./prefer.ts";

test.each([
	["wait=10", 10],
	["wait=0", 0],
	["Wait = 10", 10],
	['wait="10"', 10],
	["respond-async, wait=10", 10],
	["wait=10; foo=bar", 10],
	["wait=60", 60],
	["wait=61", 60],
	["wait=999999999", 60],
])("Prefer: %s waits %d seconds", (prefer, seconds) => {
	expect(readWaitSeconds({ prefer })).toBe(seconds);
});

test.each(["wait", "wait=", "wait=-1", "wait=1.5", "wait=ten", "respond-async", "await=10", ""])(
	"Prefer: %s is no wait",
	(prefer) => {
		expect(readWaitSeconds({ prefer })).toBeNull();
	},
);

test("the first of several Prefer headers that names a wait counts", () => {
	expect(readWaitSeconds({ prefer: ["respond-async", "wait=5", "wait=9"] })).toBe(5);
});

test("what was granted is said, and nothing when nothing was asked", () => {
	expect(preferenceApplied(60)).toEqual({ "preference-applied": "wait=60" });
	expect(preferenceApplied(null)).toEqual({});
});
