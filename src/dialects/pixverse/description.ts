import { z } from "zod";
import type { JsonObject } from "../../core/json.ts";
import { KEY_HEADER } from "../../wire/pixverse/codes.ts";
import { type Call, CALLS } from "../../wire/pixverse/calls.ts";
import { RESTYLE_EFFECTS } from "../../wire/pixverse/restyles.ts";
import { TEMPLATES } from "../../wire/pixverse/templates.ts";
import type { Described, OperationDescription, ParameterDescription, WireDescription } from "../describe.ts";
import * as answers from "./describe-answers.ts";
import { describeBody } from "./describe-fields.ts";

const { answered } = answers;

const TRACE: ParameterDescription = {
	in: "header",
	name: "Ai-trace-id",
	text: "Names the request: sent again with the same body, it gets the first answer, and nothing is billed twice.",
	schema: z.string().max(255),
	example: "5f0c6a4e-8a52-4c1c-9a39-5c3f0f0b7a51",
};

const accepted = { 200: answered("Accepted.", answers.videoCreated) };

interface Said {
	readonly summary: string;
	readonly text?: string;
	readonly example: JsonObject;
	readonly parameters?: readonly ParameterDescription[];
	readonly answers?: Readonly<Record<number, Described>>;
}

/** A call of the table with a body of JSON; one that makes a video unless its answers say otherwise. */
function call(name: Call, { example, ...said }: Said): OperationDescription {
	const request = { content: { "application/json": describeBody(name) }, example };
	return { parameters: [TRACE], answers: accepted, ...said, request };
}

function pageOf(number: string, size: string, usual: number): readonly ParameterDescription[] {
	return [
		{ in: "query", name: number, text: "From 1 on.", schema: z.int().min(1).default(1) },
		{ in: "query", name: size, text: "Entries of a page.", schema: z.int().min(1).max(100).default(usual) },
	];
}

function upload(file: string, link: string, more: Readonly<Record<string, JsonObject>> = {}) {
	const linked = { [link]: { type: "string", format: "uri" }, ...more };
	const form = { ...linked, [file]: { type: "string", contentMediaType: "application/octet-stream" } };
	const body = { type: "object", properties: linked };
	return {
		content: {
			"multipart/form-data": { type: "object", properties: form },
			"application/x-www-form-urlencoded": body,
			"application/json": body,
		},
	} as const;
}

const CLIP = { prompt: "A heron takes off from a misty lake", model: "v6", duration: 5, quality: "720p" };
const PICTURE_TEMPLATE = TEMPLATES.find(({ type }) => type === 2)?.template_id ?? 0;

const films: WireDescription["operations"] = {
	[`POST /openapi/v2${CALLS.text.path}`]: call("text", {
		summary: "Make a film from text",
		example: { ...CLIP, aspect_ratio: "16:9", generate_audio_switch: true },
	}),
	[`POST /openapi/v2${CALLS.image.path}`]: call("image", {
		summary: "Make a film from a picture",
		text: "`img_id` is its first frame; `img_ids` goes with a template.",
		example: { ...CLIP, img_id: 1024 },
	}),
	[`POST /openapi/v2${CALLS.transition.path}`]: call("transition", {
		summary: "Go from one picture to another",
		example: { ...CLIP, first_frame_img: 1024, last_frame_img: 1025 },
	}),
	[`POST /openapi/v2${CALLS.multi_transition.path}`]: call("multi_transition", {
		summary: "Go through several pictures",
		text: "Each entry says how long the way to the next one takes; nothing comes after the last.",
		example: {
			model: "v5",
			quality: "720p",
			multi_transition: [{ img_id: 1024, duration: 3, prompt: "The fog lifts" }, { img_id: 1025 }],
		},
	}),
	[`POST /openapi/v2${CALLS.fusion.path}`]: call("fusion", {
		summary: "Bring what pictures show into one film",
		text: "The prompt calls each by its `ref_name`, with an @ before it.",
		example: {
			...CLIP,
			prompt: "@bird lands on @roof",
			aspect_ratio: "16:9",
			image_references: [
				{ type: "subject", img_id: 1024, ref_name: "bird" },
				{ type: "background", img_id: 1025, ref_name: "roof" },
			],
		},
	}),
};

const works: WireDescription["operations"] = {
	[`POST /openapi/v2${CALLS.extend.path}`]: call("extend", {
		summary: "Let a film go on",
		text: "`duration` is what is added; the answer's film is the whole.",
		example: { ...CLIP, source_video_id: 4096 },
	}),
	[`POST /openapi/v2${CALLS.modify.path}`]: call("modify", {
		summary: "Change a film by words",
		text: "The prompt calls masks `@selection0`, `@selection1`, … and pictures `@img0`, `@img1`, …",
		example: { source_video_id: 4096, prompt: "Put @img0 on the roof", img_ids: [1024], quality: "720p" },
	}),
	[`POST /openapi/v2${CALLS.restyle.path}`]: call("restyle", {
		summary: "Paint a film anew",
		example: { source_video_id: 4096, restyle_id: RESTYLE_EFFECTS[0]?.restyle_id ?? 0 },
	}),
	"GET /openapi/v2/video/restyle/list": {
		summary: "List the styles of `restyle`",
		parameters: pageOf("page_num", "page_size", 30),
		answers: { 200: answered("A page of them.", answers.restyles) },
	},
	[`POST /openapi/v2${CALLS.mask.path}`]: call("mask", {
		summary: "Find what can be swapped in a frame",
		text: "Answered, and billed, at once.",
		example: { source_video_id: 4096, keyframe_id: 1 },
		answers: { 200: answered("What was found.", answers.maskSelection) },
	}),
	[`POST /openapi/v2${CALLS.swap.path}`]: call("swap", {
		summary: "Swap what a mask shows for a picture",
		example: { source_video_id: 4096, keyframe_id: 1, mask_id: "2048", img_id: 1024, quality: "720p" },
	}),
	[`POST /openapi/v2${CALLS.mimic.path}`]: call("mimic", {
		summary: "Let a picture move as a film does",
		example: { source_video_id: 4096, img_id: 1024, quality: "720p" },
	}),
	[`POST /openapi/v2${CALLS.upscale.path}`]: call("upscale", {
		summary: "Make a film larger",
		example: { source_video_id: 4096 },
	}),
};

const sounds: WireDescription["operations"] = {
	[`POST /openapi/v2${CALLS.sound_effect.path}`]: call("sound_effect", {
		summary: "Give a film sound",
		example: { source_video_id: 4096, sound_effect_content: "Rain on a tin roof", original_sound_switch: true },
	}),
	[`POST /openapi/v2${CALLS.lip_sync.path}`]: call("lip_sync", {
		summary: "Let somebody in a film speak",
		text: "Either a recording, or words and a voice.",
		example: { source_video_id: 4096, lip_sync_tts_speaker_id: "7", lip_sync_tts_content: "Good morning" },
	}),
	"GET /openapi/v2/video/lip_sync/tts_list": {
		summary: "List the voices that everybody has",
		parameters: pageOf("page_num", "page_size", 30),
		answers: { 200: answered("A page of them.", answers.speakers) },
	},
	"GET /openapi/v2/video/tts_speaker": {
		summary: "List voices, your own among them",
		parameters: [
			{
				in: "query",
				name: "speaker_type",
				text: "Which of them.",
				schema: z.enum(["system", "custom", "all"]).default("all"),
			},
			...pageOf("page_num", "page_size", 20),
		],
		answers: { 200: answered("A page of them.", answers.allSpeakers) },
	},
	[`POST /openapi/v2${CALLS.create_speaker.path}`]: call("create_speaker", {
		summary: "Make a voice after a recording",
		parameters: [],
		example: { name: "Grandmother", audio_media_id: 1026 },
		answers: { 200: answered("The voice.", answers.ownSpeaker) },
	}),
	"DELETE /openapi/v2/video/tts_speaker/:speaker_id": {
		summary: "Delete a voice of your own",
		text: "Videos that were asked for keep it.",
		answers: { 200: answered("It is gone.", answers.speakerDeleted) },
	},
};

const others: WireDescription["operations"] = {
	"GET /openapi/v2/video/effects/templates/list": {
		summary: "List templates",
		parameters: [
			{ in: "query", name: "type", text: "1: those of videos. 2: those of pictures.", schema: z.literal([1, 2]) },
			...pageOf("page", "pageSize", 20),
		],
		answers: { 200: answered("A page of them.", answers.templates) },
	},
	"GET /openapi/v2/video/result/:id": {
		summary: "Ask for a video",
		text: "Of any wire. HTTP 200 in every state.",
		answers: { 200: answered("The video as it is.", answers.videoResult) },
	},
	[`POST /openapi/v2${CALLS.image_template.path}`]: call("image_template", {
		summary: "Make a picture by a template",
		example: { img_ids: [1024], template_id: PICTURE_TEMPLATE },
		answers: { 200: answered("Accepted.", answers.imageCreated) },
	}),
	"GET /openapi/v2/image/result/:id": {
		summary: "Ask for a picture",
		text: "Of any wire. HTTP 200 in every state.",
		answers: { 200: answered("The picture as it is.", answers.imageResult) },
	},
	"POST /openapi/v2/image/upload": {
		summary: "Send a picture ahead",
		text: "A file or a link to one; a file wins over a link.",
		request: { ...upload("image", "image_url"), example: { image_url: "https://example.com/heron.jpg" } },
		answers: { 200: answered("Its number, for orders.", answers.imageUploaded) },
	},
	"POST /openapi/v2/media/upload": {
		summary: "Send a film or sound ahead",
		text: "A file or a link to one. In a form, `media_type` has to come before its file.",
		request: {
			...upload("file", "file_url", { media_type: { type: "string", enum: ["video", "audio"] } }),
			example: { file_url: "https://example.com/heron.mp4" },
		},
		answers: { 200: answered("Its number, for orders.", answers.mediaUploaded) },
	},
	"GET /openapi/v2/account/balance": {
		summary: "Ask for the balance",
		answers: { 200: answered("Whole credits.", answers.accountBalance) },
	},
	[`POST /openapi/v2${CALLS.usage_detail.path}`]: call("usage_detail", {
		summary: "List what credits went for",
		text: "At most 30 days at once; both seconds are in.",
		parameters: [],
		example: { start_time: "2026-11-01 00:00:00", end_time: "2026-11-22 00:00:00", limit: 20 },
		answers: { 200: answered("A page of it.", answers.usage) },
	}),
};

export const description: WireDescription = {
	title: "PixVerse",
	text:
		"Clients of PixVerse's platform change their host to this server; paths begin with `/openapi/v2` at its root. " +
		"Answers come in an envelope, and refusals too: nearly always with HTTP 200, told by `ErrCode`. " +
		"In bodies, null and an empty text are the same as absent.",
	security: {
		type: "apiKey",
		in: "header",
		name: "API-KEY",
		description: `Header names in any case: \`${KEY_HEADER}\`.`,
	},
	error: { text: "What every refusal looks like, also with HTTP 200.", schema: answers.refusal },
	operations: { ...films, ...works, ...sounds, ...others },
};
