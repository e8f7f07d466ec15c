import { expect, test } from "vitest";
import { credits, creditsLeft, creditsOwed, dollars } from "./money.ts";

test("amounts are integer micro-dollars", () => {
	expect(dollars(0.2)).toBe(200_000);
	expect(dollars(0.1 + 0.2)).toBe(300_000);
	expect(dollars(0.000_000_4)).toBe(0);
	expect(credits(45)).toBe(450_000);
	expect(credits(0.5)).toBe(5_000);
});

test("a part of a credit counts where it is owed, and does not where it is left", () => {
	expect(creditsOwed(dollars(0.2))).toBe(20);
	expect(creditsOwed(dollars(0.2) + 1)).toBe(21);
	expect(creditsLeft(dollars(0.2))).toBe(20);
	expect(creditsLeft(dollars(0.2) - 1)).toBe(19);
});
