import { type Features, featuresPerPoint } from "./features.ts";

export interface Place {
	readonly x: number;
	readonly y: number;
}

/**
 * Tells how unlike the squares of nine points are that meet at a place half-way between two views, 0 to 1: those about
 * `place - vector` in the first and `place + vector` in the second, in points. A place that one of the views does not
 * have counts as rather unlike, the more the farther outside it is.
 */
export type Unlikeness = (place: Place, across: number, down: number) => number;

/** The squared difference at which two squares are half unlike. */
const half = 0.035;

export function createUnlikeness([first, second]: readonly [Features, Features]): Unlikeness {
	const { columns, rows } = first;
	const { values: one } = first;
	const { values: other } = second;
	const stride = columns * featuresPerPoint;
	return ({ x, y }, across, down) => {
		const ax = held(x - across, columns);
		const ay = held(y - down, rows);
		const bx = held(x + across, columns);
		const by = held(y + down, rows);
		// All nine points lie alike between the grid's, so that one set of shares does for all.
		const [aRight, aLow, bRight, bLow] = [ax - (ax | 0), ay - (ay | 0), bx - (bx | 0), by - (by | 0)];
		const [aBoth, bBoth] = [aRight * aLow, bRight * bLow];
		const [aNone, bNone] = [1 - aRight - aLow + aBoth, 1 - bRight - bLow + bBoth];
		const a0 = (ay | 0) * stride + (ax | 0) * featuresPerPoint;
		const b0 = (by | 0) * stride + (bx | 0) * featuresPerPoint;
		let sum = 0;
		for (let row = -stride; row <= stride; row += stride) {
			for (let part = -featuresPerPoint; part < 2 * featuresPerPoint; part++) {
				const a = a0 + row + part;
				const b = b0 + row + part;
				const apart =
					(one[a] as number) * aNone +
					(one[a + featuresPerPoint] as number) * (aRight - aBoth) +
					(one[a + stride] as number) * (aLow - aBoth) +
					(one[a + stride + featuresPerPoint] as number) * aBoth -
					(other[b] as number) * bNone -
					(other[b + featuresPerPoint] as number) * (bRight - bBoth) -
					(other[b + stride] as number) * (bLow - bBoth) -
					(other[b + stride + featuresPerPoint] as number) * bBoth;
				sum += apart * apart;
			}
		}
		const mean = sum / 9;
		const beyond = outside(x - across, columns) + outside(y - down, rows);
		return mean / (mean + half) + 0.15 * (beyond + outside(x + across, columns) + outside(y + down, rows));
	};
}

/** Kept where the square and the points beside it are on the grid. */
function held(position: number, length: number): number {
	return position < 1 ? 1 : position > length - 2.001 ? length - 2.001 : position;
}

function outside(position: number, length: number): number {
	return Math.min(1.5, Math.max(0, -position, position - (length - 1)));
}
