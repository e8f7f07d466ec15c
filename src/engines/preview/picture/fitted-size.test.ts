import { expect, test } from "vitest";
import { fittedSize, paintedSize } from "./fitted-size.ts";

test.each([
	[{ width: 1920, height: 1080 }, 720, { width: 1280, height: 720 }],
	[{ width: 1080, height: 1920 }, 720, { width: 720, height: 1280 }],
	[{ width: 500, height: 500 }, 540, { width: 540, height: 540 }],
	[{ width: 4032, height: 3024 }, 720, { width: 960, height: 720 }],
	[{ width: 101, height: 99 }, 361, { width: 370, height: 362 }],
])("a film of %o follows its picture", (picture, shortSide, size) => {
	expect(fittedSize(picture, shortSide)).toEqual(size);
});

test("a film is at most four times as long as it is short", () => {
	expect(fittedSize({ width: 10_000, height: 10 }, 360)).toEqual({ width: 1440, height: 360 });
	expect(fittedSize({ width: 10, height: 10_000 }, 360)).toEqual({ width: 360, height: 1440 });
});

test("a picture without a size is refused", () => {
	expect(() => fittedSize({ width: 0, height: 10 }, 360)).toThrow(RangeError);
});

test.each([
	[
		{ width: 1280, height: 720 },
		{ width: 1280, height: 720 },
	],
	[
		{ width: 3840, height: 2160 },
		{ width: 1920, height: 1080 },
	],
	[
		{ width: 1440, height: 1440 },
		{ width: 1080, height: 1080 },
	],
	[
		{ width: 1080, height: 2520 },
		{ width: 822, height: 1920 },
	],
])("a film of %o is painted within 1920 by 1080", (film, size) => {
	expect(paintedSize(film)).toEqual(size);
});
