import { expect, test } from "vitest";
import { silentLog } from "./log.ts";

test("the silent log takes everything and says nothing", () => {
	for (const level of ["info", "warn", "error"] as const)
		expect(silentLog[level]({}, "heard by nobody")).toBeUndefined();
});
