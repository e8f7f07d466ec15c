import { invalidField } from "../../core/errors.ts";
import { sizeForRatio } from "../../core/sizes.ts";
import { CALLS } from "../../wire/pixverse/calls.ts";
import { OPERATION_CREDITS } from "../../wire/pixverse/operation-prices.ts";
import { completeOrder } from "./complete-order.ts";
import { readBody } from "./fields.ts";
import { asInput, findSource, workOn } from "./sources.ts";
import { submit } from "./submit.ts";

const FACTOR = 2;
/** Pixels of the shorter side that no film goes beyond. */
const LARGEST = 2_160;

/** `POST /openapi/v2/video/upscale/generate`: twice the pixels each way. */
export const submitUpscale = submit("upscale", async (ask, body) => {
	const fields = readBody(body, CALLS.upscale.fields);
	const source = await findSource(ask, fields, "upscale");
	const short = Math.min(source.size.width, source.size.height);
	if (short >= LARGEST) throw invalidField("source_video_id", `a video of less than ${LARGEST} pixels`);
	const order = completeOrder(ask, {
		operation: "upscale",
		model: "upscale",
		prompt: "",
		inputs: [asInput(source)],
		...workOn(source),
		size: sizeForRatio(Math.min(LARGEST, short * FACTOR), source.size),
		sound: source.mayHaveSound,
		settings: { keepSound: true, sourceTask: source.task },
	});
	return { order, credits: OPERATION_CREDITS.upscale(source.seconds) };
});
