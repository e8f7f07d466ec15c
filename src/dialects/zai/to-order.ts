import type { Caller } from "../../core/account.ts";
import type { Medium } from "../../core/medium.ts";
import { NO_SETTINGS, type Order } from "../../core/order.ts";
import { readScript } from "../../core/script.ts";
import { filmSize } from "./film-size.ts";
import type { Wish } from "./read-wish.ts";

export interface OrderNeeds {
	readonly caller: Caller;
	/** The wish's image, taken in. */
	readonly picture: Medium | null;
	readonly seed: number;
}

/** The wish as an order that any engine understands. */
export function toOrder(wish: Wish, { caller, picture, seed }: OrderNeeds): Order {
	return {
		operation: picture === null ? "text-to-video" : "image-to-video",
		model: wish.model,
		prompt: wish.prompt,
		negativePrompt: null,
		inputs: picture === null ? [] : [{ role: "first-frame", medium: picture }],
		seed,
		...filmSize(wish.size, wish.aspectRatio, picture),
		seconds: wish.seconds,
		fps: wish.fps,
		sound: wish.sound,
		mark: wish.mark ?? caller.mark,
		settings: {
			...NO_SETTINGS,
			style: wish.style,
			quality: wish.quality,
			aspectRatio: wish.aspectRatio,
			camera: null,
			movement: movementOf(wish.movement),
		},
		script: caller.mode === "test" ? readScript(wish.prompt) : null,
	};
}

/** `auto` leaves it to the engine, as saying nothing does. */
function movementOf(amplitude: string | null): Order["settings"]["movement"] {
	return amplitude === "small" || amplitude === "medium" || amplitude === "large" ? amplitude : null;
}
