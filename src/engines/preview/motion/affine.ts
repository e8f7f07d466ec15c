import type { Flow } from "./flow.ts";

/** One motion for a whole picture: pan, zoom, turn and slant. `x` of a place is `[0] + [1] * column + [2] * row`; so is `y`. */
export interface Affine {
	readonly x: readonly [number, number, number];
	readonly y: readonly [number, number, number];
}

const fits = 6;

/**
 * The motion that most of a flow agrees upon: least squares, in which what disagrees counts less from round to round.
 * `weight` says how much each point counts at all; all the same when it is left out.
 */
export function fitAffine(flow: Flow, weight?: Float32Array): Affine {
	const { columns, rows } = flow;
	const trust = weight?.slice() ?? new Float32Array(columns * rows).fill(1);
	let found: Affine = { x: [0, 0, 0], y: [0, 0, 0] };
	for (let round = 0; round < fits; round++) {
		const sums = sumUp(flow, trust);
		found = { x: solve(sums, sums.x), y: solve(sums, sums.y) };
		const spread = round < 2 ? 2 : 0.7; // In grid squares.
		for (let row = 0, index = 0; row < rows; row++) {
			for (let column = 0; column < columns; column++, index++) {
				const awayX = (flow.x[index] as number) - affineAt(found.x, column, row);
				const awayY = (flow.y[index] as number) - affineAt(found.y, column, row);
				const away = (awayX * awayX + awayY * awayY) / (spread * spread);
				trust[index] = (weight === undefined ? 1 : (weight[index] as number)) / (1 + away);
			}
		}
	}
	return found;
}

export function affineAt([still, perColumn, perRow]: Affine["x"], column: number, row: number): number {
	return still + perColumn * column + perRow * row;
}

interface Sums {
	/** The symmetric matrix of 1, column, row. */
	readonly matrix: readonly [number, number, number, number, number, number];
	readonly x: readonly [number, number, number];
	readonly y: readonly [number, number, number];
}

function sumUp(flow: Flow, trust: Float32Array): Sums {
	const { columns, rows } = flow;
	let [w, wc, wr, wcc, wcr, wrr] = [1e-6, 0, 0, 1e-3, 0, 1e-3];
	let [x, xc, xr, y, yc, yr] = [0, 0, 0, 0, 0, 0];
	for (let row = 0, index = 0; row < rows; row++) {
		for (let column = 0; column < columns; column++, index++) {
			const share = trust[index] as number;
			const flowX = share * (flow.x[index] as number);
			const flowY = share * (flow.y[index] as number);
			w += share;
			wc += share * column;
			wr += share * row;
			wcc += share * column * column;
			wcr += share * column * row;
			wrr += share * row * row;
			x += flowX;
			xc += flowX * column;
			xr += flowX * row;
			y += flowY;
			yc += flowY * column;
			yr += flowY * row;
		}
	}
	return { matrix: [w, wc, wr, wcc, wcr, wrr], x: [x, xc, xr], y: [y, yc, yr] };
}

/** Cramer's rule. */
function solve({ matrix }: Sums, [p, q, r]: readonly [number, number, number]): [number, number, number] {
	const [a, b, c, d, e, f] = matrix;
	const whole = a * (d * f - e * e) - b * (b * f - c * e) + c * (b * e - c * d);
	if (Math.abs(whole) < 1e-9) return [p / a, 0, 0];
	return [
		(p * (d * f - e * e) - b * (q * f - e * r) + c * (q * e - d * r)) / whole,
		(a * (q * f - e * r) - p * (b * f - c * e) + c * (b * r - c * q)) / whole,
		(a * (d * r - e * q) - b * (b * r - c * q) + p * (b * e - c * d)) / whole,
	];
}
