import { hashPoint } from "./random.ts";

/** Value noise on a line, 0 to 1, smooth. */
export function noise1(x: number, seed: number): number {
	const cell = Math.floor(x);
	const inside = smooth(x - cell);
	const left = hashPoint(cell, 0, seed);
	return left + (hashPoint(cell + 1, 0, seed) - left) * inside;
}

/** Value noise on a plane, 0 to 1, smooth. */
export function noise2(x: number, y: number, seed: number): number {
	const column = Math.floor(x);
	const row = Math.floor(y);
	const across = smooth(x - column);
	const down = smooth(y - row);
	const topLeft = hashPoint(column, row, seed);
	const bottomLeft = hashPoint(column, row + 1, seed);
	const top = topLeft + (hashPoint(column + 1, row, seed) - topLeft) * across;
	const bottom = bottomLeft + (hashPoint(column + 1, row + 1, seed) - bottomLeft) * across;
	return top + (bottom - top) * down;
}

/** Octaves of `noise1`, 0 to 1. */
export function fractal1(x: number, seed: number, octaves: number): number {
	let sum = 0;
	let weight = 0.5;
	let scale = 1;
	let total = 0;
	for (let octave = 0; octave < octaves; octave++) {
		sum += weight * noise1(x * scale + octave * 17.3, seed + octave);
		total += weight;
		weight *= 0.5;
		scale *= 2.03;
	}
	return sum / total;
}

/** Octaves of `noise2`, 0 to 1. */
export function fractal2(x: number, y: number, options: { seed: number; octaves: number }): number {
	let sum = 0;
	let weight = 0.5;
	let scale = 1;
	let total = 0;
	for (let octave = 0; octave < options.octaves; octave++) {
		sum += weight * noise2(x * scale + octave * 17.3, y * scale - octave * 9.1, options.seed + octave);
		total += weight;
		weight *= 0.5;
		scale *= 2.03;
	}
	return sum / total;
}

export function smooth(amount: number): number {
	return amount * amount * (3 - 2 * amount);
}

export function clamp(value: number, low = 0, high = 1): number {
	return value < low ? low : value > high ? high : value;
}

/** 0 below `low`, 1 above `high`, smooth between. */
export function ramp(value: number, low: number, high: number): number {
	return smooth(clamp((value - low) / (high - low)));
}

export function lerp(from: number, to: number, amount: number): number {
	return from + (to - from) * amount;
}
