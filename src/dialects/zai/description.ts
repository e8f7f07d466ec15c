import { z } from "zod";
import {
	ZAI_IMAGE_MODEL_NAMES,
	ZAI_IMAGE_MODELS,
	ZAI_IMAGE_PROMPT_LIMIT,
	type ZaiImageModelName,
} from "../../wire/zai/image-models.ts";
import type {
	ZaiAccepted,
	ZaiErrorBody,
	ZaiFault,
	ZaiImage,
	ZaiImages,
	ZaiResult,
	ZaiVideo,
} from "../../wire/zai/bodies.ts";
import { ZAI_TASK_STATUSES } from "../../wire/zai/codes.ts";
import {
	type Choice,
	ZAI_MODEL_NAMES,
	ZAI_MODELS,
	ZAI_TEXT_LIMITS,
	type ZaiModelRules,
} from "../../wire/zai/models.ts";
import type { OperationDescription, ParameterDescription, ShapeOf, WireDescription } from "../describe.ts";

/** All values that a field has for any model: which of them a model takes is said in the page of this wire. */
function valuesOf(read: (rules: ZaiModelRules) => Choice<string> | null): readonly string[] {
	return [...new Set(ZAI_MODEL_NAMES.flatMap((name) => read(ZAI_MODELS[name])?.allowed ?? []))];
}

function numbersOf(read: (rules: ZaiModelRules) => Choice<number> | null): readonly number[] {
	const all = ZAI_MODEL_NAMES.flatMap((name) => read(ZAI_MODELS[name])?.allowed ?? []);
	return [...new Set(all)].sort((one, other) => one - other);
}

const image = z.string().min(1);
const limited = ({ min, max }: { readonly min: number; readonly max: number }) => z.string().min(min).max(max);

const REQUEST_ID = limited(ZAI_TEXT_LIMITS.request_id)
	.describe("Repeated with the same body it gets the first task again, and nothing new is made.")
	.nullish();
const USER_ID = limited(ZAI_TEXT_LIMITS.user_id).nullish();
const WATERMARK = z.boolean().describe("The key's own setting if left out.").nullish();

const filmFields = {
	prompt: z.string().max(ZAI_TEXT_LIMITS.prompt.max).describe("Needed where there is no image.").nullish(),
	image_url: z
		.union([image, z.array(image).min(1).max(3)])
		.describe("Links, data URLs or base64: one image, a first and a last frame, or one to three references.")
		.nullish(),
	size: z
		.enum(valuesOf(({ size }) => size))
		.describe("CogVideoX follows the image, or 16:9, if left out.")
		.nullish(),
	fps: z.literal(numbersOf(({ fps }) => fps)).nullish(),
	duration: z
		.literal(numbersOf(({ duration }) => duration))
		.describe("Seconds.")
		.nullish(),
	quality: z.enum(valuesOf(({ quality }) => quality)).nullish(),
	with_audio: z.boolean().nullish(),
	style: z.enum(valuesOf(({ style }) => style)).nullish(),
	aspect_ratio: z.enum(valuesOf(({ aspectRatio }) => aspectRatio)).nullish(),
	movement_amplitude: z.enum(valuesOf(({ movementAmplitude }) => movementAmplitude)).nullish(),
	watermark_enabled: WATERMARK,
	request_id: REQUEST_ID,
	user_id: USER_ID,
};

const filmRequest = z.object({ model: z.enum(ZAI_MODEL_NAMES), ...filmFields });
const aliasRequest = z.object({ model: z.enum(ZAI_MODEL_NAMES).default("cogvideox-3"), ...filmFields });

function imageRequest(models: readonly ZaiImageModelName[]) {
	return z.object({
		model: z.enum(models),
		prompt: z.string().min(1).max(ZAI_IMAGE_PROMPT_LIMIT),
		size: z
			.string()
			.regex(/^[0-9]{3,4}[x×][0-9]{3,4}$/)
			.describe("Width and height in pixels; bounds and default are the model's.")
			.nullish(),
		quality: z.enum(["hd", "standard"]).nullish(),
		watermark_enabled: WATERMARK,
		request_id: REQUEST_ID,
		user_id: USER_ID,
	});
}

const accepted = z
	.object({
		id: z.string().describe("What `async-result` is asked with."),
		request_id: z.string().describe("The client's own, else the same as `id`."),
		model: z.string(),
		task_status: z.literal("PROCESSING"),
	} satisfies ShapeOf<ZaiAccepted>)
	.meta({ id: "ZaiAccepted" });

const fault = z
	.object({ code: z.string().describe("Digits."), message: z.string() } satisfies ShapeOf<ZaiFault>)
	.meta({ id: "ZaiFault" });
const film = z.object({ url: z.url(), cover_image_url: z.url().nullable() } satisfies ShapeOf<ZaiVideo>);
const picture = z.object({ url: z.url() } satisfies ShapeOf<ZaiImage>);

const result = z
	.object({
		model: z.string(),
		request_id: z.string(),
		task_status: z.enum(ZAI_TASK_STATUSES),
		video_result: z.array(film).exactOptional(),
		image_result: z.array(picture).exactOptional(),
		error: fault.describe("Why it is FAIL.").exactOptional(),
	} satisfies ShapeOf<ZaiResult>)
	.meta({ id: "ZaiResult" });

const refusal = z
	.object({
		error: fault,
		contentFilter: z
			.array(z.object({ level: z.int(), role: z.enum(["user", "assistant"]) }))
			.describe("With 1301: whose content was refused.")
			.exactOptional(),
	} satisfies ShapeOf<ZaiErrorBody>)
	.meta({ id: "ZaiRefusal" });

const LANGUAGE: ParameterDescription = {
	in: "header",
	name: "Accept-Language",
	text: "The language of messages: Chinese or English, which is the default.",
	example: "en-US,en",
};

const submit: OperationDescription = {
	summary: "Order a film",
	text: "From text, one image, a first and a last frame, or references; which of them, and which fields, is the model's.",
	parameters: [LANGUAGE],
	request: {
		content: { "application/json": filmRequest },
		example: { model: "cogvideox-3", prompt: "City sunset timelapse", size: "1920x1080", with_audio: true },
	},
	answers: { 200: { text: "Accepted.", schema: accepted } },
};

const status: OperationDescription = {
	summary: "Ask for a film or picture",
	text: "HTTP 200 in every state, for tasks of every wire.",
	parameters: [LANGUAGE],
	answers: { 200: { text: "The task as it is.", schema: result } },
};

const asynchronous = ZAI_IMAGE_MODEL_NAMES.filter((name) => ZAI_IMAGE_MODELS[name].asynchronous !== null);

export const description: WireDescription = {
	title: "Z.AI",
	text: "Clients of Z.AI and BigModel change their base URL to `/api/paas/v4` of this server. Null is the same as absent, in every field.",
	security: { type: "http", scheme: "bearer", description: "A key, or an HS256 token made from it." },
	error: { text: "What every refusal looks like.", schema: refusal },
	operations: {
		"POST /api/paas/v4/videos/generations": submit,
		"POST /api/paas/v4/video/generation": {
			...submit,
			summary: "Order a film, under another client's path",
			request: { content: { "application/json": aliasRequest }, example: { prompt: "City sunset timelapse" } },
		},
		"POST /api/paas/v4/images/generations": {
			summary: "Make a picture and wait for it",
			text: "Waits for at most 55 seconds; then a 1230 says which `async-result` answers the picture later.",
			parameters: [LANGUAGE],
			request: {
				content: { "application/json": imageRequest(ZAI_IMAGE_MODEL_NAMES) },
				example: { model: "glm-image", prompt: "A lighthouse in a storm", size: "1280x1280" },
			},
			answers: {
				200: {
					text: "The picture.",
					schema: z
						.object({ created: z.int().describe("Unix seconds."), data: z.array(picture) } satisfies ShapeOf<ZaiImages>)
						.meta({ id: "ZaiImages" }),
				},
			},
		},
		"POST /api/paas/v4/async/images/generations": {
			summary: "Order a picture",
			parameters: [LANGUAGE],
			request: {
				content: { "application/json": imageRequest(asynchronous) },
				example: { model: "glm-image", prompt: "A lighthouse in a storm" },
			},
			answers: { 200: { text: "Accepted.", schema: accepted } },
		},
		"GET /api/paas/v4/async-result/:id": status,
		"GET /api/paas/v4/async-result": {
			...status,
			summary: "The same, under another client's path",
			parameters: [{ in: "query", name: "id", text: "What the submit answered.", required: true }, LANGUAGE],
		},
	},
};
