import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addAccount } from "../../contracts/add-account.ts";
import { makePng } from "../../contracts/make-png.ts";
import { countRemains } from "../../contracts/remains.ts";
import { openTestServer } from "../../contracts/test-server.ts";
import { dollars } from "../../core/money.ts";
import type { JsonObject } from "../../core/json.ts";
import { type Call, CALLS } from "../../wire/pixverse/calls.ts";
import { TEMPLATES } from "../../wire/pixverse/templates.ts";
import { makeOtherFilm, Platform, readFixture } from "./testing/platform.ts";
import { type Given, SAMPLES } from "./testing/samples.ts";

let platform: Platform;
let given: Given;
/** What another account has. */
let foreign: Given;
let poor: string;
/** An upload of this account, with other bytes than the one that was masked. */
let otherFilm: number;

beforeAll(async () => {
	const server = await openTestServer();
	platform = new Platform(server);
	const prepare = async (key: string) => {
		const assets = await platform.prepare({ key });
		const { mask_info } = await platform.make("/video/mask/selection", { video_media_id: assets.film }, { key });
		return { ...assets, mask: mask_info[0].mask_id as string };
	};
	given = await prepare(server.liveKey);
	foreign = await prepare(await addAccount(server));
	poor = await addAccount(server, { balance: dollars(0.01) });
	otherFilm = (await platform.upload("media", makeOtherFilm())).body.Resp.media_id;
});

afterAll(async () => await platform?.server.close());

type Bad = readonly [name: string, call: Call, changes: (given: Given) => JsonObject, errCode: number, words: string];

const item = (img_id: number, duration: number) => ({ img_id, duration });
const reference = (img_id: number, ref_name: string, type = "subject") => ({ type, img_id, ref_name });
const onlyLow =
	TEMPLATES.find(({ qualities }) => !qualities.includes("720p") && qualities.length > 0)?.template_id ?? 0;

const BAD: readonly Bad[] = [
	["a length that v5 lacks", "transition", () => ({ model: "v5", duration: 10 }), 400017, "5, 8 seconds with v5"],
	["a thousand seconds", "extend", () => ({ duration: 1000 }), 400017, "duration"],
	["a model that brings nobody together", "fusion", () => ({ model: "v4" }), 400017, "v4.5, v5"],
	[
		"a model that passes through no pictures",
		"multi_transition",
		() => ({ model: "v6" }),
		400017,
		"v3.5, v4, v4.5, v5",
	],
	["1080p where it ends at 720p", "mimic", () => ({ quality: "1080p" }), 400017, "360p, 540p, 720p"],
	["both sources", "extend", ({ film }) => ({ video_media_id: film }), 400017, "exactly one of"],
	["no source", "restyle", () => ({ source_video_id: null }), 400011, "source_video_id"],
	["both sources of sound", "lip_sync", () => ({ lip_sync_tts_content: "hi" }), 400017, "exclude each other"],
	["no sound at all", "lip_sync", () => ({ audio_media_id: null }), 400011, "audio_media_id alone"],
	[
		"a speaker without words",
		"lip_sync",
		() => ({ audio_media_id: null, lip_sync_tts_speaker_id: "1" }),
		400011,
		"content",
	],
	[
		"a speaker that nobody knows",
		"lip_sync",
		() => ({ audio_media_id: null, lip_sync_tts_speaker_id: "99x", lip_sync_tts_content: "hi" }),
		400017,
		"lip_sync_tts_speaker_id",
	],
	["two ways of restyling", "restyle", () => ({ restyle_prompt: "clay" }), 400017, "exclude each other"],
	["no way of restyling", "restyle", () => ({ restyle_id: null }), 400011, "restyle_id"],
	["an effect that nobody knows", "restyle", () => ({ restyle_id: 5 }), 400017, "restyle_id"],
	[
		"a sound given as a film",
		"restyle",
		({ sound }) => ({ source_video_id: null, video_media_id: sound }),
		400017,
		"video_media_id",
	],
	[
		"a picture given as a film",
		"upscale",
		({ wide }) => ({ source_video_id: null, video_media_id: wide }),
		400017,
		"video_media_id",
	],
	["a film given as a sound", "lip_sync", ({ film }) => ({ audio_media_id: film }), 400017, "audio_media_id"],
	["a film given as a picture", "transition", ({ film }) => ({ last_frame_img: film }), 400032, "last_frame_img"],
	["a picture of another account", "image", () => ({ img_id: foreign.wide }), 400032, "img_id"],
	[
		"a film of another account",
		"upscale",
		() => ({ source_video_id: null, video_media_id: foreign.film }),
		400017,
		"video_media_id",
	],
	["a video of another account", "extend", () => ({ source_video_id: foreign.video }), 400017, "source_video_id"],
	["a mask of another account", "swap", () => ({ mask_id: foreign.mask }), 400017, "mask_id"],
	[
		"a mask of another video",
		"swap",
		() => ({ source_video_id: null, video_media_id: otherFilm }),
		400017,
		"for this video",
	],
	["a mask of another frame", "swap", () => ({ keyframe_id: 2 }), 400017, "mask_id"],
	["a mask that is a number", "swap", () => ({ mask_id: 5 }), 400013, "mask_id"],
	["a selection that is not there", "modify", () => ({ prompt: "@selection0 burns" }), 400017, "without @selection"],
	["a selection that is not used", "modify", ({ mask }) => ({ mask_ids: [mask] }), 400017, "@selection0"],
	[
		"a picture that is not used",
		"modify",
		({ wide }) => ({ img_ids: [wide, wide], prompt: "@img0" }),
		400017,
		"@img0, @img1",
	],
	["pictures counted from 1", "modify", ({ wide }) => ({ img_ids: [wide], prompt: "@img1" }), 400017, "@img0"],
	["more frames than masks", "modify", () => ({ keyframe_ids: [1, 2] }), 400017, "keyframe_ids"],
	[
		"eight pictures",
		"multi_transition",
		({ wide }) => ({ multi_transition: Array(8).fill(item(wide, 1)) }),
		400017,
		"2 to 7",
	],
	["one picture", "multi_transition", ({ wide }) => ({ multi_transition: [item(wide, 0)] }), 400017, "2 to 7"],
	[
		"nine seconds from one to the other",
		"multi_transition",
		({ wide }) => ({ multi_transition: [item(wide, 9), item(wide, 0)] }),
		400017,
		"1 to 8",
	],
	[
		"six seconds between three",
		"multi_transition",
		({ wide }) => ({ multi_transition: [item(wide, 6), item(wide, 1), item(wide, 0)] }),
		400017,
		"1 to 5",
	],
	[
		"a length after the last",
		"multi_transition",
		({ wide }) => ({ multi_transition: [item(wide, 1), item(wide, 1)] }),
		400017,
		"[1].duration",
	],
	[
		"a picture that is not there",
		"multi_transition",
		({ wide }) => ({ multi_transition: [item(wide, 1), item(1, 0)] }),
		400032,
		"[1].img_id",
	],
	[
		"an entry with a quoted number",
		"multi_transition",
		() => ({ multi_transition: [{ img_id: "1", duration: 1 }, {}] }),
		400013,
		"multi_transition[0].img_id",
	],
	[
		"fast motion over 5 s",
		"multi_transition",
		({ wide }) => ({ model: "v4", motion_mode: "fast", multi_transition: [item(wide, 6), item(wide, 0)] }),
		400017,
		"motion_mode",
	],
	[
		"a reference that is not used",
		"fusion",
		({ wide }) => ({ image_references: [reference(wide, "cat")] }),
		400017,
		"@cat",
	],
	[
		"a longer word than the name",
		"fusion",
		({ wide }) => ({ prompt: "@birds", image_references: [reference(wide, "bird")] }),
		400017,
		"@bird",
	],
	[
		"one name twice",
		"fusion",
		({ wide }) => ({ image_references: [reference(wide, "bird"), reference(wide, "bird")] }),
		400017,
		"[1].ref_name",
	],
	[
		"a name of 31 letters",
		"fusion",
		({ wide }) => ({ image_references: [reference(wide, "b".repeat(31))] }),
		400017,
		"30",
	],
	[
		"a name with a dash",
		"fusion",
		({ wide }) => ({ prompt: "@a-b", image_references: [reference(wide, "a-b")] }),
		400017,
		"letters",
	],
	[
		"four pictures with v5",
		"fusion",
		({ wide }) => ({ model: "v5", duration: 5, image_references: Array(4).fill(reference(wide, "bird")) }),
		400017,
		"1 to 3",
	],
	[
		"eleven with omni",
		"fusion",
		({ wide }) => ({ reference_mode: "omni", image_references: Array(11).fill(reference(wide, "bird")) }),
		400017,
		"1 to 10",
	],
	[
		"a film without omni",
		"fusion",
		({ film }) => ({ video_references: [{ ref_name: "it", video_media_id: film }] }),
		400017,
		"omni",
	],
	[
		"a length beside a film",
		"fusion",
		({ film }) => ({
			prompt: "@bird @it",
			reference_mode: "omni",
			video_references: [{ ref_name: "it", video_media_id: film }],
		}),
		400017,
		"0 with",
	],
	[
		"a reference film of another account",
		"fusion",
		() => ({
			prompt: "@bird @it",
			duration: 0,
			reference_mode: "omni",
			video_references: [{ ref_name: "it", video_media_id: foreign.film }],
		}),
		400017,
		"video_references[0].",
	],
	[
		"a kind of reference that is none",
		"fusion",
		({ wide }) => ({ image_references: [reference(wide, "bird", "hat")] }),
		400017,
		"subject, background",
	],
	["a template that is not activated", "image", () => ({ template_id: 7 }), 500070, "template_id"],
	[
		"a template for pictures",
		"text",
		() => ({ template_id: TEMPLATES.at(-1)?.template_id ?? 0 }),
		500070,
		"template_id",
	],
	["a template without 720p", "image", () => ({ template_id: onlyLow, quality: "720p" }), 500071, "360p, 540p"],
	["a template that wants a picture", "text", () => ({ template_id: onlyLow }), 400017, "template_id"],
	["a picture template that is none", "image_template", () => ({ template_id: 7 }), 500070, "template_id"],
	["too many pictures for a template", "image_template", ({ wide }) => ({ img_ids: [wide, wide] }), 400017, "img_ids"],
	["a frame after the last", "mask", () => ({ keyframe_id: 25 }), 400017, "1 to 24"],
	["a webhook of nobody's", "extend", () => ({ webhook_id: "wh_1" }), 400017, "webhook_id"],
	["an unreadable day", "usage_detail", () => ({ start_time: "2026-02-30 00:00:00" }), 400017, "start_time"],
	["forty days", "usage_detail", () => ({ end_time: "2026-02-10 00:00:00" }), 400017, "30 days"],
	["an end before the start", "usage_detail", () => ({ end_time: "2025-12-31 00:00:00" }), 400017, "end_time"],
	["a place that is none", "usage_detail", () => ({ cursor: "x" }), 400017, "cursor"],
	["a type that is none", "usage_detail", () => ({ creation_type: ["dance"] }), 400017, "creation_type"],
	["a voice of a picture", "create_speaker", ({ wide }) => ({ audio_media_id: wide }), 400017, "audio_media_id"],
];

describe("what is refused", () => {
	it.each(BAD)("%s (%s) leaves nothing and costs nothing", async (_name, call, changes, errCode, words) => {
		const before = countRemains(platform.server);
		const balance = await platform.balance();
		const answer = await platform.post(CALLS[call].path, { ...SAMPLES[call](given), ...changes(given) });
		expect(answer).toMatchObject({ status: 200, body: { ErrCode: errCode, Resp: null } });
		expect(answer.body.ErrMsg).toContain(words);
		expect(countRemains(platform.server)).toEqual(before);
		expect(await platform.balance()).toBe(balance);
	});

	it.each(Object.keys(CALLS) as Call[])("no body, no JSON and no object: %s", async (call) => {
		const before = countRemains(platform.server);
		for (const body of ["", "prompt=a", "[]", "null", '"text"']) {
			const answer = await platform.call("POST", CALLS[call].path, { body });
			expect(answer).toMatchObject({ status: 200, body: { ErrCode: 400013, Resp: null } });
		}
		expect(countRemains(platform.server)).toEqual(before);
	});

	it("a call without credits", async () => {
		const order = SAMPLES.text(given);
		const { img_id } = (await platform.upload("image", makePng(8, 8), { key: poor })).body.Resp;
		const { media_id } = (await platform.upload("media", readFixture("fast-start.mp4"), { key: poor })).body.Resp;
		const before = countRemains(platform.server);
		const asked: readonly (readonly [Call, JsonObject])[] = [
			["text", order],
			["image", { ...order, img_id }],
			["restyle", { video_media_id: media_id, restyle_prompt: "clay" }],
			["mask", { video_media_id: media_id }],
			["image_template", { ...SAMPLES.image_template(given), img_ids: [img_id] }],
		];
		for (const [call, body] of asked) {
			const answer = await platform.post(CALLS[call].path, body, { key: poor });
			expect([call, answer.body]).toMatchObject([call, { ErrCode: 500090, Resp: null }]);
		}
		expect(countRemains(platform.server)).toEqual(before);
		expect(await platform.balance({ key: poor })).toBe(1);
	});
});
