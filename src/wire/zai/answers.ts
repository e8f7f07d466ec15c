import { z } from "zod";
import type { ZaiFault } from "./bodies.ts";

/**
 * What the vendor answers, as leniently as its own clients read it: keys that nobody asked for are dropped, and of those
 * that recordings disagree about only what is needed is demanded.
 */

const maybeText = z
	.string()
	.nullish()
	.catch(null)
	.transform((text) => text || null);
/** A string by the book; one page of the vendor's own shows a number. */
const code = z.union([z.string(), z.number()]).transform(String);

const fault = z.object({ code, message: maybeText }).transform(({ code, message }) => toFault(code, message));
const flatFault = z
	.object({ code, error: maybeText, message: maybeText, msg: maybeText })
	.transform(({ code, error, message, msg }) => toFault(code, message ?? error ?? msg));

/** Of any answer that is no success: the envelope, or one of the flat forms that clients of the vendor expect as well. */
export const zaiFaultAnswer = z.union([z.object({ error: fault }).transform(({ error }) => error), flatFault]);

/** Of a submit. */
export const zaiAcceptedAnswer = z.object({ id: z.string().min(1), model: maybeText });

/** Of `POST images/generations`: one image or more, as links. */
export const zaiImagesAnswer = z.object({ data: z.array(z.object({ url: z.string().min(1) })).min(1) });

/** Of `GET async-result/{id}`. */
export const zaiResultAnswer = z.object({
	/** One of `ZAI_TASK_STATUSES`, and whatever else the vendor may think of. */
	task_status: z.string(),
	video_result: z
		.array(z.object({ url: z.string().min(1), cover_image_url: maybeText }))
		.nullish()
		.transform((videos) => videos ?? []),
	image_result: z
		.array(z.object({ url: z.string().min(1) }))
		.nullish()
		.transform((images) => images ?? []),
	/** Documented nowhere; this is what says why, if anything does. */
	error: fault.nullish().catch(null),
});

function toFault(code: string, message: string | null): ZaiFault {
	return { code, message: message ?? "" };
}
