import { expect, test } from "vitest";
import { paintedSize } from "./painted-size.ts";

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
		{ width: 2160, height: 3840 },
		{ width: 1080, height: 1920 },
	],
	[
		{ width: 640, height: 360 },
		{ width: 640, height: 360 },
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
