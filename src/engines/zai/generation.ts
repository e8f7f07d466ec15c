import type { Medium } from "../../core/medium.ts";
import { isStill, type Order } from "../../core/order.ts";
import type { Warning } from "../../core/task.ts";
import type { ZaiGeneration, ZaiImageGeneration } from "../../wire/zai/bodies.ts";
import type { ZaiImageModelName } from "../../wire/zai/image-models.ts";
import type { ZaiModelName } from "../../wire/zai/models.ts";
import { toFilmGeneration } from "./film-generation.ts";
import { toImageGeneration } from "./image-generation.ts";

/** An order in the words of this wire. The pictures' bytes and the `request_id` are still to be put in. */
export interface Generation {
	/** Where it is asked for; the last one answers with the picture itself. */
	readonly path: "videos/generations" | "async/images/generations" | "images/generations";
	readonly model: string;
	readonly body: ZaiGeneration | ZaiImageGeneration;
	readonly pictures: readonly Medium[];
	/** Whether one picture goes over in an array too. */
	readonly inArray: boolean;
	/** Why a model cannot take this order at all; null when it can. */
	readonly impossible: string | null;
	/** Wishes that the model cannot honour, and what it makes instead. */
	readonly warnings: readonly Warning[];
}

/** The models of orders that name one of another wire. */
export interface OtherwiseModels {
	readonly model: ZaiModelName;
	readonly imageModel: ZaiImageModelName;
}

export function toGeneration(order: Order, otherwise: OtherwiseModels): Generation {
	return isStill(order.operation)
		? toImageGeneration(order, otherwise.imageModel)
		: toFilmGeneration(order, otherwise.model);
}
