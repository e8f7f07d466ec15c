import { describe, expect, it } from "vitest";
import { FilmgateError } from "../../core/errors.ts";
import type { JsonObject } from "../../core/json.ts";
import {
	ASPECT_RATIOS,
	durationsOf,
	FAST_MOTION,
	hasFeature,
	MODEL_NAMES,
	modelsFor,
	QUALITIES,
	type Quality,
	rulesOf,
} from "../../wire/pixverse/models.ts";
import { CAMERA_MOVEMENTS } from "../../wire/pixverse/words.ts";
import { checkAspectRatio, checkDuration, type ClipCall, readClip, readFast } from "./clip.ts";

const PLAIN = { prompt: "a heron", model: "v6", duration: 5, quality: "540p", aspect_ratio: "16:9", img_id: 1 };
const QUALITY_NAMES = Object.keys(QUALITIES) as Quality[];

/** Reads and holds against the model, as a text-to-video does. */
function read(changes: JsonObject, call: ClipCall = "text") {
	const fields = readClip({ ...PLAIN, ...changes }, call);
	const seconds = checkDuration(fields);
	return { fields, seconds, fast: readFast(fields, seconds) };
}

/** The field at fault and what it allows; null when nothing is. */
function refusal(changes: JsonObject, call: ClipCall = "text"): string | null {
	try {
		read(changes, call);
	} catch (thrown) {
		if (thrown instanceof FilmgateError) return `${thrown.field}: ${thrown.allowed}`;
		throw thrown;
	}
	return null;
}

describe("what a model can do", () => {
	it("offers exactly the lengths of the table", () => {
		for (const model of MODEL_NAMES) {
			for (const quality of QUALITY_NAMES) {
				for (let duration = -1; duration <= 16; duration++) {
					const offered = durationsOf(model, quality).includes(duration);
					expect(refusal({ model, quality, duration }) === null).toBe(offered);
				}
			}
		}
	});

	it("offers exactly the ratios of the table", () => {
		for (const model of MODEL_NAMES) {
			for (const aspect_ratio of Object.keys(ASPECT_RATIOS) as (keyof typeof ASPECT_RATIOS)[]) {
				const check = () => checkAspectRatio({ model, aspect_ratio });
				if (rulesOf(model).aspectRatios.includes(aspect_ratio)) expect(check()).toBe(aspect_ratio);
				else expect(check).toThrow(FilmgateError);
			}
		}
	});

	it.each([
		["generate_audio_switch", true, "native-audio"],
		["generate_multi_clip_switch", true, "multi-clip"],
		["sound_effect_switch", true, "inline-sound"],
		["lip_sync_tts_switch", true, "inline-sound"],
		["lip_sync_switch", true, "inline-sound"],
		["style", "clay", "style"],
		["camera_movement", "zoom_in", "camera"],
		["motion_mode", "fast", "fast-motion"],
	] as const)("takes %s %o from models with %s alone", (field, value, feature) => {
		for (const model of MODEL_NAMES) {
			const refused = refusal({ model, [field]: value });
			if (hasFeature(model, feature)) expect(refused).toBeNull();
			else expect(refused).toContain(`${field}: set with the models`);
		}
	});

	it("takes the defaults of the vendor's own client from every model, for every call", () => {
		const defaults = {
			motion_mode: "normal",
			water_mark: false,
			sound_effect_switch: false,
			camera_movement: "default",
		};
		for (const call of ["text", "image"] as const) {
			for (const model of modelsFor(call)) expect(refusal({ model, ...defaults, play_bgm: false }, call)).toBeNull();
		}
	});

	it("takes null, empty words and template 0 for absent", () => {
		const empty = { style: "", camera_movement: "", motion_mode: "", template_id: 0, negative_prompt: "", seed: null };
		expect(read(empty).fields).toMatchObject({ style: null, camera_movement: null, seed: null, negative_prompt: "" });
	});

	it("takes every documented camera movement, and the model's own on text alone", () => {
		for (const camera_movement of CAMERA_MOVEMENTS) {
			expect(refusal({ model: "v4.5", camera_movement }, "image")).toBeNull();
		}
		expect(refusal({ model: "v4", camera_movement: "auto_camera" })).toBeNull();
		expect(refusal({ model: "v4", camera_movement: "auto_camera" }, "image")).toContain("camera_movement");
	});

	it.each<[string, JsonObject]>([
		["8 seconds", { duration: 8 }],
		["1080p", { quality: FAST_MOTION.refusedQuality }],
	])("moves fast, but not with %s", (_name, changes) => {
		expect(read({ model: "v4", motion_mode: "fast" }).fast).toBe(true);
		expect(refusal({ model: "v4", motion_mode: "fast", ...changes })).toContain("motion_mode: fast up to 5 seconds");
	});

	it("counts prompts in code points", () => {
		expect(refusal({ prompt: "🎬".repeat(5_000) })).toBeNull();
		expect(refusal({ prompt: "🎬".repeat(5_001) })).toBe("prompt: at most 5000 characters");
	});

	it("knows no model by the name of a method", () => {
		expect(refusal({ model: "toString" })).toContain("model: v3.5, v4");
	});
});
