import type { StereoSound } from "../audio/decode-audio.ts";
import { poleFor, rounded, sampleRate } from "../sound/dsp.ts";

export interface MixParts {
	readonly seconds: number;
	/** What is in front: somebody who speaks. */
	readonly voice: StereoSound | null;
	/** What gives way while the voice is heard. */
	readonly grounds: readonly StereoSound[];
}

/** How loud the ground stays under a voice. */
const ducked = 0.32;
const knee = 0.6;
const ceiling = 0.89;
const fadeSeconds = 0.12;

/** Sums sounds for a film of `seconds`: what is longer is cut, softly, and what would go over -1 dB is rounded off. */
export function mixSounds({ seconds, voice, grounds }: MixParts): StereoSound {
	const length = Math.round(seconds * sampleRate);
	const left = new Float32Array(length);
	const right = new Float32Array(length);
	for (const ground of grounds) {
		add(left, ground.left);
		add(right, ground.right);
	}
	if (voice !== null) {
		duck(left, right, voice);
		add(left, voice.left);
		add(right, voice.right);
	}
	for (const side of [left, right]) finish(side);
	return { left, right, sampleRate };
}

function add(side: Float32Array, part: Float32Array): void {
	const fade = Math.round(fadeSeconds * sampleRate);
	const end = Math.min(side.length, part.length);
	const isCut = part.length >= side.length;
	for (let at = 0; at < end; at++) {
		const fall = isCut && end - at < fade ? rounded((end - at) / fade) : 1;
		side[at] = (side[at] as number) + (part[at] as number) * fall;
	}
}

/** The voice's loudness, quick to rise and slow to fall, decides: pauses between words do not let the ground up. */
function duck(left: Float32Array, right: Float32Array, voice: StereoSound): void {
	const [rise, fall] = [poleFor(6), poleFor(0.45)];
	let [heard, gain] = [0, 1];
	for (let at = 0; at < left.length; at++) {
		const size = Math.abs(voice.left[at] ?? 0) + Math.abs(voice.right[at] ?? 0);
		heard += (size - heard) * (size > heard ? rise : fall);
		const wanted = heard > 0.02 ? ducked : 1 - (1 - ducked) * (heard / 0.02);
		gain += (wanted - gain) * rise * 0.2;
		left[at] = (left[at] as number) * gain;
		right[at] = (right[at] as number) * gain;
	}
}

function finish(side: Float32Array): void {
	for (let at = 0; at < side.length; at++) {
		const sample = side[at] as number;
		const size = Math.abs(sample);
		if (size > knee)
			side[at] = Math.sign(sample) * (knee + (ceiling - knee) * Math.tanh((size - knee) / (ceiling - knee)));
	}
}
