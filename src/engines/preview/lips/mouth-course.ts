import type { StereoSound } from "../audio/decode-audio.ts";
import type { Phoneme } from "../speech/run-flite.ts";

/** What a mouth does at an instant. */
export interface MouthShape {
	/** 0 closed to 1 wide open. */
	readonly open: number;
	/** -1 rounded to 1 spread. */
	readonly wide: number;
}

/** What a mouth does all through a film; closed outside of the speech. */
export type MouthCourse = (atSeconds: number) => MouthShape;

/** How open and how spread the mouth is for each of Flite's phonemes. */
const SHAPES: Readonly<Record<string, readonly [open: number, wide: number]>> = {
	...{ aa: [0.95, 0.1], ae: [0.85, 0.4], ah: [0.7, 0.1], ao: [0.8, -0.4], aw: [0.85, -0.1], ax: [0.5, 0.1] },
	...{ ay: [0.85, 0.3], eh: [0.65, 0.4], er: [0.45, -0.3], ey: [0.55, 0.6], ih: [0.45, 0.4], iy: [0.35, 0.8] },
	...{ ow: [0.65, -0.7], oy: [0.7, -0.6], uh: [0.4, -0.6], uw: [0.3, -0.9], w: [0.25, -0.9], y: [0.35, 0.5] },
	...{ b: [0, 0], m: [0, 0], p: [0, 0], f: [0.1, 0.2], v: [0.1, 0.2], pau: [0, 0] },
	...{ ch: [0.3, -0.5], jh: [0.3, -0.5], sh: [0.3, -0.5], zh: [0.3, -0.5], s: [0.2, 0.4], z: [0.2, 0.4] },
	...{ d: [0.3, 0.2], t: [0.28, 0.2], n: [0.3, 0.2], l: [0.36, 0.2], dh: [0.28, 0.2], th: [0.28, 0.2] },
	...{ g: [0.36, 0.1], k: [0.34, 0.1], ng: [0.34, 0.1], hh: [0.4, 0.1], r: [0.35, -0.5] },
};
const unknown = [0.4, 0] as const;

const perSecond = 100;

/** The course of a speech whose first phoneme begins at `startSeconds`. */
export function courseOfPhonemes(phonemes: readonly Phoneme[], startSeconds: number): MouthCourse {
	const end = startSeconds + (phonemes.at(-1)?.endSeconds ?? 0);
	const open = new Float32Array(Math.ceil((end + 0.3) * perSecond));
	const wide = new Float32Array(open.length);
	let at = Math.round(startSeconds * perSecond);
	for (const { name, endSeconds } of phonemes) {
		const [opens, widens] = SHAPES[name] ?? unknown;
		const stop = Math.round((startSeconds + endSeconds) * perSecond);
		for (; at < stop; at++) [open[at], wide[at]] = [opens, widens];
	}
	return courseThrough(open, wide);
}

const quietest = 0.06;

/** The course of somebody recorded: as open as they are loud, narrow where they hiss, rounded where they hum. */
export function courseOfSound({ left, right, sampleRate }: StereoSound): MouthCourse {
	const step = sampleRate / perSecond;
	const count = Math.floor(left.length / step);
	const loud = new Float32Array(count);
	const bright = new Float32Array(count);
	let loudest = 1e-4;
	for (let index = 0; index < count; index++) {
		let [power, slopes, before] = [1e-12, 0, 0];
		for (let at = Math.round(index * step); at < Math.round((index + 1) * step); at++) {
			const sample = (left[at] as number) + (right[at] as number);
			power += sample * sample;
			slopes += (sample - before) ** 2;
			before = sample;
		}
		loud[index] = Math.sqrt(power / step);
		// The middle of the power in hertz: a sine's slope is that much louder than itself.
		bright[index] = (sampleRate / Math.PI) * Math.asin(Math.min(1, Math.sqrt(slopes / power) / 2));
		loudest = Math.max(loudest, loud[index] as number);
	}
	const wide = bright.map((hertz) => Math.max(-0.7, Math.min(0.6, (hertz - 900) / 1400)));
	const open = loud.map((value, index) => {
		const share = value / loudest;
		const hiss = (bright[index] as number) > 3000 ? 0.35 : 1;
		return share < quietest ? 0 : hiss * Math.min(1, ((share - quietest) / 0.7) ** 0.6);
	});
	return courseThrough(open, wide);
}

/** Lips take time: each look is the mean of its neighbours', twice. */
function courseThrough(open: Float32Array, wide: Float32Array): MouthCourse {
	const opens = blurred(blurred(open, 2), 3);
	const widens = blurred(blurred(wide, 4), 4);
	return (atSeconds) => ({ open: between(opens, atSeconds), wide: between(widens, atSeconds) });
}

function blurred(values: Float32Array, radius: number): Float32Array {
	return values.map((_, at) => {
		let sum = 0;
		for (let near = at - radius; near <= at + radius; near++) sum += values[near] ?? 0;
		return sum / (2 * radius + 1);
	});
}

function between(values: Float32Array, atSeconds: number): number {
	const place = atSeconds * perSecond;
	const index = Math.floor(place);
	const here = values[index] ?? 0;
	return here + ((values[index + 1] ?? 0) - here) * (place - index);
}
