import { resample } from "./resample.ts";

/** What is told of a voice by measuring it. */
export interface VoiceMeasure {
	/** The middle of its pitch, hertz. */
	readonly pitch: number;
	/** Where the middle of its power lies while it speaks, in octaves of hertz (a difference of 1 is an octave). */
	readonly brightness: number;
}

const rate = 16_000;
const frame = 640;
const hop = 320;
/** Lags of 60 to 400 Hz. */
const [shortest, longest] = [rate / 400, Math.round(rate / 60)];
const leastVoiced = 0.55;
const mostSeconds = 20;

/** Measures the first 20 s of a voice; null for what has no pitch: noise, silence, or less than a tenth of a second. */
export function measureVoice(samples: Float32Array, sampleRate: number): VoiceMeasure | null {
	const heard = resample(samples.subarray(0, mostSeconds * sampleRate), sampleRate, rate);
	const frames = framesOf(heard);
	const pitches: number[] = [];
	let [weight, octaves] = [0, 0];
	for (const start of frames) {
		const pitch = pitchAt(heard, start);
		if (pitch === null) continue;
		pitches.push(pitch);
		const { power, centre } = centreAt(heard, start);
		weight += power;
		octaves += power * Math.log2(centre);
	}
	if (pitches.length < 5) return null;
	pitches.sort((one, other) => one - other);
	return { pitch: pitches[pitches.length >> 1]!, brightness: octaves / weight };
}

/** Where the frames begin that are loud enough to be speech. */
function framesOf(heard: Float32Array): number[] {
	const starts: { start: number; power: number }[] = [];
	for (let start = 0; start + frame + longest < heard.length; start += hop) {
		let power = 0;
		for (let index = start; index < start + frame; index++) power += heard[index]! ** 2;
		starts.push({ start, power });
	}
	const loudest = starts.reduce((most, { power }) => Math.max(most, power), 0);
	return starts.filter(({ power }) => power > loudest / 60).map(({ start }) => start);
}

/** The shortest lag at which the frame is nearly as much like itself as at any other. */
function pitchAt(heard: Float32Array, start: number): number | null {
	const likeness = new Float32Array(longest + 1);
	let best = 0;
	for (let lag = shortest; lag <= longest; lag++) {
		let [both, first, second] = [0, 1e-9, 1e-9];
		for (let index = start; index < start + frame; index += 2) {
			const [one, other] = [heard[index]!, heard[index + lag]!];
			both += one * other;
			first += one * one;
			second += other * other;
		}
		likeness[lag] = both / Math.sqrt(first * second);
		best = Math.max(best, likeness[lag]!);
	}
	if (best < leastVoiced) return null;
	for (let lag = shortest + 1; lag < longest; lag++) {
		const here = likeness[lag]!;
		if (here > 0.92 * best && here >= likeness[lag - 1]! && here >= likeness[lag + 1]!) return rate / lag;
	}
	return null;
}

/** A sine's hertz follow from how much louder its slope is than itself: the power-weighted centre, without a transform. */
function centreAt(heard: Float32Array, start: number): { power: number; centre: number } {
	let [power, slopes] = [1e-9, 0];
	for (let index = start; index < start + frame; index++) {
		power += heard[index]! ** 2;
		slopes += (heard[index + 1]! - heard[index]!) ** 2;
	}
	const centre = (rate / Math.PI) * Math.asin(Math.min(1, Math.sqrt(slopes / power) / 2));
	return { power, centre: Math.max(50, centre) };
}
