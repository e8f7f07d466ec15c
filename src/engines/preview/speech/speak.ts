import { sampleRate } from "../sound/dsp.ts";
import { colourVoice } from "./colour-voice.ts";
import { resample } from "./resample.ts";
import { type FliteManner, type Phoneme, runFlite } from "./run-flite.ts";
import { speakable } from "./speakable.ts";
import type { VoiceManner } from "./speakers.ts";

/** Words as sound. */
export interface Speech {
	/** One channel of 48,000 samples a second, -0.85 to 0.85. */
	readonly samples: Float32Array;
	/** From the first sample on, without gaps; `pau` is a pause. */
	readonly phonemes: readonly Phoneme[];
	readonly seconds: number;
}

export interface SpeechWish {
	readonly text: string;
	readonly manner: VoiceManner;
	/** What would be said later than this is left out; the speech may still last a little longer. */
	readonly mostSeconds: number;
}

/** Speaks. The same wish gives the same samples. A text without anything to say gives an empty speech. */
export async function speak(wish: SpeechWish): Promise<Speech> {
	const { manner } = wish;
	const reading = speakable(wish.text, wish.mostSeconds);
	if (reading === null) return { samples: new Float32Array(0), phonemes: [], seconds: 0 };
	const spoken = await runFlite(reading, fliteManner(manner));
	// Played faster by its size, the voice is that much smaller, higher and quicker; pitch and pace made up for it before.
	const samples = resample(spoken.samples, spoken.sampleRate * manner.size, sampleRate);
	colourVoice(samples, manner);
	return { samples, phonemes: quickened(spoken.phonemes, manner.size), seconds: samples.length / sampleRate };
}

/** When what is said in a speech: the phonemes alone, without the sound's last touches. */
export async function timeSpeech(wish: SpeechWish): Promise<readonly Phoneme[]> {
	const reading = speakable(wish.text, wish.mostSeconds);
	if (reading === null) return [];
	return quickened((await runFlite(reading, fliteManner(wish.manner))).phonemes, wish.manner.size);
}

function fliteManner({ voice, pitch, size, pace }: VoiceManner): FliteManner {
	return { voice, pitch: pitch / size, stretch: size / pace };
}

function quickened(phonemes: readonly Phoneme[], by: number): Phoneme[] {
	return phonemes.map(({ name, endSeconds }) => ({ name, endSeconds: endSeconds / by }));
}
