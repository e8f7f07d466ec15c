import type { Pixels } from "../../picture/pixels.ts";

export interface FlattenOptions {
	/** How far neighbours that are mixed in may be, in pixels of the coarse picture. */
	readonly reach: number;
	/** How unlike a neighbour may be and still be mixed in: of 765, the sum of three channels. */
	readonly tolerance: number;
	/** How often; each round flattens more. */
	readonly rounds: number;
}

/**
 * Evens out what is nearly alike and leaves edges sharp. The mixing, a bilateral filter of rows and then columns, is done in
 * a picture of half the size; each pixel then takes of the four mixtures around it the one that is most like itself.
 * Works in place.
 */
export function createFlattener(
	size: { readonly width: number; readonly height: number },
	{ reach, tolerance, rounds }: FlattenOptions,
): (frame: Pixels) => void {
	const width = Math.ceil(size.width / 2);
	const height = Math.ceil(size.height / 2);
	const coarse = new Int32Array(width * height);
	const scratch = new Int32Array(width * height);
	// The share of a neighbour that differs by so much, in 1/256.
	const shares = Int32Array.from({ length: 766 }, (_, away) => Math.round(256 * Math.exp(-((away / tolerance) ** 2))));
	return (frame) => {
		halve(coarse, frame);
		for (let round = 0; round < rounds; round++) {
			// Far and near neighbours by turns: as even in the end as if all were asked, in half the time.
			const far = round % 2 === 0 ? reach : Math.max(1, reach - 1);
			const mix = { width, height, shares, far, near: Math.max(1, far >> 1) };
			mixAlong(scratch, coarse, { ...mix, step: 1 });
			mixAlong(coarse, scratch, { ...mix, step: width });
		}
		takeLikest(frame, coarse, width);
	};
}

function halve(target: Int32Array, { width, height, values }: Pixels): void {
	let at = 0;
	for (let row = 0; row < height; row += 2) {
		const below = row + 1 < height ? width : 0;
		for (let column = 0; column < width; column += 2) {
			const right = column + 1 < width ? 1 : 0;
			const place = row * width + column;
			const a = values[place] as number;
			const b = values[place + right] as number;
			const c = values[place + below] as number;
			const d = values[place + below + right] as number;
			const redBlue = (a & 0xff00ff) + (b & 0xff00ff) + (c & 0xff00ff) + (d & 0xff00ff);
			const green = ((a >> 8) & 255) + ((b >> 8) & 255) + ((c >> 8) & 255) + ((d >> 8) & 255);
			target[at++] = ((redBlue >> 2) & 0xff00ff) | ((green >> 2) << 8) | 0xff000000;
		}
	}
}

function takeLikest({ width, height, values }: Pixels, coarse: Int32Array, coarseWidth: number): void {
	const lastRow = Math.ceil(height / 2) - 1;
	for (let row = 0; row < height; row++) {
		const near = (row >> 1) * coarseWidth;
		const beside = Math.min(lastRow, Math.max(0, (row >> 1) + (row & 1 ? 1 : -1))) * coarseWidth;
		for (let column = 0; column < width; column++) {
			const here = values[row * width + column] as number;
			const x = column >> 1;
			const next = Math.min(coarseWidth - 1, Math.max(0, x + (column & 1 ? 1 : -1)));
			let best = coarse[near + x] as number;
			let least = away(here, best);
			if (least > 12) {
				for (let choice = 0; choice < 3; choice++) {
					const other = coarse[choice === 0 ? near + next : choice === 1 ? beside + x : beside + next] as number;
					const far = away(here, other) + 4;
					if (far < least) {
						least = far;
						best = other;
					}
				}
			}
			values[row * width + column] = best;
		}
	}
}

function away(one: number, other: number): number {
	const red = (one & 255) - (other & 255);
	const green = ((one >> 8) & 255) - ((other >> 8) & 255);
	const blue = ((one >> 16) & 255) - ((other >> 16) & 255);
	return (red < 0 ? -red : red) + (green < 0 ? -green : green) + (blue < 0 ? -blue : blue);
}

interface Mix {
	readonly width: number;
	readonly height: number;
	readonly shares: Int32Array;
	/** How far away the four neighbours are that are mixed in. */
	readonly near: number;
	readonly far: number;
	/** From a pixel to the next one along: 1, or a row's width. */
	readonly step: number;
}

/** The reciprocal of every sum of five shares, each 256 at most. */
const invert = Float64Array.from({ length: 5 * 256 + 1 }, (_, total) => (total === 0 ? 0 : 1 / total));

/** Columns are mixed row by row all the same; how far the border lets neighbours be is worked out where it is near. */
function mixAlong(target: Int32Array, source: Int32Array, { width, height, shares, near, far, step }: Mix): void {
	const across = step === 1;
	const length = across ? width : height;
	const offsets = new Int32Array(4);
	const reachFrom = (place: number): void => {
		const left = length - 1 - place;
		offsets[0] = Math.min(near, left) * step;
		offsets[1] = Math.min(far, left) * step;
		offsets[2] = -Math.min(near, place) * step;
		offsets[3] = -Math.min(far, place) * step;
	};
	for (let row = 0; row < height; row++) {
		if (!across) reachFrom(row);
		for (let column = 0; column < width; column++) {
			if (across && (column <= far || column >= width - far)) reachFrom(column);
			const at = row * width + column;
			const here = source[at] as number;
			const red = here & 255;
			const green = (here >> 8) & 255;
			const blue = (here >> 16) & 255;
			let total = 256;
			let reds = red << 8;
			let greens = green << 8;
			let blues = blue << 8;
			for (let tap = 0; tap < 4; tap++) {
				const pixel = source[at + (offsets[tap] as number)] as number;
				const r = pixel & 255;
				const g = (pixel >> 8) & 255;
				const b = (pixel >> 16) & 255;
				const share = shares[Math.abs(r - red) + Math.abs(g - green) + Math.abs(b - blue)] as number;
				total += share;
				reds += Math.imul(share, r);
				greens += Math.imul(share, g);
				blues += Math.imul(share, b);
			}
			const part = invert[total] as number;
			target[at] =
				((reds + 0.5) * part) |
				0 |
				((((greens + 0.5) * part) | 0) << 8) |
				((((blues + 0.5) * part) | 0) << 16) |
				0xff000000;
		}
	}
}
