import { FilmgateError, missingField } from "../../core/errors.ts";
import { type BodyOf, CALLS } from "../../wire/pixverse/calls.ts";
import { OPERATION_CREDITS } from "../../wire/pixverse/operation-prices.ts";
import type { OrderInput, OrderSpeech } from "../../core/order.ts";
import type { Ask } from "./ask.ts";
import { completeOrder } from "./complete-order.ts";
import { readBody } from "./fields.ts";
import { findVoice } from "./find-voice.ts";
import { asInput, findAudio, findSource, requireOne, workOn } from "./sources.ts";
import { submit } from "./submit.ts";

/** `POST /openapi/v2/video/lip_sync/generate`: somebody in a film speaks, what was recorded or what is written. */
export const submitLipSync = submit("lip_sync", async (ask, body) => {
	const fields = readBody(body, CALLS.lip_sync.fields);
	requireOne(fields, ["source_video_id", "video_media_id"]);
	requireOneVoice(fields);
	const { speech, inputs, credits } = await findWords(ask, fields);
	const source = await findSource(ask, fields, "lip_sync");
	const order = completeOrder(ask, {
		operation: "lip-sync",
		model: "lip_sync",
		prompt: speech?.text ?? "",
		inputs: [asInput(source), ...inputs],
		...workOn(source),
		sound: true,
		settings: { speech, sourceTask: source.task },
	});
	return { order, credits };
});

type Fields = BodyOf<"lip_sync">;

const ALLOWED = "audio_media_id alone, or lip_sync_tts_speaker_id with lip_sync_tts_content";

/** A recording, or a speaker with words. */
function requireOneVoice(fields: Fields): void {
	const { audio_media_id: audio, lip_sync_tts_speaker_id: speaker, lip_sync_tts_content: words } = fields;
	const written = speaker !== "" || words !== "";
	if (audio === null && !written) throw missingField("audio_media_id", ALLOWED);
	if (audio !== null && written) {
		const message = `audio_media_id and lip_sync_tts_content exclude each other: allowed is ${ALLOWED}.`;
		throw new FilmgateError("conflicting_fields", message, { field: "audio_media_id", allowed: ALLOWED });
	}
	if (audio !== null) return;
	if (speaker === "") throw missingField("lip_sync_tts_speaker_id", ALLOWED);
	if (words.trim() === "") throw missingField("lip_sync_tts_content", ALLOWED);
}

interface Words {
	readonly speech: OrderSpeech | null;
	readonly inputs: readonly OrderInput[];
	readonly credits: number;
}

async function findWords(ask: Ask, fields: Fields): Promise<Words> {
	if (fields.audio_media_id !== null) {
		const medium = await findAudio(ask, fields.audio_media_id, "audio_media_id");
		const credits = OPERATION_CREDITS.ownAudio(medium.seconds ?? 1);
		return { speech: null, inputs: [{ role: "audio", medium }], credits };
	}
	const text = fields.lip_sync_tts_content;
	const { voice, inputs } = await findVoice(ask, fields.lip_sync_tts_speaker_id);
	return { speech: { text, voice }, inputs, credits: OPERATION_CREDITS.speech(text) };
}
