import type { Caller } from "../../core/account.ts";
import { FilmgateError } from "../../core/errors.ts";
import type { Medium } from "../../core/medium.ts";
import { NO_SETTINGS, type Order, type OrderInput } from "../../core/order.ts";
import { readScript } from "../../core/script.ts";
import { type Size, sizeForRatio } from "../../core/sizes.ts";
import { OPEN_RULES } from "../../wire/openai/models.ts";
import type { Wish } from "./read-wish.ts";

export interface OrderNeeds {
	readonly caller: Caller;
	/** The first frame, taken in. */
	readonly picture: Medium | null;
	readonly characters: readonly OrderInput[];
	mintSeed(): number;
}

/** The wish as an order that any engine understands. */
export function toOrder(wish: Wish, { caller, picture, characters, mintSeed }: OrderNeeds): Order {
	const size = wish.size ?? openSize(picture);
	if (wish.exactPicture && picture !== null) checkPicture(picture, size);
	return {
		operation: characters.length > 0 ? "reference-to-video" : picture === null ? "text-to-video" : "image-to-video",
		model: wish.model,
		prompt: wish.prompt,
		negativePrompt: wish.negativePrompt,
		inputs: picture === null ? characters : [{ role: "first-frame", medium: picture }, ...characters],
		seed: wish.seed ?? mintSeed(),
		...size,
		seconds: wish.seconds,
		fps: wish.fps,
		sound: wish.sound,
		mark: caller.mark,
		settings: { ...NO_SETTINGS, steps: wish.steps, guidance: wish.guidance },
		script: caller.mode === "test" ? readScript(wish.prompt) : null,
	};
}

/** A film whose size nobody named has its picture's shape, else this wire's default size. */
function openSize(picture: Medium | null): Size {
	const { shortSide, defaults, side } = OPEN_RULES;
	if (picture?.width == null || picture.height === null) {
		const [width = 0, height = 0] = defaults.size.split("x").map(Number);
		return { width, height };
	}
	const { width, height } = sizeForRatio(shortSide, { width: picture.width, height: picture.height });
	return { width: Math.min(width, side.max), height: Math.min(height, side.max) };
}

/** The vendor's own words for this, so that those who look for them find them. */
function checkPicture(picture: Medium, { width, height }: Size): void {
	if (picture.width === width && picture.height === height) return;
	const allowed = `${width}x${height}`;
	const message = `Inpaint image must match the requested width and height: input_reference is ${picture.width}x${picture.height}, allowed is ${allowed}.`;
	throw new FilmgateError("medium_dimensions_refused", message, { field: "input_reference", allowed });
}
