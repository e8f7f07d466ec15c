import { CALLS } from "../../wire/pixverse/calls.ts";
import { OPERATION_CREDITS } from "../../wire/pixverse/operation-prices.ts";
import { completeOrder } from "./complete-order.ts";
import { readBody } from "./fields.ts";
import { findMask, keyframeOf } from "./find-mask.ts";
import { asInput, findPicture, findSource, requireOne, workOn } from "./sources.ts";
import { submit } from "./submit.ts";

/** `POST /openapi/v2/video/swap/generate`: what a mask covers becomes what a picture shows. */
export const submitSwap = submit("swap", async (ask, body) => {
	const fields = readBody(body, CALLS.swap.fields);
	requireOne(fields, ["source_video_id", "video_media_id"]);
	const picture = await findPicture(ask, fields.img_id, "img_id");
	const source = await findSource(ask, fields, "swap");
	const keyframe = keyframeOf(fields.keyframe_id);
	const mask = await findMask(ask, fields.mask_id, { source, keyframe, field: "mask_id" });
	const keepSound = fields.original_sound_switch ?? false;
	const order = completeOrder(ask, {
		operation: "swap",
		model: "swap",
		prompt: "",
		inputs: [asInput(source), { role: "mask", medium: mask }, { role: "reference", medium: picture }],
		seed: fields.seed,
		...workOn(source, fields.quality),
		sound: keepSound && source.mayHaveSound,
		settings: { quality: fields.quality, keyframe, keepSound, sourceTask: source.task },
	});
	return { order, credits: OPERATION_CREDITS.swap(fields.quality, source.seconds) };
});
