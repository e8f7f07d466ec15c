import { invalidField, missingField } from "../../core/errors.ts";
import type { JsonObject, JsonValue } from "../../core/json.ts";
import { ZAI_IMAGES, type ZaiMode, type ZaiModelName, type ZaiModelRules } from "../../wire/zai/models.ts";
import { presentValue } from "./fields.ts";

/** What a film is made from: the mode, and its images in their order. Each is a link, a data URL or bare base64. */
export interface ImageWish {
	readonly mode: ZaiMode;
	readonly images: readonly string[];
}

/** What `image_url` may be, in words; by the mode. One image may always stand alone or in an array: clients do both. */
const IN_WORDS: Readonly<Record<ZaiMode, string>> = {
	text: "nothing",
	image: "one link, data URL or base64 text, alone or in an array",
	"first-last-frame": "an array of two links, data URLs or base64 texts, the first and the last frame",
	references: "one to three links, data URLs or base64 texts in an array",
};

/** Which of its modes a model is asked for follows from how many images came. */
export function readImages(body: JsonObject, model: ZaiModelName, { modes }: ZaiModelRules): ImageWish {
	const takesImages = modes.filter((mode) => ZAI_IMAGES[mode].max > 0);
	const value = takesImages.length === 0 ? null : presentValue(body, "image_url");
	if (value === null) {
		if (modes.includes("text")) return { mode: "text", images: [] };
		throw missingField("image_url", `${model} needs ${inWords(takesImages)}`);
	}
	const images = textsOf(value);
	const mode = takesImages.find((each) => {
		const { min, max } = ZAI_IMAGES[each];
		return images !== null && images.length >= min && images.length <= max;
	});
	if (images === null || mode === undefined) throw invalidField("image_url", inWords(takesImages));
	return { mode, images };
}

/** The name of one of several images, for messages: `image_url[1]`. */
export function fieldOf(images: readonly string[], index: number): string {
	return images.length === 1 ? "image_url" : `image_url[${index}]`;
}

function textsOf(value: JsonValue): readonly string[] | null {
	const texts = Array.isArray(value) ? value : [value];
	return texts.every((text) => typeof text === "string" && text !== "") ? (texts as string[]) : null;
}

function inWords(modes: readonly ZaiMode[]): string {
	return modes.map((mode) => IN_WORDS[mode]).join("; or ");
}
