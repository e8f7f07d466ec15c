import { z } from "zod";
import type {
	Character,
	ErrorBody,
	Video,
	VideoDeleted,
	VideoError,
	VideoList,
	VideoWarning,
} from "../../wire/openai/bodies.ts";
import { ERROR_TYPES, REQUEST_CODES, VIDEO_FAULTS, VIDEO_STATUSES } from "../../wire/openai/codes.ts";
import {
	CHARACTER_NAME_LENGTH,
	DEFAULT_MODEL,
	EXTENSION,
	MOST_CHARACTERS,
	OPEN_RULES,
	PAGE_LIMIT,
	PROMPT_LENGTH,
	type Range,
	SORA_MODELS,
} from "../../wire/openai/models.ts";
import {
	FILE_PARAMETERS,
	fileAnswers,
	type OperationDescription,
	type ParameterDescription,
	type RequestDescription,
	type ShapeOf,
	type WireDescription,
} from "../describe.ts";

const whole = ({ min, max }: Range) => z.int().min(min).max(max);
const FILE = { type: "string", format: "binary" } as const;

const prompt = z.string().min(PROMPT_LENGTH.min).max(PROMPT_LENGTH.max);
const model = z
	.string()
	.describe(`${[...SORA_MODELS.keys()].join(", ")}, or a model that this server has a route for.`)
	.nullish();
const imageUrl = z.string().describe("An http or https link, or a data URL.");
const fileId = z.string().describe("`file_` and the digits of an upload, made on any wire.");
const imageReference = z.union([z.object({ image_url: imageUrl.nullish(), file_id: fileId.nullish() }), imageUrl]);

/** Fields behind `fps` are the open servers'; the vendor's own models answer them with a warning. */
const createRequest = z
	.object({
		prompt,
		model: model.default(DEFAULT_MODEL),
		seconds: z
			.union([z.string(), whole(OPEN_RULES.seconds)])
			.describe("`4`, `8`, `12`, `16` or `20` as a text for the vendor's models.")
			.nullish(),
		size: z.string().describe("`720x1280` if left out; the vendor's models have a list of sizes.").nullish(),
		input_reference: imageReference.describe("In a form also a file.").nullish(),
		characters: z
			.array(z.object({ id: z.string() }))
			.max(MOST_CHARACTERS)
			.nullish(),
		fps: whole(OPEN_RULES.fps).nullish(),
		num_frames: whole(OPEN_RULES.frames).nullish(),
		width: whole(OPEN_RULES.side).nullish(),
		height: whole(OPEN_RULES.side).nullish(),
		negative_prompt: z.string().max(PROMPT_LENGTH.max).nullish(),
		seed: whole(OPEN_RULES.seed).nullish(),
		num_inference_steps: whole(OPEN_RULES.steps).nullish(),
		guidance_scale: z.number().min(OPEN_RULES.guidance.min).max(OPEN_RULES.guidance.max).nullish(),
		generate_sound: z.boolean().nullish(),
		image_reference: imageReference.describe("The same as `input_reference`.").nullish(),
		reference_url: imageUrl.nullish(),
	})
	.meta({ id: "VideoCreate" });

const editRequest = z.object({ prompt, model, video: z.object({ id: z.string() }) });
const extendRequest = editRequest.extend({ seconds: z.enum(EXTENSION.seconds) });

const video = z
	.object({
		id: z.string().describe("`video_` and digits."),
		object: z.literal("video"),
		model: z.string(),
		status: z.enum(VIDEO_STATUSES),
		progress: z.int().min(0).max(100),
		prompt: z.string().nullable(),
		created_at: z.int().describe("Unix seconds."),
		completed_at: z.int().nullable(),
		expires_at: z.int().nullable(),
		seconds: z.string(),
		size: z.string(),
		remixed_from_video_id: z.string().nullable(),
		error: z.object({ code: z.enum(VIDEO_FAULTS), message: z.string() } satisfies ShapeOf<VideoError>).nullable(),
		warnings: z
			.array(z.object({ setting: z.string(), message: z.string() } satisfies ShapeOf<VideoWarning>))
			.describe("Wishes that could not be honoured.")
			.exactOptional(),
	} satisfies ShapeOf<Video>)
	.meta({ id: "Video" });

const list = z.object({
	object: z.literal("list"),
	data: z.array(video),
	first_id: z.string().nullable(),
	last_id: z.string().nullable(),
	has_more: z.boolean(),
} satisfies ShapeOf<VideoList>);

const character = z
	.object({
		id: z.string(),
		created_at: z.int().describe("Unix seconds."),
		name: z.string().nullable(),
	} satisfies ShapeOf<Character>)
	.meta({ id: "Character" });

const refusal = z
	.object({
		error: z.object({
			message: z.string(),
			type: z.enum(ERROR_TYPES),
			param: z.string().describe("The field at fault.").nullable(),
			code: z.enum(REQUEST_CODES).nullable(),
		} satisfies ShapeOf<ErrorBody["error"]>),
	})
	.meta({ id: "OpenaiError" });

const KEY: ParameterDescription = {
	in: "header",
	name: "Idempotency-Key",
	text: "The same request under the same key answers the first video, or character, again.",
};

const made = { 200: { text: "The video, accepted.", schema: video } };

/** Every call takes JSON and forms alike; `files` are the fields that may be a file in a form. */
function takes(schema: z.ZodObject, example: RequestDescription["example"], files: readonly string[] = []) {
	const parts = Object.fromEntries(
		Object.keys(schema.shape).map((name) => [name, files.includes(name) ? FILE : { type: "string" }]),
	);
	const form = { type: "object", properties: parts };
	return {
		content: { "application/json": schema, "multipart/form-data": form },
		...(example === undefined ? {} : { example }),
	};
}

const operations: Readonly<Record<string, OperationDescription>> = {
	"POST /v1/videos": {
		summary: "Order a video",
		text: "From a text, from a picture, or with characters.",
		parameters: [KEY],
		request: takes(createRequest, { prompt: "City sunset timelapse", seconds: "8", size: "1280x720" }, [
			"input_reference",
		]),
		answers: made,
	},
	"GET /v1/videos": {
		summary: "List videos",
		parameters: [
			{ in: "query", name: "after", text: "The `last_id` of another page." },
			{ in: "query", name: "limit", text: `How many; ${PAGE_LIMIT.default} if left out.`, schema: whole(PAGE_LIMIT) },
			{ in: "query", name: "order", text: "Newest first, or oldest first.", schema: z.enum(["desc", "asc"]) },
		],
		answers: { 200: { text: "A page.", schema: list } },
	},
	"POST /v1/videos/edits": {
		summary: "Edit a video",
		parameters: [KEY],
		request: takes(editRequest, { prompt: "The same at night", video: { id: "video_244813135937536" } }, ["video"]),
		answers: made,
	},
	"POST /v1/videos/extensions": {
		summary: "Let a video go on",
		parameters: [KEY],
		request: takes(extendRequest, { prompt: "It goes on", seconds: "8", video: { id: "video_244813135937536" } }, [
			"video",
		]),
		answers: { 200: { text: "The video, accepted; its `seconds` are those of the whole.", schema: video } },
	},
	"POST /v1/videos/characters": {
		summary: "Make a character of a video",
		request: takes(
			z.object({ name: z.string().min(CHARACTER_NAME_LENGTH.min).max(CHARACTER_NAME_LENGTH.max), video: z.string() }),
			undefined,
			["video"],
		),
		answers: { 200: { text: "The character.", schema: character } },
		parameters: [KEY],
	},
	"GET /v1/videos/characters/:id": {
		summary: "Look at a character",
		answers: { 200: { text: "The character.", schema: character } },
	},
	"GET /v1/videos/:id": {
		summary: "Ask for a video",
		text: "HTTP 200 in every state, for tasks of every wire.",
		answers: {
			200: {
				text: "The video as it is.",
				schema: video,
				headers: { "openai-poll-after-ms": "When to ask again, until it has ended." },
			},
		},
	},
	"DELETE /v1/videos/:id": {
		summary: "Delete a video that has ended",
		answers: {
			200: {
				text: "It is gone.",
				schema: z.object({
					id: z.string(),
					object: z.literal("video.deleted"),
					deleted: z.literal(true),
				} satisfies ShapeOf<VideoDeleted>),
			},
		},
	},
	"POST /v1/videos/:id/remix": {
		summary: "Make a video once more, as another prompt has it",
		parameters: [KEY],
		request: takes(z.object({ prompt }), { prompt: "The same at night" }),
		answers: made,
	},
	"GET /v1/videos/:id/content": {
		summary: "Download a video",
		text: "Answers `HEAD`, `Range` and conditions.",
		parameters: [
			{
				in: "query",
				name: "variant",
				text: "The film if left out.",
				schema: z.enum(["video", "thumbnail", "spritesheet"]),
			},
			...FILE_PARAMETERS,
		],
		answers: fileAnswers(["video/mp4", "image/png", "image/webp", "image/jpeg"]),
	},
};

export const description: WireDescription = {
	title: "OpenAI",
	text: "Clients of the OpenAI Videos API change their base URL to `/v1` of this server. Bodies may be multipart, urlencoded or JSON.",
	security: { type: "http", scheme: "bearer" },
	error: { text: "What every refusal looks like.", schema: refusal },
	operations,
};
