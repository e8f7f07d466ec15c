import { poleFor, sampleRate, whiteNoise } from "../sound/dsp.ts";
import type { VoiceManner } from "./speakers.ts";

const shelfHertz = 2000;
const breathAbove = 2500;
const rumbleBelow = 70;

/** The effective value that speech has while somebody speaks, full scale being 1. */
export const speechLoudness = 0.13;

/** Brightens or darkens a voice at 48 kHz, breathes into it and brings it to its loudness, in place. */
export function colourVoice(samples: Float32Array, manner: Pick<VoiceManner, "brightness" | "breath">): void {
	const above = 10 ** (manner.brightness / 20) - 1;
	const breath = 0.9 * manner.breath;
	const [shelf, airPole, rumblePole, followPole] = [
		poleFor(shelfHertz),
		poleFor(breathAbove),
		poleFor(rumbleBelow),
		poleFor(25),
	];
	const noise = whiteNoise();
	let [low, air, rumble, follow] = [0, 0, 0, 0];
	for (let index = 0; index < samples.length; index++) {
		const sample = samples[index]!;
		low += (sample - low) * shelf;
		follow += (Math.abs(sample) - follow) * followPole;
		const white = noise.samples[index & noise.mask]!;
		air += (white - air) * airPole;
		const coloured = sample + above * (sample - low) + breath * follow * (white - air);
		rumble += (coloured - rumble) * rumblePole;
		samples[index] = coloured - rumble;
	}
	level(samples);
}

const block = Math.round(sampleRate / 50);

/** Only what is loud enough to be speech counts. */
function level(samples: Float32Array): void {
	const powers: number[] = [];
	for (let start = 0; start + block <= samples.length; start += block) {
		let sum = 0;
		for (let index = start; index < start + block; index++) sum += samples[index]! ** 2;
		powers.push(sum / block);
	}
	const loudest = Math.max(0, ...powers);
	const spoken = powers.filter((power) => power > loudest / 300);
	if (loudest === 0) return;
	const gain = speechLoudness / Math.sqrt(spoken.reduce((sum, power) => sum + power, 0) / spoken.length);
	for (let index = 0; index < samples.length; index++) samples[index] = rounded(samples[index]! * gain);
}

/** Nothing is over -1.4 dB; what stays under -7 dB is left alone. */
function rounded(sample: number): number {
	const size = Math.abs(sample);
	return size <= 0.45 ? sample : Math.sign(sample) * (0.45 + 0.4 * Math.tanh((size - 0.45) / 0.4));
}
