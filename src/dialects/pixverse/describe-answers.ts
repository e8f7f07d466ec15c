import { z } from "zod";
import type {
	AccountBalance,
	CustomerImagePaths,
	CustomerPaths,
	ImageCreated,
	ImageResult,
	ImageUploaded,
	MaskSelection,
	MediaUploaded,
	UsageItem,
	VideoCreated,
	VideoResult,
} from "../../wire/pixverse/bodies.ts";
import { ERR_CODE, VIDEO_STATUS } from "../../wire/pixverse/codes.ts";
import { CREATION_TYPES } from "../../wire/pixverse/creation-types.ts";
import { QUALITIES } from "../../wire/pixverse/models.ts";
import type { Described, ShapeOf } from "../describe.ts";

export const refusal = z
	.object({
		ErrCode: z.int().min(1).describe("A number for each kind, as the platform has it."),
		ErrMsg: z.string().describe("Names the field, and what it allows."),
		Resp: z.null(),
	})
	.meta({ id: "PixverseRefusal" });

/** What `Resp` holds of a success, in the wire's envelope. Refusals come with the same HTTP status. */
export function answered(text: string, resp: z.ZodType): Described {
	const success = z.object({
		ErrCode: z.literal(ERR_CODE.success).describe("Anything else is a refusal, whose `Resp` is null."),
		ErrMsg: z.literal("Success"),
		Resp: resp,
	});
	return { text, schema: z.union([success, refusal]) };
}

const count = z.int().min(0);
const credits = count.describe("What it costs.");
const instant = z.iso.datetime({ precision: 0 });
const link = z.url();
const linkOrEmpty = z.union([z.literal(""), z.url()]);
const status = z.literal(Object.values(VIDEO_STATUS)).describe(
	Object.entries(VIDEO_STATUS)
		.map(([word, code]) => `${code} ${word}`)
		.join(", "),
);

export const videoCreated = z
	.object({ video_id: z.int().describe("What `video/result` is asked with."), credits } satisfies ShapeOf<VideoCreated>)
	.meta({ id: "PixverseVideoCreated" });

export const imageCreated = z
	.object({ image_id: z.int().describe("What `image/result` is asked with."), credits } satisfies ShapeOf<ImageCreated>)
	.meta({ id: "PixverseImageCreated" });

const customerPaths = z.object({
	ext_info: z.null(),
	agent_info: z.null(),
	cameo_id_list: z.null(),
	duration_type: z.string(),
	thinking_type: z.string(),
	caption_switch: z.boolean(),
	fusion_id_list: z.null(),
	model_evaluator: z.string(),
	use_api_gen_image: z.boolean(),
} satisfies ShapeOf<CustomerPaths>);

export const videoResult = z
	.object({
		id: z.int(),
		status,
		url: linkOrEmpty.describe("The film, once it is done."),
		prompt: z.string(),
		negative_prompt: z.string(),
		style: z.string(),
		seed: count,
		resolution_ratio: z.int(),
		outputWidth: count,
		outputHeight: count,
		size: count.describe("Bytes."),
		create_time: instant,
		modify_time: instant,
		has_audio: z.boolean(),
		customer_paths: customerPaths,
		credits: count,
		path: z.string().describe("`url` without its host."),
		quality: z.string().describe("The shorter side: `720p`."),
		duration: count.describe("Seconds."),
		aspect_ratio: z.string().describe("Empty where the shape has no name here."),
	} satisfies ShapeOf<VideoResult>)
	.meta({ id: "PixverseVideo" });

const customerImagePaths = z.object({
	ext_info: z.null(),
	agent_info: z.null(),
	cameo_id_list: z.null(),
	duration_type: z.string(),
	fusion_id_list: z.null(),
	model_evaluator: z.string(),
	customer_img_paths: z.array(z.string()),
	gen_img_req_img_ids: z.array(z.int()),
} satisfies ShapeOf<CustomerImagePaths>);

export const imageResult = z
	.object({
		image_id: z.int(),
		status,
		url: linkOrEmpty.describe("The picture, once it is done."),
		prompt: z.string(),
		prompt_translate: z.string(),
		template_id: count,
		seed: count,
		outputWidth: count,
		outputHeight: count,
		create_time: instant,
		modify_time: instant,
		credits: count,
		customer_paths: customerImagePaths,
	} satisfies ShapeOf<ImageResult>)
	.meta({ id: "PixverseImage" });

const mask = z.object({ mask_id: z.string(), mask_name: z.string(), mask_url: link });

export const maskSelection = z
	.object({
		keyframe_id: z.int().min(1),
		keyframe_url: link.describe("The frame, as a picture."),
		credits,
		mask_info: z.array(mask).describe("What can be swapped in it."),
	} satisfies ShapeOf<MaskSelection>)
	.meta({ id: "PixverseMasks" });

export const imageUploaded = z
	.object({ img_id: z.int(), img_url: link } satisfies ShapeOf<ImageUploaded>)
	.meta({ id: "PixverseImageUploaded" });

export const mediaUploaded = z
	.object({
		media_id: z.int(),
		media_type: z.enum(["video", "audio"]),
		url: link,
		width: count.exactOptional(),
		height: count.exactOptional(),
	} satisfies ShapeOf<MediaUploaded>)
	.meta({ id: "PixverseMediaUploaded" });

export const accountBalance = z
	.object({
		account_id: z.int(),
		credit_monthly: z.int().describe("Always 0: there are no monthly plans here."),
		credit_package: z.int(),
	} satisfies ShapeOf<AccountBalance>)
	.meta({ id: "PixverseBalance" });

const usageItem = z
	.object({
		id: z.int(),
		creation_id: z.int().describe("The video's or picture's number; 0 for what belongs to none."),
		creation_type: z.enum([...CREATION_TYPES, ""]),
		model: z.string(),
		credits: count,
		credits_status: z.enum(["consume", "refund"]),
		create_time: instant,
	} satisfies ShapeOf<UsageItem>)
	.meta({ id: "PixverseUsageItem" });

export const usage = z.object({
	items: z.array(usageItem).describe("The newest first."),
	next_cursor: z.string().describe("What `cursor` gets for the next page; empty at the end."),
	has_more: z.boolean(),
});

const total = count.describe("Of all pages.");

export const speakers = z.object({
	total,
	data: z.array(z.object({ speaker_id: z.string(), name: z.string() })),
});

export const ownSpeaker = z
	.object({ speaker_id: z.string(), name: z.string(), speaker_type: z.enum(["system", "custom"]) })
	.meta({ id: "PixverseSpeaker" });

export const allSpeakers = z.object({ total, data: z.array(ownSpeaker) });

export const speakerDeleted = z.object({ speaker_id: z.string() });

export const restyles = z.object({
	total,
	data: z.array(z.object({ restyle_id: z.int(), name: z.string(), thumbnail: z.literal("") })),
});

export const templates = z.object({
	total,
	effect_items: z.array(
		z.object({
			template_id: z.int(),
			type: z.literal([1, 2]).describe("1 makes videos, 2 pictures."),
			name: z.string(),
			activated: z.boolean(),
			min_images: count,
			max_images: count,
			qualities: z.array(z.enum(Object.keys(QUALITIES))),
			thumbnail: z.literal(""),
		}),
	),
});
