import type { SKRSContext2D } from "@napi-rs/canvas";
import { fractal1, noise1 } from "../noise.ts";
import type { Stage } from "../stage.ts";

/** A skyline as a function: the row of the ground for a column of pixels. */
export type Ridge = (x: number) => number;

export interface RidgeOptions {
	/** The row it stands on when flat, and how many pixels it rises and falls about it. */
	readonly base: number;
	readonly rise: number;
	/** Pixels from one hill to the next. */
	readonly span: number;
	readonly octaves: number;
	/** True for peaks, false for hills. */
	readonly sharp?: boolean;
	readonly name: string;
}

export function createRidge(stage: Stage, options: RidgeOptions): Ridge {
	const seed = stage.seedOf(options.name);
	if (options.sharp) return (x) => options.base - options.rise * crest1(x / options.span + 40, seed, options.octaves);
	return (x) => options.base - options.rise * (fractal1(x / options.span + 40, seed, options.octaves) * 2 - 1);
}

/** Octaves of folded noise, 0 to 1: sharp above, round below, as mountains are. */
function crest1(x: number, seed: number, octaves: number): number {
	let sum = 0;
	let weight = 0.5;
	let scale = 1;
	let above = 1;
	for (let octave = 0; octave < octaves; octave++) {
		const fold = 1 - Math.abs(noise1(x * scale + octave * 7.7, seed + octave) * 2 - 1);
		sum += weight * fold * above;
		above = Math.min(1, fold * 1.4);
		weight *= 0.46;
		scale *= 2.1;
	}
	return Math.min(1, sum * 1.12);
}

/** Traces a ridge from margin to margin and closes the path `below` it. */
export function traceRidge(
	context: SKRSContext2D,
	ridge: Ridge,
	area: { stage: Stage; below: number; step?: number },
): void {
	const { stage, below } = area;
	const step = area.step ?? Math.max(1, 2 * stage.unit);
	const left = -stage.margin - 8;
	const right = stage.width + stage.margin + 8;
	context.beginPath();
	context.moveTo(left, below);
	for (let x = left; x <= right; x += step) context.lineTo(x, ridge(x));
	context.lineTo(right, ridge(right));
	context.lineTo(right, below);
	context.closePath();
}
