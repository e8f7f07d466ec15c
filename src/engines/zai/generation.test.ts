import { describe, expect, test } from "vitest";
import { makeMedium, makeOrder } from "../../contracts/task-factory.ts";
import type { Medium } from "../../core/medium.ts";
import { NO_SETTINGS, type Order } from "../../core/order.ts";
import { ZAI_MODEL_NAMES } from "../../wire/zai/models.ts";
import { toGeneration } from "./generation.ts";

/** What cogvideox-3 makes exactly. */
const exact: Partial<Order> = { model: "cogvideox-3", width: 1280, height: 720, seconds: 5, fps: 30 };

function generate(changes: Partial<Order>) {
	const otherwise = { model: "cogvideox-3", imageModel: "glm-image" } as const;
	return toGeneration(makeOrder({ ...exact, ...changes }), otherwise);
}

function withPicture(medium: Partial<Medium>, changes: Partial<Order> = {}): Partial<Order> {
	const inputs = [{ role: "first-frame", medium: makeMedium(medium) } as const];
	return { operation: "image-to-video", inputs, ...changes };
}

function withFrames(first: Partial<Medium>, last: Partial<Medium>, changes: Partial<Order> = {}): Partial<Order> {
	const inputs = [
		{ role: "last-frame", medium: makeMedium(last) },
		{ role: "first-frame", medium: makeMedium(first) },
	] as const;
	return { operation: "first-last-frame", inputs, ...changes };
}

function withReferences(media: readonly Partial<Medium>[], changes: Partial<Order> = {}): Partial<Order> {
	const inputs = media.map((medium) => ({ role: "reference", medium: makeMedium(medium) }) as const);
	return { operation: "reference-to-video", inputs, ...changes };
}

describe("an order that a model can honour goes over without a warning", () => {
	test.each<[string, Partial<Order>, object]>([
		["text", {}, { size: "1280x720", duration: 5, fps: 30, with_audio: false }],
		["long, smooth, with sound", { seconds: 10, fps: 60, sound: true }, { duration: 10, fps: 60, with_audio: true }],
		["quality", { settings: { ...NO_SETTINGS, quality: "quality" } }, { quality: "quality" }],
		[
			"another wire's resolution",
			{ settings: { ...NO_SETTINGS, quality: "720p", aspectRatio: "16:9" } },
			{ size: "1280x720" },
		],
		["without a mark", { mark: false }, { watermark_enabled: false }],
		["cogvideox-2", { model: "cogvideox-2", width: 720, height: 480 }, { model: "cogvideox-2", size: "720x480" }],
		[
			"viduq1-text, upright",
			{
				model: "viduq1-text",
				width: 1080,
				height: 1920,
				fps: 24,
				settings: { ...NO_SETTINGS, style: "anime", movement: "large", aspectRatio: "9:16" },
			},
			{ size: "1920x1080", aspect_ratio: "9:16", style: "anime", movement_amplitude: "large", duration: 5 },
		],
		[
			"vidu2-image",
			withPicture({}, { model: "vidu2-image", seconds: 4, fps: 24, sound: true }),
			{ size: "1280x720", duration: 4, with_audio: true },
		],
	])("%s", (_name, changes, fields) => {
		const { body, warnings } = generate(changes);
		expect(warnings).toEqual([]);
		expect(body).toMatchObject(fields);
	});

	test("a first and a last frame, in that order", () => {
		const order = withFrames({ sha256: "first" }, { sha256: "last" });
		const { pictures, warnings, path } = generate(order);
		expect(pictures.map(({ sha256 }) => sha256)).toEqual(["first", "last"]);
		expect({ warnings, path }).toEqual({ warnings: [], path: "videos/generations" });
	});

	test("references go over in an array, also one alone", () => {
		const order = withReferences([{}], { model: "vidu2-reference", seconds: 4, fps: 24 });
		expect(generate(order)).toMatchObject({ warnings: [], inArray: true, impossible: null });
	});

	test("a size that follows the picture is left open, as the wire means it", () => {
		const { body, warnings } = generate(withPicture({ width: 800, height: 600 }, { width: 1440, height: 1080 }));
		expect(warnings).toEqual([]);
		expect(body).not.toHaveProperty("size");
	});

	test("what was not said is not sent", () => {
		const { body } = generate(withPicture({}, { prompt: "" }));
		expect(Object.keys(body)).toEqual(["model", "size", "duration", "fps", "with_audio"]);
	});
});

describe("what a model cannot honour is warned of, and the nearest is made", () => {
	test.each<[string, Partial<Order>, string, object]>([
		["model", { model: "v5" }, "v5 is not of this engine; cogvideox-3 makes the film.", { model: "cogvideox-3" }],
		[
			"size",
			{ width: 640, height: 360 },
			"cogvideox-3 does not offer 640x360; it makes 1280x720.",
			{ size: "1280x720" },
		],
		[
			"size",
			{ width: 540, height: 960 },
			"cogvideox-3 does not offer 540x960; it makes 720x1280.",
			{ size: "720x1280" },
		],
		["size", { width: 720, height: 720 }, "cogvideox-3 does not offer 720x720; it makes 1024x1024.", {}],
		[
			"size",
			withPicture({ width: 800, height: 600 }, { width: 640, height: 480 }),
			"cogvideox-3 does not offer 640x480; it makes 1440x1080.",
			{},
		],
		["seconds", { seconds: 8 }, "cogvideox-3 does not offer 8; it makes 10.", { duration: 10 }],
		["seconds", { seconds: 1 }, "cogvideox-3 does not offer 1; it makes 5.", { duration: 5 }],
		[
			"seconds",
			{ model: "cogvideox-2", width: 720, height: 480, seconds: 10 },
			"cogvideox-2 does not offer 10; it makes 5.",
			{},
		],
		["fps", { fps: 24 }, "cogvideox-3 does not offer 24; it makes 30.", { fps: 30 }],
		[
			"quality",
			{ settings: { ...NO_SETTINGS, quality: "turbo" } },
			"cogvideox-3 does not offer turbo; it was left out.",
			{},
		],
		["style", { settings: { ...NO_SETTINGS, style: "clay" } }, "cogvideox-3 does not offer clay; it was left out.", {}],
		[
			"movement",
			{ settings: { ...NO_SETTINGS, movement: "small" } },
			"cogvideox-3 does not offer small; it was left out.",
			{},
		],
		[
			"camera",
			{ settings: { ...NO_SETTINGS, camera: "zoom_in" } },
			"cogvideox-3 has no such setting; it was left out.",
			{},
		],
		[
			"templateId",
			{ settings: { ...NO_SETTINGS, templateId: 7 } },
			"cogvideox-3 has no such setting; it was left out.",
			{},
		],
		["negativePrompt", { negativePrompt: "rain" }, "cogvideox-3 has no such setting; it was left out.", {}],
		[
			"sound",
			{ model: "viduq1-text", width: 1920, height: 1080, fps: 24, sound: true },
			"viduq1-text makes no sound.",
			{},
		],
		[
			"mark",
			{ model: "viduq1-text", width: 1920, height: 1080, fps: 24, mark: false },
			"viduq1-text cannot be told to leave its mark out.",
			{},
		],
	])("%s", (setting, changes, message, fields) => {
		const { body, warnings } = generate(changes);
		expect(warnings).toEqual([{ setting, message }]);
		expect(body).toMatchObject(fields);
	});
});

describe("what would be another film is refused", () => {
	test.each<[string, Partial<Order>]>([
		["viduq1-image makes no film from text alone.", { model: "viduq1-image" }],
		["viduq1-text makes no film from a picture.", withPicture({}, { model: "viduq1-text" })],
		["vidu2-reference makes no film from a picture.", withPicture({}, { model: "vidu2-reference" })],
		["cogvideox-3 takes image/png, image/jpeg; the picture is image/webp.", withPicture({ mime: "image/webp" })],
		["cogvideox-3 takes pictures of up to 5000000 bytes; this one has 5000001.", withPicture({ bytes: 5_000_001 })],
		[
			"vidu2-image takes pictures between 1:4 and 4:1; this one is 500x100.",
			withPicture({ width: 500, height: 100 }, { model: "vidu2-image" }),
		],
		["cogvideox-2 makes no film from a first and a last frame.", withFrames({}, {}, { model: "cogvideox-2" })],
		["cogvideox-3 makes no film from reference pictures.", withReferences([{}])],
		[
			"vidu2-reference takes 1 to 3 pictures; this order has 4.",
			withReferences([{}, {}, {}, {}], { model: "vidu2-reference" }),
		],
		[
			"vidu2-reference takes pictures with sides of 128 pixels or more; this one is 200x127.",
			withReferences([{}, { width: 200, height: 127 }], { model: "vidu2-reference" }),
		],
		[
			"viduq1-start-end takes a first frame of 0.8 to 1.25 times the pixels of the last one.",
			withFrames({ width: 1280, height: 720 }, { width: 640, height: 360 }, { model: "viduq1-start-end" }),
		],
	])("%s", (reason, changes) => {
		expect(generate(changes).impossible).toBe(reason);
	});

	test("and every model takes an order of its own kind", () => {
		const fit = ZAI_MODEL_NAMES.filter((model) => {
			const possible = [
				generate({ model }),
				generate(withPicture({}, { model })),
				generate(withFrames({}, {}, { model })),
				generate(withReferences([{}], { model })),
			];
			return possible.some(({ impossible }) => impossible === null);
		});
		expect(fit).toEqual(ZAI_MODEL_NAMES);
	});
});

describe("an order of another wire", () => {
	test("is made by a model that can do it", () => {
		const { body, warnings } = generate(withReferences([{}], { model: "v5", seconds: 4, fps: 24 }));
		expect(body.model).toBe("vidu2-reference");
		expect(warnings).toEqual([
			{ setting: "model", message: "v5 is not of this engine; vidu2-reference makes the film." },
		]);
	});

	test("whose pictures have names, or a background, is told that they mean nothing here", () => {
		const inputs = [
			{ role: "background", medium: makeMedium() },
			{ role: "reference", medium: makeMedium({ sha256: "cat" }), name: "cat" },
		] as const;
		const order = { operation: "reference-to-video", inputs, model: "vidu2-reference", seconds: 4, fps: 24 } as const;
		const { pictures, warnings } = generate(order);
		expect(pictures[0]?.sha256).toBe("cat");
		expect(warnings.map(({ setting }) => setting)).toEqual(["background", "names"]);
	});
});
