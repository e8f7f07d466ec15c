import type { Medium } from "../../core/medium.ts";
import type { Operation, Order, OrderInput } from "../../core/order.ts";
import { ZAI_IMAGES, ZAI_MODELS, type ZaiImageRules, type ZaiMode, type ZaiModelName } from "../../wire/zai/models.ts";

/** The mode of an order, and the pictures that it works from, in their order. */
export interface PictureWish {
	readonly mode: ZaiMode;
	readonly pictures: readonly Medium[];
}

interface Reading {
	readonly mode: ZaiMode;
	readonly roles: readonly OrderInput["role"][];
}

const TEXT: Reading = { mode: "text", roles: [] };

const READINGS: Partial<Readonly<Record<Operation, Reading>>> = {
	"image-to-video": { mode: "image", roles: ["first-frame"] },
	"first-last-frame": { mode: "first-last-frame", roles: ["first-frame", "last-frame"] },
	"reference-to-video": { mode: "references", roles: ["reference", "background"] },
};

export function picturesOf({ operation, inputs }: Order): PictureWish {
	const { mode, roles } = READINGS[operation] ?? TEXT;
	return {
		mode,
		pictures: roles.flatMap((role) => inputs.filter((input) => input.role === role).map(({ medium }) => medium)),
	};
}

const IN_WORDS: Readonly<Record<ZaiMode, string>> = {
	text: "text alone",
	image: "a picture",
	"first-last-frame": "a first and a last frame",
	references: "reference pictures",
};

/** Why a model cannot take these pictures at all; null when it can. Only what would be a different film, or none. */
export function whyImpossible(model: ZaiModelName, { mode, pictures }: PictureWish): string | null {
	const { modes, image } = ZAI_MODELS[model];
	if (!modes.includes(mode)) return `${model} makes no film from ${IN_WORDS[mode]}.`;
	const { min, max } = ZAI_IMAGES[mode];
	if (pictures.length < min || pictures.length > max) {
		const allowed = min === max ? min : `${min} to ${max}`;
		return `${model} takes ${allowed} pictures; this order has ${pictures.length}.`;
	}
	for (const picture of pictures) {
		const reason = whyUnfit(model, picture, image);
		if (reason !== null) return reason;
	}
	return mode === "first-last-frame" ? whyUnlike(model, pictures, image) : null;
}

function whyUnfit(model: ZaiModelName, { mime, bytes, ...size }: Medium, rules: ZaiImageRules): string | null {
	const { formats, maxBytes, ratio, minSide } = rules;
	const [width, height] = [size.width ?? 1, size.height ?? 1];
	if (!formats.includes(mime)) return `${model} takes ${formats.join(", ")}; the picture is ${mime}.`;
	if (bytes > maxBytes) return `${model} takes pictures of up to ${maxBytes} bytes; this one has ${bytes}.`;
	if (ratio !== null && (width / height < ratio.min || width / height > ratio.max)) {
		return `${model} takes pictures between 1:4 and 4:1; this one is ${width}x${height}.`;
	}
	if (minSide === null || Math.min(width, height) >= minSide) return null;
	return `${model} takes pictures with sides of ${minSide} pixels or more; this one is ${width}x${height}.`;
}

function whyUnlike(model: ZaiModelName, [first, last]: readonly Medium[], rules: ZaiImageRules): string | null {
	if (rules.framePixels === null || first === undefined || last === undefined) return null;
	const { min, max } = rules.framePixels;
	const ratio = pixelsOf(first) / pixelsOf(last);
	if (ratio >= min && ratio <= max) return null;
	return `${model} takes a first frame of ${min} to ${max} times the pixels of the last one.`;
}

function pixelsOf({ width, height }: Medium): number {
	return (width ?? 0) * (height ?? 0);
}
