import { describe, expect, it } from "vitest";
import { makeAccount, makeMedium, makeScript } from "../../contracts/task-factory.ts";
import type { Caller, Mode } from "../../core/account.ts";
import type { JsonObject } from "../../core/json.ts";
import type { Medium } from "../../core/medium.ts";
import { credits } from "../../core/money.ts";
import type { Submission } from "../../core/new-task.ts";
import { NO_SETTINGS } from "../../core/order.ts";
import { ASPECT_RATIOS, QUALITIES } from "../../wire/pixverse/models.ts";
import type { DialectRequest, DialectServices } from "../dialect.ts";
import { submitImage } from "./image.ts";
import { submitText } from "./text.ts";

interface Given {
	readonly mode?: Mode;
	readonly picture?: Medium;
}

async function submission(changes: JsonObject = {}, { mode = "live", picture }: Given = {}): Promise<Submission> {
	let submitted: Submission | null = null;
	const plain = { prompt: "a heron", model: "v6", duration: 5, quality: "540p", aspect_ratio: "16:9", img_id: 1 };
	const caller: Caller = { account: makeAccount(), mode, keyId: "key", mark: true };
	const request = { caller, headers: {}, json: () => ({ ...plain, ...changes }) } as unknown as DialectRequest;
	const tasks = {
		mintSeed: () => 7,
		findUpload: async () => ({ medium: picture }),
		async submit(_caller: Caller, made: Submission) {
			submitted = made;
			return { task: { id: 1, price: made.price } };
		},
	};
	await (picture === undefined ? submitText : submitImage)(request, { tasks } as unknown as DialectServices);
	if (submitted === null) throw new Error("nothing was submitted");
	return submitted;
}

const order = async (changes?: JsonObject, given?: Given) => (await submission(changes, given)).order;

describe("the order of a clip", () => {
	it("is whole, made of the least", async () => {
		expect(await order()).toEqual({
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

	it("has an exact, even size for every quality and ratio", async () => {
		for (const [quality, short] of Object.entries(QUALITIES)) {
			for (const [ratio, [across, down]] of Object.entries(ASPECT_RATIOS)) {
				const { width, height } = await order({ quality, aspect_ratio: ratio });
				expect(width * down).toBe(height * across);
				expect(Math.min(width, height)).toBe(short);
				expect([width % 2, height % 2]).toEqual([0, 0]);
			}
		}
	});

	it("follows the picture", async () => {
		const picture = makeMedium({ width: 3000, height: 4000 });
		const made = await order({ quality: "720p", aspect_ratio: "no ratio" }, { picture });
		expect(made).toMatchObject({ operation: "image-to-video", width: 720, height: 960 });
		expect(made.inputs).toEqual([{ role: "first-frame", medium: picture }]);
		expect(made.settings.aspectRatio).toBeNull();
	});

	it("carries the mark of the order, and the key's where the order is silent", async () => {
		expect((await order({ water_mark: false })).mark).toBe(false);
		expect((await order({ water_mark: true })).mark).toBe(true);
		expect((await order()).mark).toBe(true);
	});

	it("keeps seed, style, camera, movement and what not to show", async () => {
		const styled = { model: "v3.5", style: "clay", motion_mode: "fast", seed: 0, negative_prompt: "blur" };
		const made = await order(styled);
		expect(made).toMatchObject({ seed: 0, negativePrompt: "blur", settings: { style: "clay", movement: "large" } });
		expect((await order({ model: "v4", camera_movement: "hitchcock" })).settings.camera).toBe("hitchcock");
		expect((await order({ model: "v6", camera_movement: "default" })).settings.camera).toBeNull();
	});

	it("reads a script for test keys only", async () => {
		const prompt = "[[fail]]";
		expect((await order({ prompt }, { mode: "test" })).script).toEqual(makeScript({ outcome: "fail" }));
		expect((await order({ prompt })).script).toBeNull();
	});

	it("costs what the table says", async () => {
		expect((await submission({ model: "c1", quality: "720p" })).price).toBe(credits(50));
		expect((await submission({ model: "v4.5", motion_mode: "fast" })).price).toBe(credits(90));
	});
});
