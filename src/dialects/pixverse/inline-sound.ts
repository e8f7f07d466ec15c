import { missingField } from "../../core/errors.ts";

export interface SoundFields {
	readonly sound_effect_switch: boolean | null;
	readonly sound_effect_content: string;
	readonly lip_sync_tts_switch: boolean | null;
	readonly lip_sync_switch: boolean | null;
	readonly lip_sync_tts_content: string;
	readonly lip_sync_tts_speaker_id: string;
}

/** Sound and speech beside the picture, as switched on. */
export interface InlineSound {
	/** What is to be heard, in words; "" leaves it to the engine, null wants no effect. */
	readonly effect: string | null;
	/** The words to be spoken; null when nobody speaks. */
	readonly speech: string | null;
	readonly speaker: string;
}

/** A switch for speech is nothing without words; what is not switched on is not wanted. */
export function readInlineSound(fields: Partial<SoundFields>): InlineSound {
	const { sound_effect_content: effect = "", lip_sync_tts_content: words = "" } = fields;
	const speaks = fields.lip_sync_tts_switch === true || fields.lip_sync_switch === true;
	if (speaks && words.trim() === "") throw missingField("lip_sync_tts_content", "the words to be spoken");
	return {
		effect: fields.sound_effect_switch === true ? effect : null,
		speech: speaks ? words : null,
		speaker: fields.lip_sync_tts_speaker_id ?? "",
	};
}
