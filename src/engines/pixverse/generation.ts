import type { Medium } from "../../core/medium.ts";
import type { Order, OrderInput } from "../../core/order.ts";
import type { Warning } from "../../core/task.ts";
import { CALLS } from "../../wire/pixverse/calls.ts";
import { IMAGE_LIMITS, isLongerThan, SOURCE_LIMITS } from "../../wire/pixverse/limits.ts";
import { findModel, type ModelCall } from "../../wire/pixverse/models.ts";
import type { PixverseSettings } from "./settings.ts";
import { shapeFields } from "./shape-fields.ts";
import { WishReader } from "./wish-reader.ts";
import { wishFields } from "./wish-fields.ts";

/** An order in the words of this wire. The inputs' numbers are still to be put in. */
export interface Generation {
	/** Below the base URL, without a slash before it. */
	readonly path: string;
	readonly body: Readonly<Record<string, string | number | boolean>>;
	/** By the body's field that wants their number. */
	readonly inputs: Readonly<Record<string, Medium>>;
	/** Why it cannot be asked for at all; null when it can. Only what would be a different film, or none. */
	readonly impossible: string | null;
	/** Wishes that cannot be honoured, and what is made instead. */
	readonly warnings: readonly Warning[];
}

/** The call of each operation, and the field of each of its inputs. */
const OPERATIONS: Readonly<
	Partial<Record<Order["operation"], { call: ModelCall; inputs: Partial<Record<OrderInput["role"], string>> }>>
> = {
	"text-to-video": { call: "text", inputs: {} },
	"image-to-video": { call: "image", inputs: { "first-frame": "img_id" } },
	"first-last-frame": {
		call: "transition",
		inputs: { "first-frame": "first_frame_img", "last-frame": "last_frame_img" },
	},
	extend: { call: "extend", inputs: { source: "video_media_id" } },
};

export function toGeneration(order: Order, otherwise: Pick<PixverseSettings, "model">): Generation {
	const known = OPERATIONS[order.operation];
	if (known === undefined) throw new TypeError(`This engine does no ${order.operation}.`);
	const model = findModel(order.model) ?? otherwise.model;
	const reader = new WishReader(model);
	if (model !== order.model) reader.warn("model", `${order.model} is not of this engine; ${model} makes the film.`);
	const shape = shapeFields(order, known.call, reader);
	const inputs = Object.fromEntries(
		Object.entries(known.inputs).flatMap(([role, field]) => {
			const input = order.inputs.find((each) => each.role === role);
			return input === undefined ? [] : [[field, input.medium]];
		}),
	);
	const body = { prompt: order.prompt, model, ...shape, ...wishFields(order, { call: known.call, shape, reader }) };
	return {
		path: CALLS[known.call].path.slice(1),
		body,
		inputs,
		impossible: whyImpossible(inputs, Object.values(known.inputs)),
		warnings: reader.warnings,
	};
}

function whyImpossible(inputs: Readonly<Record<string, Medium>>, wanted: readonly string[]): string | null {
	for (const field of wanted) {
		const medium = inputs[field];
		if (medium === undefined) return `This upstream needs ${field}.`;
		const { mime, bytes, seconds } = medium;
		const isPicture = field !== "video_media_id";
		if (isPicture && !IMAGE_LIMITS.formats.some((format) => format === mime)) {
			return `This upstream takes ${IMAGE_LIMITS.formats.join(", ")}; the picture is ${mime}.`;
		}
		const most = isPicture ? IMAGE_LIMITS.maxBytes : SOURCE_LIMITS.extend.maxBytes;
		if (bytes > most) return `This upstream takes inputs of up to ${most} bytes; this one has ${bytes}.`;
		const longest = SOURCE_LIMITS.extend.maxSeconds;
		if (isLongerThan(longest, seconds ?? 0))
			return `This upstream takes films of up to ${longest} seconds; this one has ${seconds}.`;
	}
	return null;
}
