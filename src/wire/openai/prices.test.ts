import { expect, test } from "vitest";
import { quote } from "./prices.ts";

test.each([
	["sora-2", 720, 1280, 4, 400_000],
	["sora-2-2025-12-08", 1792, 1024, 12, 1_200_000],
	["sora-2-pro", 1280, 720, 4, 1_200_000],
	["sora-2-pro-2025-10-06", 1024, 1792, 4, 2_000_000],
	["sora-2-pro", 1080, 1920, 8, 5_600_000],
	["preview", 640, 360, 5, 500_000],
	["sora-2-professional", 640, 360, 1, 100_000],
])("%s at %dx%d costs for %d seconds %d micro-dollars", (model, width, height, seconds, price) => {
	expect(quote({ model, width, height, seconds })).toBe(price);
});
