import { expect, test } from "vitest";
import { makeAccount, makeMedium, makeScript } from "../../contracts/task-factory.ts";
import { NO_SETTINGS, OPERATIONS } from "../../core/order.ts";
import type { Caller, Mode } from "../../core/account.ts";
import type { JsonObject } from "../../core/json.ts";
import type { Medium } from "../../core/medium.ts";
import { readFields } from "./fields.ts";
import { nameInputs } from "./inputs.ts";
import { buildOrder, readOperation } from "./order.ts";

test("an order of a prompt alone is whole: every wish has its default", () => {
	expect(orderOf({ prompt: "a fox" })).toEqual({
		operation: "text-to-video",
		model: "preview",
		prompt: "a fox",
		negativePrompt: null,
		inputs: [],
		seed: 7,
		width: 1280,
		height: 720,
		seconds: 5,
		fps: 24,
		sound: true,
		mark: true,
		settings: NO_SETTINGS,
		script: null,
	});
});

test("every wish is in the order as it was sent", () => {
	const body = {
		prompt: "a fox",
		negativePrompt: "rain",
		seed: 0,
		aspectRatio: "1:1",
		resolution: "1080p",
		seconds: 15,
		fps: 60,
		sound: false,
		mark: false,
		style: "clay",
		camera: "zoom_in",
		movement: "small",
	};
	expect(orderOf(body)).toMatchObject({
		...{ negativePrompt: "rain", seed: 0, width: 1080, height: 1080, seconds: 15, fps: 60, sound: false, mark: false },
		settings: { style: "clay", quality: "1080p", aspectRatio: "1:1", camera: "zoom_in", movement: "small" },
	});
});

test("one image makes it image-to-video, in the image's own shape, and the prompt may be missing", () => {
	const image = makeMedium({ width: 1000, height: 2000 });
	const order = orderOf({ image: "https://example.com/a.png" }, { image });
	expect(order).toMatchObject({ operation: "image-to-video", prompt: "", width: 640, height: 1280 });
	expect(order.inputs).toEqual([{ role: "first-frame", medium: image }]);
});

test.each([
	[{ aspectRatio: "16:9" }, { width: 1280, height: 720 }],
	[{ size: "320x240" }, { width: 320, height: 240 }],
	[{ resolution: "360p" }, { width: 320, height: 640 }],
])("with an image, %o is still heard", (wish, size) => {
	const image = makeMedium({ width: 1000, height: 2000 });
	expect(orderOf({ image: "https://example.com/a.png", ...wish }, { image })).toMatchObject(size);
});

test("the key says whether a film is marked, unless the order does", () => {
	expect(orderOf({ prompt: "a" }, { mark: false }).mark).toBe(false);
	expect(orderOf({ prompt: "a", mark: true }, { mark: false }).mark).toBe(true);
});

test("only a test key scripts outcomes", () => {
	expect(orderOf({ prompt: "a [[fail]] [[slow 2s]]" }, { mode: "test" }).script).toEqual(
		makeScript({ outcome: "fail", slowMs: 2_000 }),
	);
	expect(orderOf({ prompt: "a [[fail]]" }, { mode: "live" }).script).toBeNull();
});

test.each<[string, JsonObject, { code: string; field: string }]>([
	["nothing at all", {}, { code: "missing_field", field: "prompt" }],
	["a blank prompt", { prompt: " \n" }, { code: "missing_field", field: "prompt" }],
	[
		"image-to-video without image",
		{ operation: "image-to-video", prompt: "a" },
		{ code: "missing_field", field: "image" },
	],
	[
		"text-to-video with an image",
		{ operation: "text-to-video", prompt: "a", image: "https://example.com/a.png" },
		{ code: "conflicting_fields", field: "image" },
	],
	[
		"size and resolution",
		{ prompt: "a", size: "64x64", resolution: "720p" },
		{ code: "conflicting_fields", field: "resolution" },
	],
	[
		"size and aspect ratio",
		{ prompt: "a", size: "64x64", aspectRatio: "1:1" },
		{ code: "conflicting_fields", field: "aspectRatio" },
	],
	[
		"an operation that no engine does",
		{ prompt: "a", operation: "modify" },
		{ code: "unsupported_operation", field: "operation" },
	],
])("%s is refused before anything is taken in", (_what, body, refusal) => {
	expect(() => wishesOf(body)).toThrow(expect.objectContaining(refusal));
});

function wishesOf(body: JsonObject) {
	const fields = readFields(body);
	const possible = OPERATIONS.filter((operation) => operation !== "modify");
	return readOperation(fields, nameInputs(fields), possible);
}

function orderOf(body: JsonObject, given: { image?: Medium; mark?: boolean; mode?: Mode } = {}) {
	const { image = null, mark = true, mode = "live" } = given;
	const caller: Caller = { account: makeAccount(), mode, keyId: "1", mark };
	const inputs = image === null ? [] : [{ role: "first-frame" as const, medium: image, task: null, fps: null }];
	return buildOrder(wishesOf(body), { model: "preview", inputs, caller, mintSeed: () => 7 });
}
