import { OPERATION_CREDITS } from "../../wire/pixverse/operation-prices.ts";
import { CALLS } from "../../wire/pixverse/calls.ts";
import { completeOrder } from "./complete-order.ts";
import { readBody } from "./fields.ts";
import { asInput, findSource, workOn } from "./sources.ts";
import { submit } from "./submit.ts";

/** `POST /openapi/v2/video/sound_effect/generate`: a film gets new sound, instead of its own or beside it. */
export const submitSoundEffect = submit("sound_effect", async (ask, body) => {
	const fields = readBody(body, CALLS.sound_effect.fields);
	const source = await findSource(ask, fields, "sound_effect");
	const words = fields.sound_effect_content || fields.prompt;
	const order = completeOrder(ask, {
		operation: "sound-effect",
		model: "sound_effect",
		prompt: words,
		inputs: [asInput(source)],
		seed: fields.seed,
		...workOn(source),
		sound: true,
		settings: { soundWords: words, keepSound: fields.original_sound_switch ?? false, sourceTask: source.task },
	});
	return { order, credits: OPERATION_CREDITS.soundEffect(source.seconds) };
});
