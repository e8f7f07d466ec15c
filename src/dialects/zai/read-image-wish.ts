import { invalidField, missingField } from "../../core/errors.ts";
import type { JsonObject } from "../../core/json.ts";
import type { Size } from "../../core/sizes.ts";
import type { Warning } from "../../core/task.ts";
import {
	ZAI_IMAGE_MODEL_NAMES,
	ZAI_IMAGE_MODELS,
	ZAI_IMAGE_PROMPT_LIMIT,
	type ZaiImageModelName,
	type ZaiImageSizes,
} from "../../wire/zai/image-models.ts";
import { ZAI_TEXT_LIMITS } from "../../wire/zai/models.ts";
import { presentValue, readChoice, readFlag, readPrompt, readText } from "./fields.ts";
import { readModel } from "./read-model.ts";
import { UNHEEDED_BY_IMAGES, unheeded } from "./unheeded.ts";

/** What a body asks for, once every field in it was checked. */
export interface ImageOrderWish extends Size {
	readonly model: ZaiImageModelName;
	readonly prompt: string;
	readonly quality: string | null;
	/** Null when the client left it to its key. */
	readonly mark: boolean | null;
	readonly warnings: readonly Warning[];
}

/** Whether the client waits for its image, or comes back for it. */
export type ImageCall = "synchronous" | "asynchronous";

export function readImageWish(body: JsonObject, call: ImageCall): ImageOrderWish {
	const isServed = (name: ZaiImageModelName) => call === "synchronous" || ZAI_IMAGE_MODELS[name].asynchronous !== null;
	const model = readModel(body, { names: ZAI_IMAGE_MODEL_NAMES.filter(isServed), otherwise: null });
	const { quality, size, asynchronous } = ZAI_IMAGE_MODELS[model];
	readText(body, "user_id", ZAI_TEXT_LIMITS.user_id);
	const prompt = readPrompt(body, ZAI_IMAGE_PROMPT_LIMIT);
	if (prompt.trim() === "") throw missingField("prompt");
	return {
		model,
		prompt,
		...readSize(body, size),
		quality: readChoice(body, "quality", call === "asynchronous" && asynchronous ? asynchronous.quality : quality),
		mark: readFlag(body, "watermark_enabled", true),
		warnings: unheeded(body, UNHEEDED_BY_IMAGES),
	};
}

/** `1280x1280`, or with the sign that BigModel's pages have. */
function readSize(body: JsonObject, { otherwise, minSide, maxSide, step, maxPixels }: ZaiImageSizes): Size {
	const value = presentValue(body, "size") ?? otherwise;
	const [, width = 0, height = 0] = (/^([0-9]{1,5})[x×]([0-9]{1,5})$/.exec(String(value)) ?? []).map(Number);
	const sides = [width, height];
	const fits = sides.every((side) => side >= minSide && side <= maxSide && side % step === 0);
	if (typeof value === "string" && fits && width * height <= maxPixels) return { width, height };
	const allowed = [
		`such as ${otherwise}`,
		`sides of ${minSide} to ${maxSide} pixels`,
		`multiples of ${step}`,
		`${maxPixels} pixels in all or less`,
	];
	throw invalidField("size", allowed.join(", "));
}
