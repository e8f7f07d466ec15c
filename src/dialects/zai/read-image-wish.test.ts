import { describe, expect, test } from "vitest";
import type { JsonObject } from "../../core/json.ts";
import { ZAI_IMAGE_MODEL_NAMES, ZAI_IMAGE_MODELS } from "../../wire/zai/image-models.ts";
import { readImageWish } from "./read-image-wish.ts";
import { ModelElsewhere } from "./read-model.ts";

const read = (fields: JsonObject = {}, call: "synchronous" | "asynchronous" = "synchronous") =>
	readImageWish({ model: "cogview-4", prompt: "a cat", ...fields }, call);
const refusal = (code: string, field: string) => expect.objectContaining({ code, field });

test.each([
	["glm-image", { width: 1280, height: 1280, quality: "hd" }],
	["cogview-4-250304", { width: 1024, height: 1024, quality: "standard" }],
	["cogview-4", { width: 1024, height: 1024, quality: "standard" }],
	["cogview-3-flash", { width: 1024, height: 1024, quality: "standard" }],
])("the defaults of %s", (model, wish) => {
	const nulls = { size: null, quality: null, watermark_enabled: null, user_id: null };
	expect(read({ model, ...nulls })).toEqual({ model, prompt: "a cat", mark: null, warnings: [], ...wish });
});

test.each(ZAI_IMAGE_MODEL_NAMES)("the default of %s is a size that it takes", (model) => {
	expect(read({ model })).toMatchObject(read({ model, size: ZAI_IMAGE_MODELS[model].size.otherwise }));
});

describe("sizes", () => {
	test.each([
		["glm-image", "1024x1024"],
		["glm-image", "2048x2048"],
		["glm-image", "1056x2048"],
		["cogview-4", "512x512"],
		["cogview-4", "720x1440"],
		["cogview-4", "2048x1024"],
		["cogview-4", "768×1344"],
	])("%s makes %s", (model, size) => {
		const { width, height } = read({ model, size });
		expect(`${width}${size.includes("x") ? "x" : "×"}${height}`).toBe(size);
	});

	test.each([
		["glm-image", "1023x1024"],
		["glm-image", "1040x1024"],
		["glm-image", "2080x1024"],
		["glm-image", "512x512"],
		["cogview-4", "496x512"],
		["cogview-4", "520x512"],
		["cogview-4", "2048x1040"],
		["cogview-4", "2064x512"],
		["cogview-4", "1024"],
		["cogview-4", "1024x1024x1024"],
		["cogview-4", "1e3x1024"],
		["cogview-4", " 1024x1024"],
		["cogview-4", "99999x99999"],
		["cogview-4", ""],
		["cogview-4", 1024],
		["cogview-4", ["1024x1024"]],
		["cogview-4", { width: 1024, height: 1024 }],
	])("%s does not make %j", (model, size) => {
		expect(() => read({ model, size })).toThrow(refusal("invalid_field", "size"));
	});
});

test.each([
	[{ model: null }, "missing_field", "model"],
	[{ model: 4 }, "invalid_field", "model"],
	[{ model: "dall-e-3" }, "unknown_model", "model"],
	[{ prompt: null }, "missing_field", "prompt"],
	[{ prompt: " " }, "missing_field", "prompt"],
	[{ prompt: ["a cat"] }, "invalid_field", "prompt"],
	[{ prompt: "😀".repeat(5_001) }, "prompt_too_long", "prompt"],
	[{ quality: "best" }, "invalid_field", "quality"],
	[{ quality: 1 }, "invalid_field", "quality"],
	[{ watermark_enabled: "true" }, "invalid_field", "watermark_enabled"],
	[{ user_id: "short" }, "invalid_field", "user_id"],
])("%j is refused", (fields, code, field) => {
	expect(() => read(fields)).toThrow(refusal(code, field));
});

test("5,000 code points are taken", () => {
	expect(read({ prompt: "😀".repeat(5_000) }).prompt).toHaveLength(10_000);
});

describe("the asynchronous call", () => {
	test("takes glm-image and hd alone", () => {
		expect(read({ model: "glm-image" }, "asynchronous").quality).toBe("hd");
		expect(() => read({ model: "glm-image", quality: "standard" }, "asynchronous")).toThrow(/allowed is hd\./);
		expect(() => read({ model: "cogview-4" }, "asynchronous")).toThrow(ModelElsewhere);
	});
});

test("a model of films is a model of another endpoint", () => {
	expect(() => read({ model: "cogvideox-3" })).toThrow(ModelElsewhere);
});

test.each([
	[{ n: 2 }, ["n"]],
	[{ n: 1, response_format: "url" }, []],
	[{ response_format: "b64_json", style: "vivid" }, ["response_format", "style"]],
	[{ sensitive_word_check: { status: "DISABLE" } }, ["sensitive_word_check"]],
	[{ duration: 5, nobody_knows: true }, []],
])("%j is accepted, with warnings of %j", (fields, settings) => {
	expect(read(fields).warnings.map(({ setting }) => setting)).toEqual(settings);
});
