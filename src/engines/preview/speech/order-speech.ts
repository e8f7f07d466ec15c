import { decodeAudio } from "../audio/decode-audio.ts";
import { inputsOf, type RenderOrder } from "../render-order.ts";
import { chooseSpeaker } from "./choose-speaker.ts";
import { customManner, isCustomVoice } from "./custom-voice.ts";
import type { SpeechWish } from "./speak.ts";
import type { VoiceManner } from "./speakers.ts";
import { measureVoice } from "./voice-measure.ts";

/** A film opens its mouth a moment after it began. */
export const speechStartSeconds = 0.15;

/** Whether something is to be said in an order's film: its words, or a recording. */
export function isSpoken(order: RenderOrder): boolean {
	return wordsOf(order) !== null || recordingOf(order) !== null;
}

function wordsOf({ settings: { speech } }: RenderOrder): RenderOrder["settings"]["speech"] {
	return speech === null || speech.text.trim() === "" ? null : speech;
}

/** What is to be said in an order's film, and how; null when it gives no words. */
export async function speechOf(order: RenderOrder): Promise<SpeechWish | null> {
	const speech = wordsOf(order);
	if (speech === null) return null;
	const mostSeconds = Math.max(0.5, order.seconds - speechStartSeconds);
	return { text: speech.text, manner: await mannerOf(order, speech), mostSeconds };
}

/** The recording of a mouth that an order gives instead of words: its sound, unless that is a custom voice's sample. */
export function recordingOf(order: RenderOrder): string | null {
	if (order.settings.speech !== null) return null;
	return inputsOf(order, "audio")[0]?.path ?? null;
}

/** Enough of a voice to know it. */
const sampleSeconds = 12;

async function mannerOf(order: RenderOrder, { voice, text }: { voice: string; text: string }): Promise<VoiceManner> {
	const [sample] = inputsOf(order, "audio");
	if (isCustomVoice(voice) && sample !== undefined) {
		const sound = await decodeAudio(sample.path, { mostSeconds: sampleSeconds });
		const measure = sound === null ? null : measureVoice(sound.left, sound.sampleRate);
		if (measure !== null) return customManner(measure);
	}
	return chooseSpeaker(voice, text);
}
