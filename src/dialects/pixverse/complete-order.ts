import { NO_SETTINGS, type Order, type OrderSettings } from "../../core/order.ts";
import { readScript } from "../../core/script.ts";
import type { Size } from "../../core/sizes.ts";
import { FRAMES_PER_SECOND } from "../../wire/pixverse/models.ts";
import type { Ask } from "./ask.ts";

/** What a verb has to say about its order; the rest is the same for all of them. */
export interface OrderDraft extends Pick<Order, "operation" | "model" | "prompt" | "seconds"> {
	readonly size: Size;
	readonly inputs?: Order["inputs"];
	readonly negativePrompt?: string;
	/** Null: none was given. */
	readonly seed?: number | null;
	readonly fps?: number | undefined;
	readonly sound?: boolean;
	/** Null: the key's own setting decides. */
	readonly waterMark?: boolean | null;
	readonly settings?: Partial<OrderSettings>;
}

export function completeOrder({ request: { caller }, services: { tasks } }: Ask, draft: OrderDraft): Order {
	return {
		operation: draft.operation,
		model: draft.model,
		prompt: draft.prompt,
		negativePrompt: draft.negativePrompt || null,
		inputs: draft.inputs ?? [],
		seed: draft.seed ?? tasks.mintSeed(),
		width: draft.size.width,
		height: draft.size.height,
		seconds: draft.seconds,
		fps: draft.fps ?? FRAMES_PER_SECOND,
		sound: draft.sound ?? false,
		mark: draft.waterMark ?? caller.mark,
		settings: { ...NO_SETTINGS, ...draft.settings },
		script: caller.mode === "test" ? readScript(draft.prompt) : null,
	};
}
