import { poleFor, rounded, sampleRate } from "./dsp.ts";

export interface Master {
	/** The wanted effective value of both channels together, full scale being 1. */
	readonly loudness: number;
	readonly seconds: number;
}

/** No sample is louder than this; -3 dBFS is 0.708. */
const ceiling = 0.68;
const knee = 0.42;

/** Brings a mix to its loudness, rounds off what would stick out, and fades it in and out, both ends at silence. */
export function finishMix(left: Float32Array, right: Float32Array, master: Master): void {
	removeRumble(left);
	removeRumble(right);
	const gain = master.loudness / Math.max(1e-6, effectiveValue(left, right));
	const fadeIn = Math.round(Math.min(0.4, master.seconds / 5) * sampleRate);
	const fadeOut = Math.round(Math.min(0.8, master.seconds / 4) * sampleRate);
	for (const side of [left, right]) {
		const last = side.length - 1;
		for (let index = 0; index <= last; index++) {
			side[index] = limited((side[index] as number) * gain);
		}
		for (let index = 0; index < fadeIn; index++) {
			side[index] = (side[index] as number) * rounded(index / fadeIn);
		}
		for (let index = 0; index < fadeOut; index++) {
			side[last - index] = (side[last - index] as number) * rounded(index / fadeOut);
		}
	}
}

/** What is too low to hear would only take room from the rest. */
function removeRumble(side: Float32Array): void {
	const pole = poleFor(28);
	let low = 0;
	for (let index = 0; index < side.length; index++) {
		const sample = side[index] as number;
		low += (sample - low) * pole;
		side[index] = sample - low;
	}
}

function effectiveValue(left: Float32Array, right: Float32Array): number {
	let sum = 0;
	for (let index = 0; index < left.length; index++) {
		sum += (left[index] as number) ** 2 + (right[index] as number) ** 2;
	}
	return Math.sqrt(sum / (2 * left.length));
}

function limited(sample: number): number {
	const size = Math.abs(sample);
	if (size <= knee) return sample;
	return Math.sign(sample) * (knee + (ceiling - knee) * Math.tanh((size - knee) / (ceiling - knee)));
}
