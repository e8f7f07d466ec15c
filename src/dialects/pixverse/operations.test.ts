import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openTestServer } from "../../contracts/test-server.ts";
import type { JsonObject } from "../../core/json.ts";
import type { Order } from "../../core/order.ts";
import { type Call, CALLS } from "../../wire/pixverse/calls.ts";
import { RESTYLE_EFFECTS } from "../../wire/pixverse/restyles.ts";
import { type Assets, Platform } from "./testing/platform.ts";
import { SAMPLES } from "./testing/samples.ts";

let platform: Platform;
let assets: Assets;

beforeAll(async () => {
	platform = new Platform(await openTestServer());
	assets = await platform.prepare();
});

afterAll(async () => await platform?.server.close());

/** What the engine is asked for by a call, and the credits that the client is told. */
async function order(call: Call, changes: (assets: Assets) => JsonObject = () => ({})) {
	const body = { ...SAMPLES[call]({ ...assets, mask: "" }), ...changes(assets) };
	const made = await platform.make(CALLS[call].path, body);
	const ended = await platform.waitFor(made.video_id ?? made.image_id, made.image_id === undefined ? "video" : "image");
	expect(ended.status).toBe(1);
	expect(ended.credits).toBe(made.credits);
	const { starts } = platform.server.engine;
	return { credits: made.credits as number, made: starts.at(-1)?.order as Order, ended };
}

const roles = ({ inputs }: Order) => inputs.map(({ role }) => role);

describe("what each call asks an engine for", () => {
	it("goes from picture to picture", async () => {
		const { made, credits } = await order("transition", () => ({ generate_audio_switch: true }));
		expect(made).toMatchObject({ operation: "first-last-frame", seconds: 2, width: 720, height: 360, sound: true });
		expect(roles(made)).toEqual(["first-frame", "last-frame"]);
		expect(credits).toBe(14);
	});

	it("extends to the whole length, and is paid for what is added", async () => {
		const { made, credits } = await order("extend");
		expect(made).toMatchObject({ operation: "extend", seconds: 3, model: "v6", height: 360, width: 640 });
		expect(made.settings.sourceTask).toBe(assets.video);
		expect(roles(made)).toEqual(["source"]);
		expect(credits).toBe(10);
	});

	it("extends an upload", async () => {
		const from = ({ film }: Assets) => ({
			source_video_id: null,
			video_media_id: film,
			style: "anime",
			model: "v3.5",
			duration: 5,
		});
		const { made, credits } = await order("extend", from);
		expect(made).toMatchObject({ seconds: 6, settings: { sourceTask: null, style: "anime" } });
		expect(credits).toBe(45);
	});

	it("modifies by words", async () => {
		const { made, credits } = await order("modify", ({ wide }) => ({ prompt: "put @img0 in", img_ids: [wide] }));
		expect(made).toMatchObject({ operation: "modify", prompt: "put @img0 in", seconds: 1, fps: 24, height: 360 });
		expect(made.inputs.map(({ role, name }) => [role, name])).toEqual([
			["source", undefined],
			["reference", "img0"],
		]);
		expect(credits).toBe(12);
	});

	it("gives a film sound", async () => {
		const { made, credits } = await order("sound_effect", () => ({ prompt: "rain", original_sound_switch: true }));
		expect(made).toMatchObject({ operation: "sound-effect", sound: true, width: 64, height: 36 });
		expect(made.settings).toMatchObject({ soundWords: "rain", keepSound: true });
		expect(credits).toBe(2);
	});

	it("lets somebody speak what was recorded", async () => {
		const { made, credits } = await order("lip_sync");
		expect(made).toMatchObject({ operation: "lip-sync", sound: true, settings: { speech: null } });
		expect(roles(made)).toEqual(["source", "audio"]);
		expect(credits).toBe(4);
	});

	it("lets somebody speak what is written", async () => {
		const words = { audio_media_id: null, lip_sync_tts_speaker_id: "7", lip_sync_tts_content: "Good morning, all" };
		const { made, credits } = await order("lip_sync", () => words);
		expect(made.settings.speech).toEqual({ text: "Good morning, all", voice: "7" });
		expect(credits).toBe(8);
	});

	it("lets an own voice speak", async () => {
		const { speaker_id } = await platform.make("/video/tts_speaker", { name: "mine", audio_media_id: assets.sound });
		const words = { audio_media_id: null, lip_sync_tts_speaker_id: speaker_id, lip_sync_tts_content: "Hi" };
		const { made } = await order("lip_sync", () => words);
		expect(made.settings.speech).toEqual({ text: "Hi", voice: `custom:${speaker_id}` });
		expect(roles(made)).toEqual(["source", "audio"]);
	});

	it("brings people into one film", async () => {
		const { made, credits } = await order("fusion", ({ wide, tall }) => ({
			prompt: "@my bird flies over @sea, slowly",
			image_references: [
				{ type: "subject", img_id: wide, ref_name: "my bird" },
				{ type: "background", img_id: tall, ref_name: "sea" },
			],
		}));
		expect(made).toMatchObject({ operation: "reference-to-video", width: 360, height: 360 });
		expect(made.inputs.map(({ role, name }) => [role, name])).toEqual([
			["reference", "my bird"],
			["background", "sea"],
		]);
		expect(credits).toBe(10);
	});

	it("measures a film of references by the film among them", async () => {
		const { made, credits } = await order("fusion", ({ video }) => ({
			prompt: "@bird flies like @this one",
			duration: 0,
			reference_mode: "omni",
			video_references: [{ ref_name: "this one", source_video_id: video }],
		}));
		expect(made).toMatchObject({ seconds: 1, inputs: [{ role: "reference" }, { role: "motion", name: "this one" }] });
		expect(credits).toBe(5);
	});

	it("goes through many pictures", async () => {
		const { made, credits } = await order("multi_transition", ({ wide, tall }) => ({
			multi_transition: [
				{ img_id: wide, duration: 5, prompt: "fly" },
				{ img_id: tall, duration: 2, prompt: "land" },
				{ img_id: wide, duration: 0 },
			],
		}));
		expect(made).toMatchObject({ operation: "multi-frame", seconds: 7, prompt: "fly, land", width: 720 });
		expect(roles(made)).toEqual(["frame", "frame", "frame"]);
		expect(made.settings.stretches).toEqual([
			{ seconds: 5, prompt: "fly" },
			{ seconds: 2, prompt: "land" },
		]);
		expect(credits).toBe(63);
	});

	it.each(RESTYLE_EFFECTS)("restyles as $name", async ({ restyle_id, style }) => {
		const { made, credits } = await order("restyle", () => ({ restyle_id }));
		expect(made).toMatchObject({ operation: "restyle", prompt: "", settings: { style, keepSound: true } });
		expect(credits).toBe(10);
	});

	it("restyles by words", async () => {
		const { made } = await order("restyle", () => ({ restyle_id: null, restyle_prompt: "as a woodcut" }));
		expect(made).toMatchObject({ prompt: "as a woodcut", settings: { style: null } });
	});

	it("lets a picture move as a film does", async () => {
		const { made, credits } = await order("mimic");
		expect(made).toMatchObject({ operation: "motion-control", seconds: 1, width: 720, height: 360 });
		expect(roles(made)).toEqual(["motion", "first-frame"]);
		expect(credits).toBe(9);
	});

	it("doubles the pixels", async () => {
		const { made, credits } = await order("upscale");
		expect(made).toMatchObject({ operation: "upscale", width: 128, height: 72 });
		expect(credits).toBe(5);
	});

	it("makes a picture of pictures", async () => {
		const { made, ended } = await order("image_template");
		expect(made).toMatchObject({ operation: "image-template", seconds: 0, fps: 0, width: 2048, height: 1024 });
		expect(ended).toMatchObject({ outputWidth: 2048, outputHeight: 1024, prompt_translate: "" });
		expect((await platform.get(`/video/result/${ended.image_id}`)).body.ErrCode).toBe(500008);
		expect((await platform.get(`/image/result/${assets.video}`)).body.ErrCode).toBe(500008);
	});

	it("follows a template", async () => {
		const template = { template_id: 324641385496960, prompt: "", sound_effect_switch: true };
		const { made, credits } = await order("image", () => template);
		expect(made).toMatchObject({ operation: "template", prompt: "", sound: true });
		expect(made.settings).toMatchObject({ templateId: 324641385496960, style: "clay", soundWords: "playful plucks" });
		expect(credits).toBe(14);
	});

	it("carries what used to be dropped", async () => {
		const wishes = { thinking_type: "enabled", generate_multi_clip_switch: true, seed: 5 };
		const { made, ended } = await order("text", () => wishes);
		expect(made.settings).toMatchObject({ thinking: "enabled", multiShot: true });
		expect(ended.customer_paths.thinking_type).toBe("enabled");
		const sound = {
			model: "v5",
			duration: 5,
			sound_effect_switch: true,
			sound_effect_content: "waves",
			lip_sync_switch: true,
			lip_sync_tts_content: "Ahoy",
		};
		const spoken = await order("text", () => sound);
		expect(spoken.made.settings).toMatchObject({ soundWords: "waves", speech: { text: "Ahoy", voice: "auto" } });
		expect(spoken.credits).toBe(75);
	});
});

describe("a trace id", () => {
	it("names a request of one call: the same body sent to another call is another request", async () => {
		const sent = { headers: { "Ai-trace-id": "of-an-upscale" } };
		const body = { source_video_id: assets.video };
		const { video_id } = await platform.make("/video/upscale/generate", body, sent);
		for (const path of ["/video/sound_effect/generate", "/video/mask/selection"]) {
			const answer = await platform.post(path, body, sent);
			expect(answer.body).toMatchObject({
				ErrCode: 400017,
				ErrMsg: expect.stringContaining("Ai-trace-id"),
				Resp: null,
			});
		}
		expect(await platform.make("/video/upscale/generate", body, sent)).toMatchObject({ video_id });
	});
});
