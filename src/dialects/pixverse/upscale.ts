import { invalidField } from "../../core/errors.ts";
import { LONGEST_SIDE, type Size, sizeForRatio } from "../../core/sizes.ts";
import { CALLS } from "../../wire/pixverse/calls.ts";
import { OPERATION_CREDITS } from "../../wire/pixverse/operation-prices.ts";
import { completeOrder } from "./complete-order.ts";
import { readBody } from "./fields.ts";
import { asInput, findSource, workOn } from "./sources.ts";
import { submit } from "./submit.ts";

const FACTOR = 2;
/** Pixels of the shorter side that no film goes beyond. */
const LARGEST_SHORT_SIDE = 2_160;

const ALLOWED = `a video of less than ${LARGEST_SHORT_SIDE} pixels, and ${LONGEST_SIDE} on its longer side`;

/** `POST /openapi/v2/video/upscale/generate`: twice the pixels each way. */
export const submitUpscale = submit("upscale", async (ask, body) => {
	const fields = readBody(body, CALLS.upscale.fields);
	const source = await findSource(ask, fields, "upscale");
	const size = upscaled(source.size);
	if (size === null) throw invalidField("source_video_id", ALLOWED);
	const order = completeOrder(ask, {
		operation: "upscale",
		model: "upscale",
		prompt: "",
		inputs: [asInput(source)],
		...workOn(source),
		size,
		sound: source.mayHaveSound,
		settings: { keepSound: true, sourceTask: source.task },
	});
	return { order, credits: OPERATION_CREDITS.upscale(source.seconds) };
});

/** Twice as large, or as large as a film of this shape may be; null for one that is so already. */
export function upscaled(size: Size): Size | null {
	const [short, long] = [Math.min(size.width, size.height), Math.max(size.width, size.height)];
	const largest = Math.min(LARGEST_SHORT_SIDE, (LONGEST_SIDE * short) / long);
	return short >= largest ? null : sizeForRatio(Math.min(largest, short * FACTOR), size);
}
