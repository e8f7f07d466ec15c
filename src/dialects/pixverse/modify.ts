import { invalidField } from "../../core/errors.ts";
import type { OrderInput } from "../../core/order.ts";
import { type BodyOf, CALLS } from "../../wire/pixverse/calls.ts";
import { IMAGE_LIMITS } from "../../wire/pixverse/limits.ts";
import { OPERATION_CREDITS } from "../../wire/pixverse/operation-prices.ts";
import type { Ask } from "./ask.ts";
import { completeOrder } from "./complete-order.ts";
import { readBody } from "./fields.ts";
import { findMask, keyframeOf } from "./find-mask.ts";
import { asInput, findPicture, findSource, requireOne, type Source, workOn } from "./sources.ts";
import { submit } from "./submit.ts";

/**
 * `POST /openapi/v2/video/modify/generate`: a film is changed by words, which call its masks `@selection0`,
 * `@selection1`, ... and pictures `@img0`, `@img1`, ...
 */
export const submitModify = submit("modify", async (ask, body) => {
	const fields = readBody(body, CALLS.modify.fields);
	requireOne(fields, ["source_video_id", "video_media_id"]);
	checkMentions(fields);
	const keyframes = readKeyframes(fields);
	const source = await findSource(ask, fields, "modify");
	const pictures: OrderInput[] = [];
	for (const [index, id] of fields.img_ids.entries()) {
		pictures.push({ role: "reference", medium: await findPicture(ask, id, "img_ids"), name: `img${index}` });
	}
	const masks = await findMasks(ask, fields, { source, keyframes });
	const order = completeOrder(ask, {
		operation: "modify",
		model: "modify",
		prompt: fields.prompt,
		inputs: [asInput(source), ...masks, ...pictures],
		seed: fields.seed,
		...workOn(source, fields.quality),
		sound: source.mayHaveSound,
		settings: {
			quality: fields.quality,
			keyframe: keyframes[0] ?? null,
			keepSound: true,
			sourceTask: source.task,
		},
	});
	return { order, credits: OPERATION_CREDITS.modify(fields.quality, source.seconds) };
});

type Fields = BodyOf<"modify">;

/** As many as there are, from 0 on, and no others. */
function checkMentions({ prompt, mask_ids, mask_urls, img_ids }: Fields): void {
	checkCount(prompt, {
		word: "selection",
		count: mask_ids.length + mask_urls.length,
		fields: "mask_ids and mask_urls",
	});
	checkCount(prompt, { word: "img", count: img_ids.length, fields: "img_ids" });
}

function checkCount(prompt: string, { word, count, fields }: { word: string; count: number; fields: string }): void {
	const mentioned = new Set(
		Array.from(prompt.matchAll(new RegExp(`@${word}(\\d{1,3})\\b`, "g")), ([, digits]) => Number(digits)),
	);
	const expected = Array.from({ length: count }, (_, index) => index);
	if (mentioned.size === count && expected.every((index) => mentioned.has(index))) return;
	const words = expected.map((index) => `@${word}${index}`).join(", ");
	throw invalidField(
		"prompt",
		count === 0 ? `one without @${word}, as ${fields} is empty` : `one with ${words} of ${fields}, each`,
	);
}

/** One for all masks, or one for each; none means that any will do. */
function readKeyframes({ keyframe_ids, mask_ids, mask_urls }: Fields): readonly number[] {
	const masks = mask_ids.length + mask_urls.length;
	if (keyframe_ids.length > 1 && keyframe_ids.length !== masks) {
		throw invalidField("keyframe_ids", `one number, or as many as there are masks (${masks})`);
	}
	if (keyframe_ids.some((id) => id < 0)) throw invalidField("keyframe_ids", "numbers of frames, from 1");
	return keyframe_ids.map(keyframeOf);
}

interface Masked {
	readonly source: Source;
	readonly keyframes: readonly number[];
}

/** Those of our own first, then those that are fetched: what a link names is taken in last. */
async function findMasks(
	{ request, services }: Ask,
	fields: Fields,
	{ source, keyframes }: Masked,
): Promise<readonly OrderInput[]> {
	const masks: OrderInput[] = [];
	const add = (medium: OrderInput["medium"]) => masks.push({ role: "mask", medium, name: `selection${masks.length}` });
	for (const id of fields.mask_ids) {
		const keyframe = keyframes.length === 1 ? (keyframes[0] ?? null) : (keyframes[masks.length] ?? null);
		add(await findMask({ request, services }, id, { source, keyframe, field: "mask_ids" }));
	}
	for (const link of fields.mask_urls) {
		const limits = { field: "mask_urls", kind: "image", ...IMAGE_LIMITS, signal: request.signal } as const;
		add(await services.media.fromLink(link, limits));
	}
	return masks;
}
