import { describe, expect, test } from "vitest";
import type { JsonObject } from "../../core/json.ts";
import { ZAI_IMAGES, ZAI_MODEL_NAMES, ZAI_MODELS } from "../../wire/zai/models.ts";
import { ModelElsewhere } from "./read-model.ts";
import { readWish } from "./read-wish.ts";

const IMAGE = "https://pictures.example/cat.png";

const text = (fields: JsonObject = {}) => readWish({ model: "cogvideox-3", prompt: "a cat", ...fields }, null);
const refusal = (code: string, field: string, allowed?: string) =>
	expect.objectContaining({ code, field, ...(allowed === undefined ? {} : { allowed }) });

describe("the defaults of a model", () => {
	test.each([
		["cogvideox-3", { size: null, seconds: 5, fps: 30, quality: "speed", style: null, movement: null }],
		["cogvideox-2", { size: null, seconds: 5, fps: 30, quality: "speed" }],
		["cogvideox-flash", { size: null, seconds: 5, fps: 30, quality: "speed" }],
		[
			"viduq1-text",
			{ size: "1920x1080", seconds: 5, fps: 24, style: "general", aspectRatio: "16:9", movement: "auto" },
		],
		["viduq1-image", { size: "1920x1080", seconds: 5, fps: 24, quality: null, style: null, aspectRatio: null }],
		["viduq1-start-end", { size: "1920x1080", seconds: 5, fps: 24, mode: "first-last-frame", movement: "auto" }],
		["vidu2-image", { size: "1280x720", seconds: 4, fps: 24, quality: null, movement: "auto" }],
		["vidu2-start-end", { size: "1280x720", seconds: 4, fps: 24, mode: "first-last-frame", aspectRatio: null }],
		["vidu2-reference", { size: "1280x720", seconds: 4, fps: 24, mode: "references", aspectRatio: "16:9" }],
	] as const)("%s", (model, wish) => {
		const images = Array.from({ length: ZAI_IMAGES[ZAI_MODELS[model].modes[0] ?? "text"].min }, () => IMAGE);
		const body = { model, prompt: "a cat", image_url: images.length === 0 ? null : images };
		const rest = { images, sound: false, mark: null, warnings: [] };
		expect(readWish(body, null)).toMatchObject({ model, prompt: "a cat", ...rest, ...wish });
	});

	test("null is the same as absent, in every field that official clients leave unset", () => {
		const unset = Object.fromEntries(
			"image_url quality with_audio size duration fps style aspect_ratio off_peak movement_amplitude request_id user_id"
				.split(" ")
				.map((field) => [field, null]),
		);
		expect(text(unset)).toEqual(text());
	});
});

test("what the body says is what the wish says", () => {
	const fields = {
		size: "720x1280",
		duration: 10,
		fps: 60,
		quality: "quality",
		with_audio: true,
		watermark_enabled: false,
	};
	expect(text(fields)).toMatchObject({
		size: "720x1280",
		seconds: 10,
		fps: 60,
		quality: "quality",
		sound: true,
		mark: false,
	});
});

describe("fields that do not belong to the model are ignored, whatever they hold", () => {
	test.each([
		["cogvideox-3", { style: 7, aspect_ratio: "4:3", movement_amplitude: "huge", nobody_knows: [1] }],
		["cogvideox-2", { duration: 99 }],
		["viduq1-text", { quality: "8k", fps: 25, watermark_enabled: "yes", with_audio: 1, image_url: 4 }],
	])("%s", (model, fields) => {
		expect(readWish({ model, prompt: "a cat", ...fields }, null)).toEqual(readWish({ model, prompt: "a cat" }, null));
	});
});

describe("a value that the field does not allow is refused by name, with what it allows", () => {
	test.each([
		[{ size: "640x480" }, "size", "1280x720, 720x1280, 1024x1024, 1920x1080, 1080x1920, 2048x1080, 3840x2160"],
		[{ size: ["1280x720"] }, "size", undefined],
		[{ duration: 7 }, "duration", "5, 10"],
		[{ duration: "5" }, "duration", "5, 10"],
		[{ duration: 2 ** 53 + 2 }, "duration", "5, 10"],
		[{ duration: -5 }, "duration", "5, 10"],
		[{ fps: 24 }, "fps", "30, 60"],
		[{ fps: "30" }, "fps", "30, 60"],
		[{ fps: true }, "fps", "30, 60"],
		[{ quality: "best" }, "quality", "speed, quality"],
		[{ with_audio: "true" }, "with_audio", "true, false"],
		[{ with_audio: 1 }, "with_audio", "true, false"],
		[{ watermark_enabled: 0 }, "watermark_enabled", "true, false"],
		[{ user_id: "short" }, "user_id", "a string of 6 to 128 characters"],
		[{ user_id: 123456 }, "user_id", "a string of 6 to 128 characters"],
		[{ prompt: 7 }, "prompt", "a string of at most 512 characters"],
		[{ prompt: ["a"] }, "prompt", undefined],
		[{ image_url: 7 }, "image_url", undefined],
		[{ image_url: "" }, "image_url", undefined],
		[{ image_url: [] }, "image_url", undefined],
		[{ image_url: [null] }, "image_url", undefined],
		[{ image_url: [IMAGE, 7] }, "image_url", undefined],
		[{ image_url: [IMAGE, ""] }, "image_url", undefined],
		[{ image_url: { url: IMAGE } }, "image_url", undefined],
		[{ model: 3 }, "model", undefined],
	])("%j", (fields, field, allowed) => {
		expect(() => text(fields)).toThrow(refusal("invalid_field", field, allowed));
	});

	test.each([
		["viduq1-text", { size: "1280x720" }, "size", "1920x1080"],
		["viduq1-text", { duration: 4 }, "duration", "5"],
		["viduq1-text", { style: "noir" }, "style", "general, anime"],
		["viduq1-text", { aspect_ratio: "4:3" }, "aspect_ratio", "16:9, 9:16, 1:1"],
		["vidu2-image", { movement_amplitude: "huge" }, "movement_amplitude", "auto, small, medium, large"],
		["vidu2-image", { size: "480x360" }, "size", "1280x720"],
		["cogvideox-flash", { size: "720x1280" }, "size", undefined],
	])("%s %j", (model, fields, field, allowed) => {
		const body = { model, prompt: "a cat", image_url: IMAGE, ...fields };
		expect(() => readWish(body, null)).toThrow(refusal("invalid_field", field, allowed));
	});
});

describe("prompts count in code points", () => {
	test("512 of them are taken, beyond the basic plane too", () => {
		expect(text({ prompt: "😀".repeat(512) }).prompt).toHaveLength(1024);
	});

	test.each(["😀".repeat(513), "x".repeat(513), "x".repeat(1_000_000)])("one more is too long", (prompt) => {
		expect(() => text({ prompt })).toThrow(refusal("prompt_too_long", "prompt", "a string of at most 512 characters"));
	});
});

describe("images", () => {
	const many = (count: number) => Array.from({ length: count }, (_, index) => `${IMAGE}?${index}`);

	test.each([
		["alone", "cogvideox-2", IMAGE, "image"],
		["in an array, as some clients send one image", "cogvideox-2", [IMAGE], "image"],
		["in an array, for a model that takes two as well", "cogvideox-3", [IMAGE], "image"],
		["as the only reference", "vidu2-reference", IMAGE, "references"],
	])("one %s", (_name, model, image_url, mode) => {
		expect(readWish({ model, image_url }, null)).toMatchObject({ prompt: "", mode, images: [IMAGE] });
	});

	test.each([
		["cogvideox-3", 2, "first-last-frame"],
		["viduq1-start-end", 2, "first-last-frame"],
		["vidu2-start-end", 2, "first-last-frame"],
		["vidu2-reference", 2, "references"],
		["vidu2-reference", 3, "references"],
	])("%s takes %i, in their order", (model, count, mode) => {
		expect(readWish({ model, image_url: many(count) }, null)).toMatchObject({ mode, images: many(count) });
	});

	test.each([
		["cogvideox-2", 2],
		["viduq1-image", 2],
		["cogvideox-3", 3],
		// Our choice, docs/dialects/zai.md: the schema has one to two, the prose two.
		["viduq1-start-end", 1],
		["vidu2-start-end", 3],
		["vidu2-reference", 4],
		["vidu2-reference", 0],
	])("%s does not take %i", (model, count) => {
		expect(() => readWish({ model, image_url: many(count) }, null)).toThrow(refusal("invalid_field", "image_url"));
	});

	test.each([
		[{ model: "cogvideox-3" }, "prompt"],
		[{ model: "cogvideox-3", prompt: "" }, "prompt"],
		[{ model: "cogvideox-3", prompt: " \n" }, "prompt"],
		[{ model: "viduq1-text", image_url: IMAGE }, "prompt"],
		[{ model: "vidu2-image", prompt: "a cat" }, "image_url"],
		[{ model: "viduq1-start-end", prompt: "a cat" }, "image_url"],
		[{ model: "vidu2-reference", prompt: "a cat" }, "image_url"],
	])("%j lacks %s", (body, field) => {
		expect(() => readWish(body, null)).toThrow(refusal("missing_field", field));
	});
});

describe("fields that only the vendor's clients know", () => {
	test.each([
		[{ off_peak: true }, "off_peak"],
		[{ sensitive_word_check: { type: "ALL", status: "DISABLE" } }, "sensitive_word_check"],
		[{ prompt_opt_model: "glm-4" }, "prompt_opt_model"],
		[{ id: "mine" }, "id"],
	])("%j is accepted, with a warning", (fields, setting) => {
		expect(text(fields).warnings).toEqual([{ setting, message: expect.stringMatching(/\.$/) }]);
	});

	test.each([
		{ off_peak: false },
		{ off_peak: "yes" },
		{ sensitive_word_check: { type: "ALL", status: "ENABLE" } },
		{ sensitive_word_check: "DISABLE" },
		{ prompt_opt_model: null, id: null },
	])("%j asks for nothing", (fields) => {
		expect(text(fields).warnings).toEqual([]);
	});
});

describe("the model", () => {
	test("is missing", () => {
		expect(() => readWish({ prompt: "a cat" }, null)).toThrow(refusal("missing_field", "model"));
	});

	test("has a default where the wire has one", () => {
		expect(readWish({ prompt: "a cat", model: null }, "cogvideox-3").model).toBe("cogvideox-3");
	});

	test.each(["cogvideox-4", "CogVideoX-3", "", "constructor", "toString"])(
		"%j is unknown, in the live words",
		(model) => {
			expect(() => text({ model })).toThrow(refusal("unknown_model", "model"));
			expect(() => text({ model })).toThrow(/^modelCode: does not exist/);
		},
	);

	test("of images is a model of another endpoint", () => {
		expect(() => text({ model: "glm-image" })).toThrow(ModelElsewhere);
	});
});

test("every default of the table is one that the table allows", () => {
	for (const name of ZAI_MODEL_NAMES) {
		for (const rule of Object.values(ZAI_MODELS[name])) {
			if (typeof rule !== "object" || rule === null || !("otherwise" in rule) || rule.otherwise === null) continue;
			expect(rule.allowed).toContain(rule.otherwise);
		}
	}
});
