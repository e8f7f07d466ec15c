import type { Caller } from "../../core/account.ts";
import type { Medium } from "../../core/medium.ts";
import { NO_SETTINGS, type Operation, type Order, type OrderInput } from "../../core/order.ts";
import { readScript } from "../../core/script.ts";
import type { ZaiMode } from "../../wire/zai/models.ts";
import { filmSize } from "./film-size.ts";
import type { ImageOrderWish } from "./read-image-wish.ts";
import type { Wish } from "./read-wish.ts";

export interface OrderNeeds {
	readonly caller: Caller;
	readonly seed: number;
}

/** Which operation a mode is, and as what its images go into the order. */
const OPERATIONS: Readonly<
	Record<ZaiMode, { readonly operation: Operation; readonly roles: readonly OrderInput["role"][] }>
> = {
	text: { operation: "text-to-video", roles: [] },
	image: { operation: "image-to-video", roles: ["first-frame"] },
	"first-last-frame": { operation: "first-last-frame", roles: ["first-frame", "last-frame"] },
	references: { operation: "reference-to-video", roles: ["reference", "reference", "reference"] },
};

/**
 * The wish as an order that any engine understands.
 *
 * @param pictures its images, taken in, in their order.
 */
export function toOrder(wish: Wish, pictures: readonly Medium[], needs: OrderNeeds): Order {
	const { operation, roles } = OPERATIONS[wish.mode];
	return {
		operation,
		...common(wish, needs),
		inputs: pictures.map((medium, index) => ({ role: roles[index] ?? "reference", medium })),
		...filmSize(wish.size, wish.aspectRatio, pictures[0] ?? null),
		seconds: wish.seconds,
		fps: wish.fps,
		sound: wish.sound,
		settings: {
			...NO_SETTINGS,
			style: wish.style,
			quality: wish.quality,
			aspectRatio: wish.aspectRatio,
			movement: movementOf(wish.movement),
		},
	};
}

export function toImageOrder(wish: ImageOrderWish, needs: OrderNeeds): Order {
	return {
		operation: "text-to-image",
		...common(wish, needs),
		inputs: [],
		width: wish.width,
		height: wish.height,
		seconds: 0,
		fps: 0,
		sound: false,
		settings: { ...NO_SETTINGS, quality: wish.quality },
	};
}

function common({ model, prompt, mark }: Wish | ImageOrderWish, { caller, seed }: OrderNeeds) {
	const script = caller.mode === "test" ? readScript(prompt) : null;
	return { model, prompt, negativePrompt: null, seed, mark: mark ?? caller.mark, script };
}

/** `auto` leaves it to the engine, as saying nothing does. */
function movementOf(amplitude: string | null): Order["settings"]["movement"] {
	return amplitude === "small" || amplitude === "medium" || amplitude === "large" ? amplitude : null;
}
