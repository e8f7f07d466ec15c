import { expect, test } from "vitest";
import type { FilmgateError } from "../../core/errors.ts";
import type { JsonObject } from "../../core/json.ts";
import { readFields, STYLES } from "./fields.ts";

const EMOJI = "\u{1F3AC}";

test.each<[string, JsonObject]>([
	["seconds", { seconds: 1 }],
	["seconds", { seconds: 15 }],
	["fps", { fps: 12 }],
	["fps", { fps: 60 }],
	["seed", { seed: 0 }],
	["seed", { seed: 2147483647 }],
	["size", { size: "64x64" }],
	["aspectRatio", { aspectRatio: "9:21" }],
	["resolution", { resolution: "2160p" }],
	["sound", { sound: false }],
	["mark", { mark: false }],
	["style", { style: "3d_animation" }],
	["camera", { camera: "fix_bg" }],
	["movement", { movement: "large" }],
	["prompt", { prompt: EMOJI.repeat(5_000) }],
	["negativePrompt", { negativePrompt: "x".repeat(5_000) }],
	["clientReference", { clientReference: EMOJI.repeat(256) }],
	["startWithin", { startWithin: 604_800 }],
	["finishWithin", { finishWithin: 1 }],
	["operation", { operation: "upscale" }],
	["image", { image: "https://example.com/a.png" }],
])("%s takes %o", (name, body) => {
	expect(readFields(body)).toMatchObject(body);
	expect(readFields(body)).toHaveProperty(name);
});

test.each<[field: string, allowed: string, values: JsonObject["x"][]]>([
	["seconds", "a whole number, 1 to 15", [0, 16, 5.5, "5", true, [5], {}, -1, 2 ** 53, 1e300]],
	["fps", "a whole number, 12 to 60", [11, 61, 24.5, "24"]],
	["seed", "a whole number, 0 to 2147483647", [-1, 2147483648, "1", 2 ** 53 + 2]],
	["startWithin", "a whole number, 1 to 604800", [0, 604_801, "10"]],
	["finishWithin", "a whole number, 1 to 604800", [0, 604_801, "10"]],
	["sound", "true or false", ["true", 1, 0, "on"]],
	["mark", "true or false", ["false"]],
	["prompt", "text of up to 5000 characters", [5, true, ["a"], { text: "a" }]],
	["negativePrompt", "text of up to 5000 characters", [5]],
	["image", "an http or https link, or a data URL", [5, "", ["https://example.com/a.png"]]],
	["movement", "small, medium, large", ["huge", 1, "Small"]],
	["style", STYLES.join(", "), ["day", "van gogh"]],
	["templateId", "a whole number, 1 to 9007199254740991", [0, "5", 2 ** 53]],
	["keepSound", "true or false", ["yes"]],
	["guidance", "a number, 0 to 50", [-1, 50.1, "7"]],
	["soundWords", "text of up to 2000 characters", [5, "x".repeat(2_001)]],
	["speech", "an object with text and voice", ["hello", 5, ["a"]]],
	["inputs", "a list of up to 10 inputs", ["a", {}, Array(11).fill({ role: "frame", from: "https://a.example" })]],
	["resolution", "360p, 480p, 540p, 720p, 1080p, 1440p, 2160p", ["8k", 720]],
	["aspectRatio", "16:9, 9:16, 4:3, 3:4, 1:1, 21:9, 9:21", ["16/9", "toString"]],
	["clientReference", "text of 1 to 256 characters", ["", "x".repeat(257), 5]],
	["size", "WIDTHxHEIGHT with even sides of 64 to 3840, at most 8294400 pixels", ["1281x720", 1280, "4000x4000"]],
])("%s allows %s and nothing else", (field, allowed, values) => {
	for (const value of values) {
		const error = refusalOf({ [field]: value });
		expect(error, JSON.stringify(value)).toMatchObject({ code: "invalid_field", field, allowed });
	}
});

test.each(["inputs", "stretches", "speech", "prompt"])(
	"%s that is nested beyond all sense is refused as any other",
	(field) => {
		const deep = JSON.parse(`${"[".repeat(100_000)}${"]".repeat(100_000)}`) as JsonObject["x"];
		for (const value of [deep, [deep], { text: deep }]) {
			expect(refusalOf({ [field]: value ?? null })).toMatchObject({ code: "invalid_field" });
		}
	},
);

test.each(["prompt", "negativePrompt"])("one character too many in %s is counted in code points", (field) => {
	expect(refusalOf({ [field]: EMOJI.repeat(5_001) })).toMatchObject({ code: "prompt_too_long", field });
	expect(refusalOf({ [field]: "x".repeat(5_001) })).toMatchObject({ code: "prompt_too_long", field });
	expect(refusalOf({ [field]: "x".repeat(1_000_000) })).toMatchObject({ code: "prompt_too_long", field });
});

test("a model that is no text is invalid", () => {
	expect(refusalOf({ model: 5 })).toMatchObject({ code: "invalid_field", field: "model" });
});

test("what is inside of a field is named by its place", () => {
	const input = { role: "reference", from: "https://a.example/b.png", name: "fox" };
	const places: [JsonObject, string][] = [
		[{ inputs: [input, 5] }, "inputs[1]"],
		[{ inputs: [{ ...input, role: "hero" }] }, "inputs[0].role"],
		[{ inputs: [input, { role: "frame" }] }, "inputs[1].from"],
		[{ inputs: [{ ...input, from: { upload: "upload_1", task: "task_1" } }] }, "inputs[0].from"],
		[{ inputs: [{ ...input, from: { upload: 5 } }] }, "inputs[0].from"],
		[{ inputs: [{ ...input, name: "two words" }] }, "inputs[0].name"],
		[{ inputs: [{ ...input, name: "" }] }, "inputs[0].name"],
		[{ speech: {} }, "speech.text"],
		[{ speech: { text: "" } }, "speech.text"],
		[{ speech: { text: "x".repeat(501) } }, "speech.text"],
		[{ speech: { text: "hello", voice: "15" } }, "speech.voice"],
		[{ speech: { text: "hello", voice: 3 } }, "speech.voice"],
		[{ stretches: [{ seconds: "3" }] }, "stretches[0].seconds"],
		[{ stretches: [{}, { seconds: 9 }] }, "stretches[1].seconds"],
		[{ stretches: [{ prompt: 5 }] }, "stretches[0].prompt"],
	];
	for (const [body, field] of places) {
		const refusal = refusalOf(body);
		expect(refusal, JSON.stringify(body)).toMatchObject({ code: "invalid_field", field });
		expect(refusal?.allowed, field).not.toMatch(/invalid|expected/i);
	}
	const nothing = {
		inputs: [{ ...input, name: null }],
		speech: { text: "hello", voice: null },
		stretches: [{ seconds: null }],
	};
	expect(readFields(nothing)).toMatchObject({ speech: { text: "hello" }, stretches: [{}] });
});

test("null is as good as nothing, and unknown fields are passed over", () => {
	const fields = readFields({
		prompt: "a",
		seconds: null,
		model: null,
		image: null,
		nonsense: { deep: [1] },
		width: "x",
	});
	expect(fields).toMatchObject({ prompt: "a", seconds: null, model: null, image: null });
	expect(fields).not.toHaveProperty("nonsense");
	expect(fields).not.toHaveProperty("width");
});

function refusalOf(body: JsonObject): FilmgateError | null {
	try {
		readFields(body);
		return null;
	} catch (error) {
		return error as FilmgateError;
	}
}
