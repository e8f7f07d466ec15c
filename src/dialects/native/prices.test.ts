import { expect, test } from "vitest";
import { priceOf } from "./prices.ts";

test.each([
	[{ width: 64, height: 64, seconds: 1 }, 10_000],
	[{ width: 640, height: 360, seconds: 5 }, 50_000],
	[{ width: 854, height: 480, seconds: 5 }, 100_000],
	[{ width: 1280, height: 720, seconds: 5 }, 150_000],
	[{ width: 720, height: 1280, seconds: 5 }, 150_000],
	[{ width: 1282, height: 720, seconds: 5 }, 300_000],
	[{ width: 2560, height: 1440, seconds: 1 }, 120_000],
	[{ width: 3840, height: 2160, seconds: 15 }, 3_600_000],
])("a film of %o costs %d micro-dollars", (film, price) => {
	expect(priceOf({ operation: "text-to-video", inputs: [], ...film })).toBe(price);
});
