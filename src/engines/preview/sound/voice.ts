import { panned, sampleRate, whiteNoise } from "./dsp.ts";
import type { Room } from "./room.ts";

export interface Voice {
	readonly atSeconds: number;
	readonly seconds: number;
	/** Hertz of the throat at a share, 0 to 1, of its time. */
	readonly pitch: (share: number) => number;
	/** Hertz of the mouth's resonances at a share of its time, the lowest and strongest first. */
	readonly mouth: (share: number) => readonly number[];
	/** Loudness at a share of its time; begin and end at 0. */
	readonly gain: (share: number) => number;
	/** How much of it is breath instead of tone, 0 to 1. */
	readonly breath: number;
	readonly seed: number;
	readonly pan?: number;
	readonly echo?: number;
}

const block = 48;
const sharpness = 5;

interface Resonance {
	band: number;
	low: number;
}

/** Adds what a throat and a mouth make: a bark, a cry, a laugh. Words are made elsewhere. */
export function addVoice(room: Room, voice: Voice): void {
	const { samples, mask } = whiteNoise();
	const [left, right] = panned(voice.pan ?? 0);
	const echo = voice.echo ?? 0;
	const begin = Math.round(voice.atSeconds * sampleRate);
	const length = Math.round(voice.seconds * sampleRate);
	const resonances: Resonance[] = voice.mouth(0).map(() => ({ band: 0, low: 0 }));
	let phase = 0;
	for (let start = 0; start < length && begin + start < room.left.length; start += block) {
		const end = Math.min(start + block, length);
		const stride = voice.pitch(start / length) / sampleRate;
		const tunes = voice
			.mouth(start / length)
			.map((hertz) => Math.tan((Math.PI * Math.min(hertz, 15_000)) / sampleRate));
		const from = voice.gain(start / length);
		const step = (voice.gain(end / length) - from) / (end - start);
		for (let passed = start; passed < end; passed++) {
			phase = (phase + stride) % 1;
			const noise = (samples[(passed + voice.seed) & mask] as number) * 1.5;
			const throat = sawtooth(phase, stride) * (1 - voice.breath) + noise * voice.breath;
			let sample = 0;
			for (let number = 0; number < resonances.length; number++)
				sample += resound(resonances[number] as Resonance, tunes[number] as number, throat) / (1 + 0.7 * number);
			sample *= from + step * (passed - start);
			const index = begin + passed;
			if (index < 0 || index >= room.left.length) continue;
			room.left[index] = (room.left[index] as number) + sample * left;
			room.right[index] = (room.right[index] as number) + sample * right;
			room.echo[index] = (room.echo[index] as number) + sample * echo;
		}
	}
}

/** One band of the trapezoid filter, as loud at its middle as what goes in. */
function resound(resonance: Resonance, tune: number, sample: number): number {
	const damping = 1 / sharpness;
	const high = (sample - resonance.low - (damping + tune) * resonance.band) / (1 + tune * (tune + damping));
	const middle = tune * high + resonance.band;
	const bottom = tune * middle + resonance.low;
	resonance.band = tune * high + middle;
	resonance.low = tune * middle + bottom;
	return middle;
}

/** A sawtooth whose edge is rounded over two samples, so that little of it folds back. */
function sawtooth(phase: number, stride: number): number {
	let edge = 0;
	if (phase < stride) edge = 2 * (phase / stride) - (phase / stride) ** 2 - 1;
	else if (phase > 1 - stride) edge = ((phase - 1) / stride) ** 2 + (2 * (phase - 1)) / stride + 1;
	return 2 * phase - 1 - edge;
}
