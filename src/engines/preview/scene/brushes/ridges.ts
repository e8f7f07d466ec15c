import type { SKRSContext2D } from "@napi-rs/canvas";
import { fractal1 } from "../noise.ts";
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
	/** Above 1 makes peaks of hills. */
	readonly sharp?: number;
	readonly name: string;
}

export function createRidge(stage: Stage, options: RidgeOptions): Ridge {
	const seed = stage.seedOf(options.name);
	const sharp = options.sharp ?? 1;
	return (x) => {
		const height = fractal1(x / options.span + 40, seed, options.octaves);
		const shaped = sharp === 1 ? height : 1 - Math.abs(height * 2 - 1) ** (1 / sharp);
		return options.base - options.rise * (sharp === 1 ? height * 2 - 1 : shaped);
	};
}

/** Traces a ridge from margin to margin and closes the path `below` it. */
export function traceRidge(context: SKRSContext2D, ridge: Ridge, area: { stage: Stage; below: number; step?: number }): void {
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
