import { expect, test } from "vitest";
import { Turnstile } from "./turnstile.ts";

test("so many of one engine are let in, and those of another do not wait for them", () => {
	const turnstile = new Turnstile(2);
	expect([1, 2, 3].map(() => turnstile.enter("slow"))).toEqual([true, true, false]);
	expect(turnstile.enter("quick")).toBe(true);
	turnstile.leave("slow");
	expect(turnstile.enter("slow")).toBe(true);
	expect(turnstile.enter("slow")).toBe(false);
});
