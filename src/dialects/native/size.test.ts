import { expect, test } from "vitest";
import { RESOLUTIONS, readSize, sizeIn } from "./size.ts";

test.each([
	["1280x720", { width: 1280, height: 720 }],
	["64x64", { width: 64, height: 64 }],
	["3840x2160", { width: 3840, height: 2160 }],
	["2160x3840", { width: 2160, height: 3840 }],
])("the size %s is taken", (text, size) => {
	expect(readSize(text)).toEqual(size);
});

test.each([
	["an odd side", "1281x720"],
	["a side too short", "62x720"],
	["a side too long", "3842x64"],
	["too many pixels", "3840x2162"],
	["another letter between", "1280X720"],
	["a space", "1280 x720"],
	["one side", "1280"],
	["a leading zero", "01280x720"],
	["a sign", "-1280x720"],
	["a fraction", "1280.0x720"],
	["nothing", ""],
])("%s is refused", (_what, text) => {
	expect(readSize(text)).toBeNull();
});

test.each([
	["720p", { width: 16, height: 9 }, { width: 1280, height: 720 }],
	["720p", { width: 9, height: 16 }, { width: 720, height: 1280 }],
	["720p", { width: 1, height: 1 }, { width: 720, height: 720 }],
	["720p", { width: 4, height: 3 }, { width: 960, height: 720 }],
	["1080p", { width: 21, height: 9 }, { width: 1920, height: 822 }],
	["480p", { width: 16, height: 9 }, { width: 854, height: 480 }],
	["360p", { width: 4000, height: 1000 }, { width: 640, height: 160 }],
] as const)("a film in %s of shape %o is %o", (resolution, shape, size) => {
	expect(sizeIn(resolution, shape)).toEqual(size);
});

test("every shape in every box is a size that the model makes", () => {
	for (const resolution of Object.keys(RESOLUTIONS) as (keyof typeof RESOLUTIONS)[]) {
		for (let width = 250; width <= 4000; width += 7) {
			const size = sizeIn(resolution, { width, height: 1000 });
			expect(readSize(`${size.width}x${size.height}`), `${resolution} ${width}:1000`).toEqual(size);
		}
	}
});
