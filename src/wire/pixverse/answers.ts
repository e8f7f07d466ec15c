import { z } from "zod";

/**
 * What the platform answers, as leniently as its own client reads it: ids as numbers or as their digits, keys of the
 * envelope in either spelling, and whatever else comes along is dropped.
 */

/** An id that is only sent back: its digits, exactly as they came. */
const id = z
	.union([z.int(), z.string()])
	.transform(String)
	.refine((digits) => /^[1-9][0-9]*$/.test(digits));
const text = z.string().nullish().catch(null);

const envelope = z.object({ ErrCode: z.int(), ErrMsg: text, Resp: z.unknown() });
/** Of a picture that moderation refused at its upload. */
const smallEnvelope = z.object({ err_code: z.int(), err_msg: text, resp: z.unknown() });

/** Of every call. */
export const pixverseAnswer = z.union([
	envelope.transform(({ ErrCode, ErrMsg, Resp }) => ({ code: ErrCode, message: ErrMsg ?? "", resp: Resp })),
	smallEnvelope.transform(({ err_code, err_msg, resp }) => ({ code: err_code, message: err_msg ?? "", resp })),
]);

export type PixverseAnswer = z.output<typeof pixverseAnswer>;

export const videoCreatedAnswer = z.object({ video_id: id });
export const imageUploadedAnswer = z.object({ img_id: id });
export const mediaUploadedAnswer = z.object({ media_id: id });

/** Of `GET /video/result/{video_id}`; `status` may be a number that nobody has documented. */
export const videoResultAnswer = z.object({ status: z.int(), url: text });
