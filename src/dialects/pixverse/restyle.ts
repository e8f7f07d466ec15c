import { invalidField } from "../../core/errors.ts";
import { CALLS } from "../../wire/pixverse/calls.ts";
import { OPERATION_CREDITS } from "../../wire/pixverse/operation-prices.ts";
import { RESTYLE_EFFECTS } from "../../wire/pixverse/restyles.ts";
import { completeOrder } from "./complete-order.ts";
import { readBody } from "./fields.ts";
import { asInput, findSource, requireOne, workOn } from "./sources.ts";
import { submit } from "./submit.ts";

/** `POST /openapi/v2/video/restyle/generate`: a film in another style, one of the list or one in words. */
export const submitRestyle = submit("restyle", async (ask, body) => {
	const fields = readBody(body, CALLS.restyle.fields);
	requireOne(fields, ["source_video_id", "video_media_id"]);
	requireOne(fields, ["restyle_id", "restyle_prompt"]);
	const style = fields.restyle_id === null ? null : findStyle(fields.restyle_id);
	const source = await findSource(ask, fields, "restyle");
	const order = completeOrder(ask, {
		operation: "restyle",
		model: "restyle",
		prompt: fields.restyle_prompt,
		inputs: [asInput(source)],
		seed: fields.seed,
		...workOn(source),
		sound: source.mayHaveSound,
		settings: { style, keepSound: true, sourceTask: source.task },
	});
	return { order, credits: OPERATION_CREDITS.restyle(source.seconds) };
});

function findStyle(id: number): string {
	const effect = RESTYLE_EFFECTS.find(({ restyle_id }) => restyle_id === id);
	if (effect !== undefined) return effect.style;
	throw invalidField("restyle_id", RESTYLE_EFFECTS.map(({ restyle_id }) => restyle_id).join(", "));
}
