import { describe, expect, it } from "vitest";
import { FilmgateError } from "../../core/errors.ts";
import type { JsonObject, JsonValue } from "../../core/json.ts";
import {
	ASPECT_RATIOS,
	CAMERA_MOVEMENTS,
	durationsOf,
	hasFeature,
	type Model,
	MODELS,
	QUALITIES,
	type Quality,
	SWITCHES,
	type Switch,
} from "../../wire/pixverse/models.ts";
import { renderError } from "./errors.ts";
import { readFields } from "./fields.ts";
import { readWishes, type VideoKind } from "./read-wishes.ts";

const PLAIN = { prompt: "a heron", model: "v6", duration: 5, quality: "540p", aspect_ratio: "16:9" };

function wishes(changes: JsonObject, kind: VideoKind = "text") {
	return readWishes(readFields({ ...PLAIN, ...changes }), kind);
}

/** The wire's number and the message of what is thrown. */
function refusal(body: JsonValue, kind: VideoKind = "text"): { code: unknown; message: string } {
	try {
		readWishes(readFields(body), kind);
	} catch (thrown) {
		if (!(thrown instanceof FilmgateError)) throw thrown;
		const answer = renderError(thrown).body as JsonObject;
		return { code: answer.ErrCode, message: thrown.message };
	}
	throw new Error("nothing was refused");
}

describe("readWishes", () => {
	it("takes the least that is required", () => {
		expect(wishes({})).toEqual({
			model: "v6",
			quality: "540p",
			seconds: 5,
			aspectRatio: "16:9",
			prompt: "a heron",
			negativePrompt: null,
			seed: null,
			style: null,
			camera: null,
			fast: false,
			audio: false,
			multiClip: false,
			soundEffect: false,
			lipSync: false,
			waterMark: null,
		});
	});

	it("takes the defaults that the vendor's own client sends with every order, and what it does not know", () => {
		const defaults = { motion_mode: "normal", water_mark: false, play_bgm: false, sound_effect_switch: false };
		for (const model of Object.keys(MODELS)) {
			const asked = { model, ...defaults, sound_mode: "default_music", off_peak_mode: true, unheard_of: { of: [1] } };
			expect(wishes(asked)).toMatchObject({ model, fast: false, soundEffect: false, waterMark: false });
		}
	});

	it("takes null, empty words and template 0 for absent", () => {
		const empty = { style: "", camera_movement: "", motion_mode: "", template_id: 0, negative_prompt: "", seed: null };
		expect(wishes(empty)).toEqual(wishes({}));
	});

	it("ignores aspect_ratio where the picture decides", () => {
		expect(wishes({ aspect_ratio: "no ratio" }, "image").aspectRatio).toBeNull();
	});

	it.each<[string, JsonObject, object]>([
		["a style with v3.5", { model: "v3.5", style: "clay" }, { style: "clay" }],
		["a camera with v4", { model: "v4", camera_movement: "crane_up" }, { camera: "crane_up" }],
		["the model's own camera", { model: "v4.5", camera_movement: "auto_camera" }, { camera: "auto_camera" }],
		["no camera, spelled out", { model: "v6", camera_movement: "default" }, { camera: null }],
		["fast motion", { model: "v4.5", motion_mode: "fast" }, { fast: true }],
		["sound of its own", { model: "c1", generate_audio_switch: true }, { audio: true }],
		["several clips", { model: "v5.5", generate_multi_clip_switch: true }, { multiClip: true }],
		["a sound effect", { model: "v5", sound_effect_switch: true }, { soundEffect: true }],
		["speech", { model: "v5", lip_sync_tts_switch: true, lip_sync_tts_content: "hi" }, { lipSync: true }],
		[
			"speech, as the schema spells it",
			{ model: "v5", lip_sync_switch: true, lip_sync_tts_content: "hi" },
			{ lipSync: true },
		],
		["the largest seed", { seed: 2147483647 }, { seed: 2147483647 }],
		["seed 0", { seed: 0 }, { seed: 0 }],
		["a mark", { water_mark: true }, { waterMark: true }],
		["5,000 characters outside the basic plane", { prompt: "🎬".repeat(5000) }, { prompt: "🎬".repeat(5000) }],
	])("takes %s", (_name, changes, expected) => {
		expect(wishes(changes)).toMatchObject(expected);
	});

	it("offers exactly the lengths, ratios and switches of the table", () => {
		for (const model of Object.keys(MODELS) as Model[]) {
			for (const quality of Object.keys(QUALITIES) as Quality[]) {
				for (let seconds = -1; seconds <= 16; seconds++) {
					const body = { ...PLAIN, model, quality, duration: seconds };
					if (durationsOf(model, quality).includes(seconds)) expect(wishes(body).seconds).toBe(seconds);
					else expect(refusal(body).code).toBe(400017);
				}
			}
			for (const ratio of Object.keys(ASPECT_RATIOS)) {
				const body = { ...PLAIN, model, aspect_ratio: ratio };
				if ((MODELS[model].aspectRatios as readonly string[]).includes(ratio)) wishes(body);
				else expect(refusal(body).code).toBe(400017);
			}
			for (const name of Object.keys(SWITCHES) as Switch[]) {
				const body = { ...PLAIN, model, lip_sync_tts_content: "hi", [name]: true };
				if (hasFeature(model, SWITCHES[name])) wishes(body);
				else expect(refusal(body).code).toBe(400017);
			}
		}
	});

	it("takes every documented camera movement", () => {
		for (const camera of CAMERA_MOVEMENTS) {
			expect(wishes({ model: "v4.5", camera_movement: camera }, "image").camera).toBe(camera);
		}
	});

	it.each<[string, JsonValue, number, string]>([
		["a body that is a list", [], 400013, "JSON object"],
		["a quoted duration", { ...PLAIN, duration: "5" }, 400013, "duration"],
		["half a second", { ...PLAIN, duration: 5.5 }, 400013, "duration"],
		["a quoted seed", { ...PLAIN, seed: "1" }, 400013, "seed"],
		["a quoted template", { ...PLAIN, template_id: "302325299692608" }, 400013, "template_id"],
		["a quoted switch", { ...PLAIN, generate_audio_switch: "true" }, 400013, "generate_audio_switch"],
		["a prompt that is a number", { ...PLAIN, prompt: 5 }, 400013, "prompt"],
		["no prompt", { ...PLAIN, prompt: null }, 400011, "prompt"],
		["an empty prompt", { ...PLAIN, prompt: " \n" }, 400011, "prompt"],
		["no model", { ...PLAIN, model: "" }, 400011, "v3.5, v4, v4.5"],
		["no duration", { ...PLAIN, duration: null }, 400011, "duration"],
		["no quality", { ...PLAIN, quality: null }, 400011, "360p, 540p, 720p, 1080p"],
		["no ratio", { ...PLAIN, aspect_ratio: null }, 400011, "21:9"],
		["an unknown model", { ...PLAIN, model: "v7" }, 400017, "v3.5, v4, v4.5"],
		["a model named like a method", { ...PLAIN, model: "toString" }, 400017, "model"],
		["an unknown quality", { ...PLAIN, quality: "4k" }, 400017, "1080p"],
		["a length that the model lacks", { ...PLAIN, model: "v5", duration: 10 }, 400017, "5, 8 seconds with v5"],
		["a length beyond 2^53", { ...PLAIN, duration: 2 ** 60 }, 400017, "duration"],
		["a seed below 0", { ...PLAIN, seed: -1 }, 400017, "0 to 2147483647"],
		["a seed beyond 2^31", { ...PLAIN, seed: 2 ** 31 }, 400017, "0 to 2147483647"],
		["a seed beyond 2^53", { ...PLAIN, seed: 2 ** 55 }, 400017, "0 to 2147483647"],
		["style where there is none", { ...PLAIN, style: "anime" }, 400017, "v3.5, not with v6"],
		["an unknown style", { ...PLAIN, model: "v3.5", style: "day" }, 400017, "clay"],
		["a camera where there is none", { ...PLAIN, camera_movement: "zoom_in" }, 400017, "v4, v4.5, not with v6"],
		["fast motion with v5", { ...PLAIN, model: "v5", motion_mode: "fast" }, 400017, "v3.5, v4, v4.5, not with v5"],
		["fast motion for 8 s", { ...PLAIN, model: "v4", duration: 8, motion_mode: "fast" }, 400017, "5 seconds"],
		["fast motion at 1080p", { ...PLAIN, model: "v4", quality: "1080p", motion_mode: "fast" }, 400017, "1080p"],
		["slow motion", { ...PLAIN, motion_mode: "slow" }, 400017, "normal, fast"],
		["an unknown way of thinking", { ...PLAIN, thinking_type: "hard" }, 400017, "enabled, disabled, auto"],
		["speech without words", { ...PLAIN, model: "v5", lip_sync_tts_switch: true }, 400011, "lip_sync_tts_content"],
		["a template", { ...PLAIN, template_id: 302325299692608 }, 500070, "template_id"],
		["a prompt one character too long", { ...PLAIN, prompt: "é".repeat(5001) }, 400018, "5000"],
		["a negative prompt too long", { ...PLAIN, negative_prompt: "é".repeat(2049) }, 400019, "2048"],
		["a sound too long", { ...PLAIN, sound_effect_content: "é".repeat(2049) }, 400017, "2048"],
	])("refuses %s", (_name, body, code, words) => {
		const refused = refusal(body);
		expect(refused.code).toBe(code);
		expect(refused.message).toContain(words);
	});

	it("keeps the model's own camera to text-to-video", () => {
		expect(refusal({ ...PLAIN, model: "v4", camera_movement: "auto_camera" }, "image").code).toBe(400017);
	});
});
