import { describe, expect, it } from "vitest";
import { makeAccount, makeMedium } from "../../contracts/task-factory.ts";
import { NO_SETTINGS } from "../../core/order.ts";
import type { Caller, Mode } from "../../core/account.ts";
import type { JsonObject } from "../../core/json.ts";
import { ASPECT_RATIOS, QUALITIES } from "../../wire/pixverse/models.ts";
import { buildOrder, priceOf } from "./build-order.ts";
import { readFields } from "./fields.ts";
import { readWishes } from "./read-wishes.ts";

function wishes(changes: JsonObject = {}) {
	const plain = { prompt: "a heron", model: "v6", duration: 5, quality: "540p", aspect_ratio: "16:9" };
	return readWishes(readFields({ ...plain, ...changes }), "text");
}

function order(
	changes: JsonObject = {},
	{ picture = null as ReturnType<typeof makeMedium> | null, mode = "live" as Mode } = {},
) {
	const caller: Caller = { account: makeAccount(), mode, keyId: "key", mark: true };
	return buildOrder(wishes(changes), { caller, picture, mintSeed: () => 7 });
}

describe("buildOrder", () => {
	it("makes a whole order of the least", () => {
		expect(order()).toEqual({
			operation: "text-to-video",
			model: "v6",
			prompt: "a heron",
			negativePrompt: null,
			inputs: [],
			seed: 7,
			width: 960,
			height: 540,
			seconds: 5,
			fps: 24,
			sound: false,
			mark: true,
			settings: { ...NO_SETTINGS, quality: "540p", aspectRatio: "16:9" },
			script: null,
		});
	});

	it("gives every quality and ratio an exact, even size", () => {
		for (const [quality, short] of Object.entries(QUALITIES)) {
			for (const [ratio, [across, down]] of Object.entries(ASPECT_RATIOS)) {
				const { width, height } = order({ quality, aspect_ratio: ratio });
				expect(width * down).toBe(height * across);
				expect(Math.min(width, height)).toBe(short);
				expect([width % 2, height % 2]).toEqual([0, 0]);
			}
		}
	});

	it("follows the picture", () => {
		const picture = makeMedium({ width: 3000, height: 4000 });
		const made = order({ quality: "720p" }, { picture });
		expect(made).toMatchObject({ operation: "image-to-video", width: 720, height: 960 });
		expect(made.inputs).toEqual([{ role: "first-frame", medium: picture }]);
	});

	it("lets the order decide about the mark, and the key where the order is silent", () => {
		expect(order({ water_mark: false }).mark).toBe(false);
		expect(order({ water_mark: true }).mark).toBe(true);
		expect(order().mark).toBe(true);
	});

	it("wants sound when any of the three switches asks for it", () => {
		expect(order({ generate_audio_switch: true }).sound).toBe(true);
		expect(order({ model: "v5", sound_effect_switch: true }).sound).toBe(true);
		expect(order({ model: "v5", lip_sync_tts_switch: true, lip_sync_tts_content: "hi" }).sound).toBe(true);
	});

	it("keeps seed, style, camera, movement and what not to show", () => {
		const styled = order({ model: "v3.5", style: "clay", motion_mode: "fast", seed: 0, negative_prompt: "blur" });
		expect(styled).toMatchObject({ seed: 0, negativePrompt: "blur", settings: { style: "clay", movement: "large" } });
		expect(order({ model: "v4", camera_movement: "hitchcock" }).settings.camera).toBe("hitchcock");
	});

	it("reads a script for test keys only", () => {
		expect(order({ prompt: "[[fail]]" }, { mode: "test" }).script).toEqual({ outcome: "fail", slowMs: 0 });
		expect(order({ prompt: "[[fail]]" }).script).toBeNull();
	});
});

describe("priceOf", () => {
	it("is the table's price in micro-dollars", () => {
		expect(priceOf(wishes({ model: "c1", quality: "720p" }))).toBe(500_000);
		expect(priceOf(wishes({ model: "v4.5", motion_mode: "fast" }))).toBe(900_000);
	});
});
