import { expect, test } from "vitest";
import { makeMedium, makeOrder } from "../../contracts/task-factory.ts";
import { NO_SETTINGS, type Order, type OrderSettings } from "../../core/order.ts";
import { toGeneration } from "./generation.ts";

const otherwise = { model: "v5.5" } as const;

function generationOf(changes: Partial<Order>, settings: Partial<OrderSettings> = {}) {
	return toGeneration(makeOrder({ model: "v5", ...changes, settings: { ...NO_SETTINGS, ...settings } }), otherwise);
}

const settingsOf = ({ warnings }: ReturnType<typeof toGeneration>) => warnings.map(({ setting }) => setting);

test.each<[string, Partial<Order>, object]>([
	["a small upright film", { width: 360, height: 640 }, { quality: "360p", aspect_ratio: "9:16", duration: 5 }],
	["a square one", { width: 540, height: 540, seconds: 8 }, { quality: "540p", aspect_ratio: "1:1", duration: 8 }],
	["a large one", { width: 1920, height: 1080 }, { quality: "1080p", aspect_ratio: "16:9" }],
])("%s is asked for as it is", (_name, changes, body) => {
	const generation = generationOf(changes);
	expect(generation.body).toMatchObject(body);
	expect(generation.warnings).toEqual([]);
});

test("what is not offered becomes the nearest, and is told", () => {
	const generation = generationOf({ width: 3840, height: 2160, seconds: 6, fps: 60 });
	expect(generation.body).toMatchObject({ quality: "1080p", duration: 5, aspect_ratio: "16:9" });
	expect(settingsOf(generation)).toEqual(["seconds", "fps", "size"]);
});

test("a model of another wire is made by the configured one, and is told", () => {
	const generation = generationOf({ model: "sora-2" });
	expect(generation.body.model).toBe("v5.5");
	expect(settingsOf(generation)).toEqual(["model"]);
});

test.each<[string, Partial<Order>, Partial<OrderSettings>, object]>([
	["newer models by themselves", { model: "v5.5" }, {}, { generate_audio_switch: true }],
	["older ones by an effect", {}, {}, { sound_effect_switch: true }],
	["in words", {}, { soundWords: "rain" }, { sound_effect_switch: true, sound_effect_content: "rain" }],
	[
		"with a voice",
		{},
		{ speech: { text: "Hello", voice: "7" } },
		{ lip_sync_tts_switch: true, lip_sync_tts_content: "Hello", lip_sync_tts_speaker_id: "7" },
	],
])("sound is made by %s", (_name, changes, settings, fields) => {
	const { body, warnings } = generationOf({ sound: true, ...changes }, settings);
	const { prompt, model, quality, duration, aspect_ratio, seed, water_mark, ...sound } = body;
	expect([sound, warnings]).toEqual([fields, []]);
});

test.each<[string, Partial<Order>, Partial<OrderSettings>, object]>([
	["style", { model: "v3.5" }, { style: "clay" }, { style: "clay" }],
	["camera", { model: "v4" }, { camera: "zoom_in" }, { camera_movement: "zoom_in" }],
	["fast motion", { model: "v4" }, { movement: "large" }, { motion_mode: "fast" }],
	["several shots", { model: "v5.5" }, { multiShot: true }, { generate_multi_clip_switch: true }],
	["thinking", { model: "v5.5" }, { thinking: "enabled" }, { thinking_type: "enabled" }],
	["a negative prompt", { negativePrompt: "fog" }, {}, { negative_prompt: "fog" }],
])("%s goes over where the model has it", (_name, changes, settings, fields) => {
	const generation = generationOf(changes, settings);
	expect(generation.body).toMatchObject(fields);
	expect(generation.warnings).toEqual([]);
});

test("wishes without a word are left out, and each is told", () => {
	const generation = generationOf(
		{ model: "v6", sound: true },
		{
			...{ style: "clay", camera: "zoom_in", movement: "large", templateId: 7, steps: 30, guidance: 5 },
			...{ speech: { text: "Hello", voice: "auto" }, soundWords: "rain" },
		},
	);
	expect(settingsOf(generation).sort()).toEqual([
		...["camera", "guidance", "movement", "soundWords", "speech", "steps", "style", "templateId"],
	]);
});

test("words that are longer than the wire takes are cut, which is told, and cost nobody the film", () => {
	const { body, warnings } = generationOf(
		{ sound: true, negativePrompt: "é".repeat(2_049) },
		{ soundWords: "🌊".repeat(2_049), speech: { text: "🎤".repeat(500), voice: "7" } },
	);
	expect(body).toMatchObject({
		negative_prompt: "é".repeat(2_048),
		sound_effect_content: "🌊".repeat(2_048),
		lip_sync_tts_content: "🎤".repeat(200),
	});
	expect(warnings.map(({ setting }) => setting).sort()).toEqual(["negativePrompt", "soundWords", "speech"]);
});

test("a voice of an account here is none of the upstream's: it chooses one, and that is told", () => {
	const { body, warnings } = generationOf(
		{ sound: true },
		{ speech: { text: "Hello", voice: "custom:246607410323456" } },
	);
	expect(body).toMatchObject({ lip_sync_tts_content: "Hello", lip_sync_tts_speaker_id: "auto" });
	expect(warnings).toMatchObject([{ setting: "speech" }]);
});

test("an extension asks for what is added to its source", () => {
	const medium = makeMedium({ mime: "video/mp4", seconds: 5 });
	const generation = generationOf({ operation: "extend", seconds: 13, inputs: [{ role: "source", medium }] });
	expect(generation).toMatchObject({ path: "video/extend/generate", body: { duration: 8 }, warnings: [] });
	expect(generation.inputs).toEqual({ video_media_id: medium });
});

test("a transition names its two pictures", () => {
	const [first, last] = [makeMedium({ mime: "image/png" }), makeMedium({ mime: "image/jpeg" })];
	const inputs = [
		{ role: "first-frame", medium: first },
		{ role: "last-frame", medium: last },
	] as const;
	const generation = generationOf({ operation: "first-last-frame", inputs });
	expect(generation).toMatchObject({ path: "video/transition/generate", impossible: null });
	expect(generation.inputs).toEqual({ first_frame_img: first, last_frame_img: last });
});

test.each<[string, Parameters<typeof makeMedium>[0]]>([
	["of another format", { mime: "image/gif" }],
	["that is too large", { mime: "image/png", bytes: 21 * 1024 * 1024 }],
])("a picture %s is refused without a call", (_name, medium) => {
	const inputs = [{ role: "first-frame", medium: makeMedium(medium) } as const];
	expect(generationOf({ operation: "image-to-video", inputs }).impossible).toMatch(/^This upstream takes/);
});

test("a file's rounding makes no source too long", () => {
	const medium = makeMedium({ mime: "video/mp4", seconds: 30.4 });
	const inputs = [{ role: "source", medium } as const];
	expect(generationOf({ operation: "extend", seconds: 35, inputs }).impossible).toBeNull();
});

test("a source that is too long is refused without a call", () => {
	const medium = makeMedium({ mime: "video/mp4", seconds: 31 });
	const { impossible } = generationOf({ operation: "extend", seconds: 36, inputs: [{ role: "source", medium }] });
	expect(impossible).toBe("This upstream takes films of up to 30 seconds; this one has 31.");
});
