import { CALLS } from "../../wire/pixverse/calls.ts";
import { OPERATION_CREDITS } from "../../wire/pixverse/operation-prices.ts";
import { completeOrder } from "./complete-order.ts";
import { readBody } from "./fields.ts";
import { sizeLike } from "./image.ts";
import { asInput, findPicture, findSource, requireOne, workOn } from "./sources.ts";
import { submit } from "./submit.ts";

/** `POST /openapi/v2/video/mimic/generate`: who is in a picture moves as a film does. */
export const submitMimic = submit("mimic", async (ask, body) => {
	const fields = readBody(body, CALLS.mimic.fields);
	requireOne(fields, ["source_video_id", "video_media_id"]);
	const picture = await findPicture(ask, fields.img_id, "img_id");
	const source = await findSource(ask, fields, "mimic");
	const { seconds, fps } = workOn(source);
	const order = completeOrder(ask, {
		operation: "motion-control",
		model: "mimic",
		prompt: "",
		inputs: [asInput(source, "motion"), { role: "first-frame", medium: picture }],
		seed: fields.seed,
		seconds,
		fps,
		size: sizeLike(picture, fields.quality),
		settings: { quality: fields.quality, sourceTask: source.task },
	});
	return { order, credits: OPERATION_CREDITS.mimic(fields.quality, source.seconds) };
});
