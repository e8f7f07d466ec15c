import { invalidField } from "../../core/errors.ts";
import { parseId } from "../../core/ids.ts";
import type { OrderInput, OrderSpeech } from "../../core/order.ts";
import { AUTO_SPEAKER, SPEAKERS } from "../../wire/pixverse/speakers.ts";
import type { Ask } from "./ask.ts";

const FIELD = "lip_sync_tts_speaker_id";

/** The voice that an order names, and the recording it was made from when a client made it. */
export interface Voice {
	readonly voice: OrderSpeech["voice"];
	readonly inputs: readonly OrderInput[];
}

/** "" and `auto` leave the voice to the engine; else it is one of the list, or one that this account made. */
export async function findVoice(ask: Ask, id: string): Promise<Voice> {
	if (id === "" || id.toLowerCase() === AUTO_SPEAKER) return { voice: AUTO_SPEAKER, inputs: [] };
	if (SPEAKERS.some(({ speaker_id }) => speaker_id === id)) return { voice: id, inputs: [] };
	const own = parseId(id);
	if (own === null) throw unknownSpeaker();
	const { request, services } = ask;
	const { medium } = await services.tasks.findUpload(request.caller, own, { field: FIELD, purpose: "voice" });
	return { voice: `custom:${own}`, inputs: [{ role: "audio", medium, name: "voice" }] };
}

function unknownSpeaker() {
	return invalidField(FIELD, `${SPEAKERS.map(({ speaker_id }) => speaker_id).join(", ")}, or a voice of this account`);
}
