import type { Caller } from "../../core/account.ts";
import type { Medium } from "../../core/medium.ts";
import { credits, type Money } from "../../core/money.ts";
import { NO_SETTINGS, type Order } from "../../core/order.ts";
import { readScript } from "../../core/script.ts";
import { type Size, sizeForRatio } from "../../core/sizes.ts";
import { ASPECT_RATIOS, FRAMES_PER_SECOND, QUALITIES } from "../../wire/pixverse/models.ts";
import { quoteCredits } from "../../wire/pixverse/prices.ts";
import type { Wishes } from "./read-wishes.ts";

export interface OrderNeeds {
	readonly caller: Caller;
	/** The first frame; null on text-to-video. */
	readonly picture: Medium | null;
	mintSeed(): number;
}

/** What was wished, as a complete order. The film's shorter side is its quality; its shape is the ratio's or the picture's. */
export function buildOrder(wishes: Wishes, { caller, picture, mintSeed }: OrderNeeds): Order {
	const { prompt } = wishes;
	return {
		operation: picture === null ? "text-to-video" : "image-to-video",
		model: wishes.model,
		prompt,
		negativePrompt: wishes.negativePrompt,
		inputs: picture === null ? [] : [{ role: "first-frame", medium: picture }],
		seed: wishes.seed ?? mintSeed(),
		...sizeForRatio(QUALITIES[wishes.quality], shapeOf(wishes, picture)),
		seconds: wishes.seconds,
		fps: FRAMES_PER_SECOND,
		sound: wishes.audio || wishes.soundEffect || wishes.lipSync,
		mark: wishes.waterMark ?? caller.mark,
		settings: {
			...NO_SETTINGS,
			...NO_SETTINGS,
			style: wishes.style,
			quality: wishes.quality,
			aspectRatio: wishes.aspectRatio,
			camera: wishes.camera,
			movement: wishes.fast ? "large" : null,
		},
		script: caller.mode === "test" ? readScript(prompt) : null,
	};
}

/** What the vendor's table asks for it. */
export function priceOf(wishes: Wishes): Money {
	return credits(quoteCredits(wishes));
}

function shapeOf({ aspectRatio }: Wishes, picture: Medium | null): Size {
	const [across, down] = ASPECT_RATIOS[aspectRatio ?? "16:9"];
	return { width: picture?.width ?? across, height: picture?.height ?? down };
}
