import { describe, expect, test } from "vitest";
import { SORA_MODELS } from "../../wire/openai/models.ts";
import { createFields } from "./fields.ts";
import { readWish } from "./read-wish.ts";

const SERVED = ["preview", "wan-2.2"];
const wishOf = (body: object, typed = true) =>
	readWish(createFields({ prompt: "a cat", ...body } as never, typed), SERVED);
const warned = (body: object) => wishOf(body).warnings.map(({ setting }) => setting);

describe("the vendor's models", () => {
	test("are sora-2 for four seconds, upright, unless told", () => {
		expect(wishOf({})).toEqual({
			...{ model: "sora-2", prompt: "a cat", exactPicture: true, size: { width: 720, height: 1280 } },
			...{ seconds: 4, fps: 24, sound: true, negativePrompt: null, seed: null, steps: null, guidance: null },
			warnings: [],
		});
	});

	test.each([...SORA_MODELS])("%s takes each of its sizes and lengths", (model, { sizes, seconds }) => {
		for (const size of sizes) {
			const [width, height] = size.split("x").map(Number);
			expect(wishOf({ model, size }).size).toEqual({ width, height });
		}
		for (const length of seconds) expect(wishOf({ model, seconds: length }).seconds).toBe(Number(length));
		const pro = model.includes("pro");
		expect(sizes.includes("1920x1080")).toBe(pro);
	});

	test("know nothing of the open servers' fields, and say so", () => {
		const body = { seed: 1, negative_prompt: "dogs", fps: 10, num_frames: 81, guidance_scale: 5, flow_shift: 3 };
		expect(wishOf(body)).toMatchObject({ seed: null, negativePrompt: null, fps: 24, seconds: 4, guidance: null });
		expect(warned(body).sort()).toEqual(Object.keys(body).sort());
	});
});

describe("other models", () => {
	test("take what the open servers take", () => {
		const body = {
			...{ model: "wan-2.2", seconds: "6", size: "832x480", fps: 16, seed: 0, negative_prompt: "dogs" },
			...{ num_inference_steps: 30, guidance_scale: 5.5, generate_sound: false },
		};
		expect(wishOf(body)).toEqual({
			...{ model: "wan-2.2", prompt: "a cat", exactPicture: false, size: { width: 832, height: 480 } },
			...{ seconds: 6, fps: 16, sound: false, negativePrompt: "dogs", seed: 0, steps: 30, guidance: 5.5 },
			warnings: [],
		});
		const spoken = Object.fromEntries(Object.entries(body).map(([name, value]) => [name, String(value)]));
		expect(wishOf(spoken, false)).toEqual(wishOf(body));
		expect(wishOf({ ...body, seconds: 6 })).toEqual(wishOf(body));
	});

	test("are as long as their frames, in whole seconds, and say what was bent for that", () => {
		const frames = (num_frames: number, more = {}) => wishOf({ model: "preview", fps: 16, num_frames, ...more });
		expect(frames(80)).toMatchObject({ seconds: 5, warnings: [] });
		expect(frames(81)).toMatchObject({
			seconds: 5,
			warnings: [{ setting: "num_frames", message: expect.stringContaining("80") }],
		});
		expect(frames(1)).toMatchObject({ seconds: 1 });
		expect(frames(80, { seconds: "4" })).toMatchObject({ seconds: 5, warnings: [{ setting: "seconds" }] });
	});

	test("go by size before width and height, and follow their picture without either", () => {
		const sides = { model: "preview", width: 640, height: 360 };
		expect(wishOf(sides)).toMatchObject({ size: { width: 640, height: 360 }, warnings: [] });
		expect(wishOf({ ...sides, size: "640x360" }).warnings).toEqual([]);
		expect(wishOf({ ...sides, size: "320x240" })).toMatchObject({
			size: { width: 320 },
			warnings: [{ setting: "width, height" }],
		});
		expect(wishOf({ model: "preview" }).size).toBeNull();
	});

	test("that are nested beyond all sense are warned of as any other", () => {
		const n = JSON.parse(`${"[".repeat(100_000)}${"]".repeat(100_000)}`);
		expect(warned({ model: "preview", n })).toEqual(["n"]);
	});

	test("warn of what no order can carry, but not of what everybody gets", () => {
		expect(warned({ model: "preview", n: 1, num_outputs_per_prompt: "1", nobody_knows: 1, flow_shift: null })).toEqual(
			[],
		);
		expect(warned({ model: "preview", n: 2, lora: "{}", output_path: "/etc" })).toEqual(["n", "output_path", "lora"]);
	});
});
