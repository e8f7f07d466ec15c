import type { Order } from "../../core/order.ts";
import { sizeForRatio } from "../../core/sizes.ts";
import {
	ASPECT_RATIOS,
	type AspectRatio,
	durationsOf,
	FRAMES_PER_SECOND,
	type ModelCall,
	QUALITIES,
	type Quality,
	rulesOf,
} from "../../wire/pixverse/models.ts";
import { nearest, type WishReader } from "./wish-reader.ts";

export type ShapeFields = {
	readonly quality: Quality;
	readonly duration: number;
	readonly aspect_ratio?: AspectRatio;
};

/** How large and how long the film is. A picture or a film that it begins with decides its shape. */
export function shapeFields(order: Order, call: ModelCall, reader: WishReader): ShapeFields {
	const { width, height } = order;
	const short = Math.min(width, height);
	const quality = nearest(Object.keys(QUALITIES) as Quality[], (each) => Math.abs(QUALITIES[each] - short));
	const wished = secondsToMake(order);
	const duration = nearest(durationsOf(reader.model, quality), (each) => Math.abs(each - wished));
	reader.note("seconds", wished, duration);
	reader.note("fps", order.fps, FRAMES_PER_SECOND);
	if (call !== "text") {
		if (QUALITIES[quality] !== short) reader.warn("size", `${reader.model} makes ${quality} of ${width}x${height}.`);
		return { quality, duration };
	}
	const ratio = nearest(rulesOf(reader.model).aspectRatios, (each) => {
		const [across, down] = ASPECT_RATIOS[each];
		return Math.abs(Math.log(across / down) - Math.log(width / height));
	});
	const [across, down] = ASPECT_RATIOS[ratio];
	const made = sizeForRatio(QUALITIES[quality], { width: across, height: down });
	reader.note("size", `${width}x${height}`, `${made.width}x${made.height}`);
	return { quality, duration, aspect_ratio: ratio };
}

/** Of a film that goes on, what is added. */
function secondsToMake({ operation, seconds, inputs }: Order): number {
	const source = inputs.find(({ role }) => role === "source")?.medium.seconds ?? 0;
	return operation === "extend" ? Math.max(1, Math.round(seconds - source)) : seconds;
}
