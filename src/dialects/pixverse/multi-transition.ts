import { invalidField } from "../../core/errors.ts";
import type { JsonValue } from "../../core/json.ts";
import type { OrderInput, OrderStretch } from "../../core/order.ts";
import { CALLS } from "../../wire/pixverse/calls.ts";
import { MULTI_TRANSITION } from "../../wire/pixverse/models.ts";
import { OPERATION_CREDITS } from "../../wire/pixverse/operation-prices.ts";
import { checkFeatures, checkModel, readFast } from "./clip.ts";
import { completeOrder } from "./complete-order.ts";
import { readBody } from "./fields.ts";
import { sizeLike } from "./image.ts";
import { readEntries } from "./read-entries.ts";
import { findPicture } from "./sources.ts";
import { submit } from "./submit.ts";

const LIST = "multi_transition";

/** `POST /openapi/v2/video/multi_transition/generate`: a film through two to seven pictures. */
export const submitMultiTransition = submit("multi_transition", async (ask, body) => {
	const fields = readBody(body, CALLS.multi_transition.fields);
	checkModel(fields, "multi_transition");
	checkFeatures(fields, CALLS.multi_transition.fields);
	const items = readItems(fields.multi_transition as readonly JsonValue[]);
	const stretches = readStretches(items);
	const seconds = stretches.reduce((sum, stretch) => sum + stretch.seconds, 0);
	if (seconds > MULTI_TRANSITION.longest)
		throw invalidField(LIST, `at most ${MULTI_TRANSITION.longest} seconds in all`);
	const fast = readFast(fields, Math.max(...stretches.map((stretch) => stretch.seconds)));
	const inputs: OrderInput[] = [];
	for (const [index, { img_id }] of items.entries()) {
		inputs.push({ role: "frame", medium: await findPicture(ask, img_id, `${LIST}[${index}].img_id`) });
	}
	const order = completeOrder(ask, {
		operation: "multi-frame",
		model: fields.model,
		prompt: promptOf(stretches),
		inputs,
		seed: fields.seed,
		seconds,
		size: sizeLike(inputs[0]?.medium, fields.quality),
		waterMark: fields.water_mark,
		settings: { quality: fields.quality, movement: fast ? "large" : null, stretches },
	});
	return { order, credits: OPERATION_CREDITS.multiTransition(fields.quality, seconds, fast) };
});

interface Item {
	readonly img_id: number;
	readonly duration: number | null;
	readonly prompt: string;
}

function readItems(list: readonly JsonValue[]): readonly Item[] {
	return readEntries(list, LIST, CALLS.multi_transition.fields.multi_transition.entries);
}

/** From each picture to the next; nothing comes after the last, so it has no length. */
function readStretches(items: readonly Item[]): readonly OrderStretch[] {
	const longest = items.length === 2 ? MULTI_TRANSITION.longestOfTwo : MULTI_TRANSITION.longestOfMore;
	const last = items.length - 1;
	if ((items[last]?.duration ?? 0) !== 0) throw invalidField(`${LIST}[${last}].duration`, "0 at the last picture");
	return items.slice(0, last).map(({ duration, prompt }, index) => {
		const seconds = duration ?? 0;
		if (seconds >= 1 && seconds <= longest) return { seconds, prompt };
		throw invalidField(`${LIST}[${index}].duration`, `1 to ${longest} seconds between ${items.length} pictures`);
	});
}

/** What is said of the film as a whole: everything that is said of its parts. */
function promptOf(stretches: readonly OrderStretch[]): string {
	return [...new Set(stretches.map(({ prompt }) => prompt.trim()))].filter((prompt) => prompt !== "").join(", ");
}
