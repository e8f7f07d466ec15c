import { makePng } from "../../../contracts/make-png.ts";
import { RESTYLE_EFFECTS } from "../../../wire/pixverse/restyles.ts";
import { type Envelope, type Platform, readFixture } from "./platform.ts";
import { type Given, SAMPLES } from "./samples.ts";

/** What a field of an answer is: a type, or `ours` before it where no source has the field. */
type Shape = Readonly<Record<string, string>>;

interface Documented {
	readonly call: string;
	readonly shape: Shape;
	ask(platform: Platform, given: Given): Promise<Envelope["Resp"]>;
}

export interface Checked {
	readonly call: string;
	readonly shape: Shape;
	readonly wrong: readonly string[];
}

const get = (path: string) => async (platform: Platform) => (await platform.get(path)).body.Resp;
const firstOf = (path: string, list: string) => async (platform: Platform) =>
	(await platform.get(path)).body.Resp[list][0];
const ended = async (platform: Platform, id: number, kind?: "image") => {
	await platform.waitFor(id, kind ?? "video");
	return (await platform.get(`/${kind ?? "video"}/result/${id}`)).body.Resp;
};

const DOCUMENTED: readonly Documented[] = [
	{
		call: "POST /video/…/generate",
		shape: { video_id: "integer", credits: "integer" },
		ask: (platform) => platform.make("/video/text/generate", SAMPLES.text({} as Given)),
	},
	{
		call: "GET /video/result/{video_id}",
		shape: {
			id: "integer",
			status: "integer",
			url: "string",
			prompt: "string",
			negative_prompt: "string",
			style: "string",
			seed: "integer",
			resolution_ratio: "integer",
			outputWidth: "integer",
			outputHeight: "integer",
			size: "integer",
			create_time: "string",
			modify_time: "string",
			has_audio: "boolean",
			customer_paths: "object",
			credits: "integer",
			path: "string",
			quality: "string",
			duration: "integer",
			aspect_ratio: "string",
		},
		ask: (platform, { video }) => ended(platform, video),
	},
	{
		call: "GET /video/result/{video_id}, customer_paths",
		shape: {
			ext_info: "null",
			agent_info: "null",
			cameo_id_list: "null",
			duration_type: "string",
			thinking_type: "string",
			caption_switch: "boolean",
			fusion_id_list: "null",
			model_evaluator: "string",
			use_api_gen_image: "boolean",
		},
		ask: async (platform, { video }) => (await ended(platform, video)).customer_paths,
	},
	{
		call: "POST /image/template/generate",
		shape: { image_id: "integer", credits: "integer" },
		ask: (platform, given) => platform.make("/image/template/generate", SAMPLES.image_template(given)),
	},
	{
		call: "GET /image/result/{image_id}",
		shape: {
			image_id: "integer",
			status: "integer",
			url: "string",
			prompt: "string",
			prompt_translate: "string",
			template_id: "integer",
			seed: "integer",
			outputWidth: "integer",
			outputHeight: "integer",
			create_time: "string",
			modify_time: "string",
			credits: "integer",
			customer_paths: "object",
		},
		async ask(platform, given) {
			const made = await platform.make("/image/template/generate", SAMPLES.image_template(given));
			return await ended(platform, made.image_id, "image");
		},
	},
	{
		call: "POST /video/mask/selection",
		shape: { keyframe_id: "integer", keyframe_url: "string", credits: "integer", mask_info: "array" },
		ask: (platform, given) => platform.make("/video/mask/selection", SAMPLES.mask(given)),
	},
	{
		call: "POST /video/mask/selection, mask_info[]",
		shape: { mask_id: "string", mask_name: "string", mask_url: "string" },
		ask: async (platform, given) => (await platform.make("/video/mask/selection", SAMPLES.mask(given))).mask_info[0],
	},
	{
		call: "POST /image/upload",
		shape: { img_id: "integer", img_url: "string" },
		ask: async (platform) => (await platform.upload("image", makePng(8, 8))).body.Resp,
	},
	{
		call: "POST /media/upload, video",
		shape: { media_id: "integer", media_type: "string", url: "string", width: "integer", height: "integer" },
		ask: async (platform) => (await platform.upload("media", readFixture("fast-start.mp4"))).body.Resp,
	},
	{
		call: "POST /media/upload, audio",
		shape: { media_id: "integer", media_type: "string", url: "string" },
		ask: async (platform) => (await platform.upload("media", readFixture("tone.mp3"))).body.Resp,
	},
	{
		call: "GET /video/lip_sync/tts_list",
		shape: { total: "integer", data: "array" },
		ask: get("/video/lip_sync/tts_list?page_num=1&page_size=30"),
	},
	{
		call: "GET /video/lip_sync/tts_list, data[]",
		shape: { speaker_id: "string", name: "string" },
		ask: firstOf("/video/lip_sync/tts_list", "data"),
	},
	{
		call: "GET /video/restyle/list, data[]",
		shape: { restyle_id: "integer", name: "string", thumbnail: "string" },
		ask: firstOf(`/video/restyle/list?page_num=1&page_size=${RESTYLE_EFFECTS.length}`, "data"),
	},
	{
		call: "GET /video/tts_speaker, data[]",
		shape: { speaker_id: "string", name: "string", speaker_type: "string, ours" },
		ask: firstOf("/video/tts_speaker?speaker_type=system", "data"),
	},
	{
		call: "GET /video/effects/templates/list, effect_items[]",
		shape: {
			template_id: "integer, ours",
			type: "integer, ours",
			name: "string, ours",
			activated: "boolean, ours",
			min_images: "integer, ours",
			max_images: "integer, ours",
			qualities: "array, ours",
			thumbnail: "string, ours",
		},
		ask: firstOf("/video/effects/templates/list?type=1&page=1&pageSize=5", "effect_items"),
	},
	{
		call: "GET /account/balance",
		shape: { account_id: "integer", credit_monthly: "integer", credit_package: "integer" },
		ask: get("/account/balance"),
	},
	{
		call: "POST /account/billing/usage-detail",
		shape: { items: "array", next_cursor: "string", has_more: "boolean" },
		ask: (platform) => platform.make("/account/billing/usage-detail", today()),
	},
	{
		call: "POST /account/billing/usage-detail, items[]",
		shape: {
			id: "integer, ours",
			creation_id: "integer, ours",
			creation_type: "string, ours",
			model: "string, ours",
			credits: "integer, ours",
			credits_status: "string",
			create_time: "string, ours",
		},
		ask: async (platform) => (await platform.make("/account/billing/usage-detail", today())).items[0],
	},
];

/** The last two days and the next one. */
export function today() {
	const day = (offset: number) => new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10);
	return { start_time: `${day(-2)} 00:00:00`, end_time: `${day(1)} 00:00:00` };
}

/** Every documented answer, with what is not as it should be. */
export async function checkAnswers(platform: Platform, given: Given): Promise<readonly Checked[]> {
	const checked: Checked[] = [];
	for (const { call, shape, ask } of DOCUMENTED) {
		checked.push({ call, shape, wrong: differences(call, shape, await ask(platform, given)) });
	}
	return checked;
}

function differences(call: string, shape: Shape, resp: Record<string, unknown>): string[] {
	const names = new Set([...Object.keys(shape), ...Object.keys(resp)]);
	return [...names].flatMap((name) => {
		const is = typeName(resp[name]);
		const should = shape[name]?.split(",")[0];
		return is === should ? [] : [`${call}: ${name} is ${is}, documented is ${should}`];
	});
}

function typeName(value: unknown): string {
	if (value === null) return "null";
	if (Array.isArray(value)) return "array";
	return Number.isSafeInteger(value) ? "integer" : typeof value;
}
