import { describe, expect, test } from "vitest";
import { makeOrder } from "../../contracts/task-factory.ts";
import { NO_SETTINGS, type Order } from "../../core/order.ts";
import { ZAI_IMAGE_MODEL_NAMES, ZAI_IMAGE_MODELS } from "../../wire/zai/image-models.ts";
import { nearestSize, toImageGeneration } from "./image-generation.ts";

const still: Partial<Order> = { operation: "text-to-image", model: "glm-image", seconds: 0, fps: 0, prompt: "a cat" };

const generate = (changes: Partial<Order>) =>
	toImageGeneration(makeOrder({ ...still, width: 1280, height: 1280, ...changes }), "glm-image");

test("what a model can honour goes over without a warning, by the call that it has", () => {
	expect(generate({ settings: { ...NO_SETTINGS, quality: "hd" } })).toMatchObject({
		path: "async/images/generations",
		body: { model: "glm-image", prompt: "a cat", size: "1280x1280", quality: "hd" },
		impossible: null,
		warnings: [],
	});
	expect(generate({ model: "cogview-4", width: 512, height: 2048, mark: false })).toMatchObject({
		path: "images/generations",
		body: { model: "cogview-4", size: "512x2048", watermark_enabled: false },
		warnings: [],
	});
});

test.each<[string, Partial<Order>, string]>([
	["model", { model: "gpt-image" }, "gpt-image is not of this engine; glm-image makes the picture."],
	["size", { width: 1280, height: 720 }, "glm-image does not offer 1280x720; it makes 1824x1024."],
	[
		"quality",
		{ settings: { ...NO_SETTINGS, quality: "standard" } },
		"glm-image does not offer standard; it was left out.",
	],
	["negativePrompt", { negativePrompt: "dogs" }, "glm-image has no such setting; it was left out."],
	["style", { settings: { ...NO_SETTINGS, style: "clay" } }, "glm-image has no such setting; it was left out."],
])("what it cannot honour is warned of: %s", (setting, changes, message) => {
	expect(generate(changes).warnings).toEqual([{ setting, message }]);
});

test("pictures from pictures are none of this wire's", () => {
	expect(generate({ operation: "image-template" }).impossible).toBe("glm-image makes no picture from other pictures.");
});

describe.each(ZAI_IMAGE_MODEL_NAMES)("the nearest size of %s", (name) => {
	const { size: rules } = ZAI_IMAGE_MODELS[name];
	const lengths = [1, 64, 500, 512, 720, 1023, 1024, 1280, 1920, 2047, 2048, 2160, 3840, 10_000];

	test("is one that it offers, whatever was wished", () => {
		for (const width of lengths) {
			for (const height of lengths) {
				const made = nearestSize({ width, height }, rules);
				const said = `${width}x${height} became ${made.width}x${made.height}`;
				for (const side of [made.width, made.height]) {
					expect(side % rules.step, said).toBe(0);
					expect(side, said).toBeGreaterThanOrEqual(rules.minSide);
					expect(side, said).toBeLessThanOrEqual(rules.maxSide);
				}
				expect(made.width * made.height, said).toBeLessThanOrEqual(rules.maxPixels);
			}
		}
	});

	test("is the wished one where it is offered", () => {
		for (const [width, height] of [
			[1024, 1024],
			[1280, 1280],
			[2048, 1024],
			[1024, 1536],
		] as const) {
			expect(nearestSize({ width, height }, rules)).toEqual({ width, height });
		}
	});
});
