import { describe, expect, it } from "vitest";
import { sizeForRatio } from "./sizes.ts";

describe("sizeForRatio", () => {
	it.each([
		[540, 16, 9, 960, 540],
		[360, 9, 16, 360, 640],
		[720, 1, 1, 720, 720],
		[1080, 21, 9, 2520, 1080],
		[540, 2, 3, 540, 810],
	])("gives %i pixels in %i:%i the size %ix%i", (shortSide, across, down, width, height) => {
		expect(sizeForRatio(shortSide, { width: across, height: down })).toEqual({ width, height });
	});

	it("follows a picture to the nearest even pixel", () => {
		expect(sizeForRatio(540, { width: 1001, height: 667 })).toEqual({ width: 810, height: 540 });
		expect(sizeForRatio(540, { width: 667, height: 1001 })).toEqual({ width: 540, height: 810 });
	});

	it("makes odd sides even", () => {
		expect(sizeForRatio(361, { width: 1, height: 1 })).toEqual({ width: 362, height: 362 });
	});

	it("stops at four to one, both ways", () => {
		expect(sizeForRatio(360, { width: 9000, height: 10 })).toEqual({ width: 1440, height: 360 });
		expect(sizeForRatio(360, { width: 10, height: 9000 })).toEqual({ width: 360, height: 1440 });
	});

	it("makes no side longer than a film's may be", () => {
		expect(sizeForRatio(1080, { width: 4, height: 1 })).toEqual({ width: 4096, height: 1080 });
		expect(sizeForRatio(2160, { width: 9, height: 21 })).toEqual({ width: 2160, height: 4096 });
	});
});
