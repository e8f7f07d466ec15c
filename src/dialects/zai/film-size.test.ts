import { expect, test } from "vitest";
import { makeMedium } from "../../contracts/task-factory.ts";
import { filmSize } from "./film-size.ts";

test.each([
	["2048x1080", null, { width: 2048, height: 1080 }],
	["720x480", null, { width: 720, height: 480 }],
	["1920x1080", "16:9", { width: 1920, height: 1080 }],
	["1920x1080", "9:16", { width: 1080, height: 1920 }],
	["1920x1080", "1:1", { width: 1080, height: 1080 }],
	["1280x720", "9:16", { width: 720, height: 1280 }],
] as const)("the size %s at %s", (named, aspectRatio, size) => {
	expect(filmSize(named, aspectRatio, null)).toEqual(size);
});

test.each([
	["no picture", null, { width: 1920, height: 1080 }],
	["a photo", { width: 4032, height: 3024 }, { width: 1440, height: 1080 }],
	["a portrait", { width: 600, height: 800 }, { width: 1080, height: 1440 }],
	["a square", { width: 33, height: 33 }, { width: 1080, height: 1080 }],
	["an odd shape", { width: 1001, height: 777 }, { width: 1392, height: 1080 }],
	["a panorama", { width: 8000, height: 800 }, { width: 3840, height: 1080 }],
	["a tower", { width: 10, height: 8000 }, { width: 1080, height: 3840 }],
] as const)("an open size follows %s", (_name, picture, size) => {
	expect(filmSize(null, null, picture === null ? null : makeMedium(picture))).toEqual(size);
});
