import { describe, expect, it } from "vitest";
import { OPERATION_CREDITS, startedSeconds } from "./operation-prices.ts";

describe("credits of the calls without a model", () => {
	it.each([
		["mimic, 360p, 5 s", OPERATION_CREDITS.mimic("360p", 5), 45],
		["mimic, 540p, 5 s", OPERATION_CREDITS.mimic("540p", 5), 50],
		["mimic, 720p, 5 s", OPERATION_CREDITS.mimic("720p", 5), 60],
		["restyle, 16 s", OPERATION_CREDITS.restyle(16), 160],
		["upscale, 5 s", OPERATION_CREDITS.upscale(5), 25],
		["sound, 8 s", OPERATION_CREDITS.soundEffect(8), 16],
		["own audio, 2.3 s", OPERATION_CREDITS.ownAudio(2.3), 12],
		["speech, 15 bytes", OPERATION_CREDITS.speech("fifteen letters"), 4],
		["speech, 16 bytes", OPERATION_CREDITS.speech("fifteen letters!"), 8],
		["speech, six letters of three bytes", OPERATION_CREDITS.speech("你好你好你好"), 8],
		["many pictures, 720p, 30 s", OPERATION_CREDITS.multiTransition("720p", 30, false), 360],
		["many pictures, 540p, 30 s", OPERATION_CREDITS.multiTransition("540p", 30, false), 270],
		["many pictures, 1080p, 1 s", OPERATION_CREDITS.multiTransition("1080p", 1, false), 60],
		["many pictures, 720p, 1 s", OPERATION_CREDITS.multiTransition("720p", 1, false), 30],
		["many pictures, 720p, 5 s, fast", OPERATION_CREDITS.multiTransition("720p", 5, true), 120],
		["modify, 720p, 5 s, as a user reports", OPERATION_CREDITS.modify("720p", 5), 80],
	])("%s", (_name, credits, expected) => {
		expect(credits).toBe(expected);
	});

	it("counts started seconds, a file's rounding apart", () => {
		expect([0.2, 1, 1.04, 1.06, 4.96].map(startedSeconds)).toEqual([1, 1, 1, 2, 5]);
	});

	it("has no price for a quality that is not made", () => {
		expect(() => OPERATION_CREDITS.swap("1080p", 5)).toThrow(RangeError);
	});
});
