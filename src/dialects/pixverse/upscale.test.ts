import { expect, test } from "vitest";
import { upscaled } from "./upscale.ts";

test.each([
	["64x36", 64, 36, 128, 72],
	["640x360", 640, 360, 1280, 720],
	["1080x1920", 1080, 1920, 2160, 3840],
	["1440x1440, which would pass the shorter side's end", 1440, 1440, 2160, 2160],
	["2520x1080, which would pass the longer side's end", 2520, 1080, 4096, 1756],
	["4096x1080, which has reached it", 4096, 1080, null, null],
	["2160x2160, which has reached it", 2160, 2160, null, null],
])("a film of %s keeps its shape", (_name, width, height, wider, higher) => {
	expect(upscaled({ width, height })).toEqual(wider === null ? null : { width: wider, height: higher });
});
