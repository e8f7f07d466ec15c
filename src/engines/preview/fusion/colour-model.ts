import type { Thumbnail } from "../picture/thumbnail.ts";

/** How likely a point's colour is among those that a model was made of; to be compared with another model's word only. */
export type ColourModel = (index: number) => number;

const clusters = 6;

interface Cluster {
	readonly weight: number;
	readonly mean: readonly [number, number, number];
	readonly variance: readonly [number, number, number];
}

/** A mixture of a few clouds of colour, fitted to the view's points as each counts. */
export function modelColours(view: Thumbnail, weightOf: (index: number) => number): ColourModel {
	const planes = [view.lightness.values, view.redness.values, view.yellowness.values] as const;
	const count = view.lightness.values.length;
	const weights = Float32Array.from({ length: count }, (_, index) => weightOf(index));
	let centres = firstCentres(planes, weights);
	let fitted: Cluster[] = [];
	for (let round = 0; round < 6; round++) {
		fitted = gather(planes, weights, centres);
		centres = fitted.map(({ mean }) => mean);
	}
	return (index) => {
		let sum = 0.003;
		for (const { weight, mean, variance } of fitted) {
			if (weight === 0) continue;
			let exponent = 0;
			let spread = 1;
			for (let part = 0; part < 3; part++) {
				const away = (planes[part]![index] as number) - (mean[part] as number);
				exponent += (away * away) / (variance[part] as number);
				spread *= variance[part] as number;
			}
			sum += (weight * Math.exp(-0.5 * exponent)) / Math.sqrt(spread);
		}
		return sum;
	};
}

type Planes = readonly [Float32Array, Float32Array, Float32Array];
type Point = readonly [number, number, number];

/** Spread over the weighted points by lightness: the first of each part. */
function firstCentres(planes: Planes, weights: Float32Array): Point[] {
	const order = Array.from(weights.keys())
		.filter((index) => (weights[index] as number) > 0.05)
		.sort((one, other) => (planes[0][one] as number) - (planes[0][other] as number) || one - other);
	return Array.from({ length: clusters }, (_, part) => {
		const index = order[Math.floor(((part + 0.5) / clusters) * order.length)] ?? 0;
		return [planes[0][index] as number, planes[1][index] as number, planes[2][index] as number] as const;
	});
}

function gather(planes: Planes, weights: Float32Array, centres: readonly Point[]): Cluster[] {
	const sums = centres.map(() => new Float64Array(7));
	let total = 1e-9;
	for (let index = 0; index < weights.length; index++) {
		const weight = weights[index] as number;
		if (weight < 0.01) continue;
		const sum = sums[nearest(planes, index, centres)] as Float64Array;
		total += weight;
		sum[0]! += weight;
		for (let part = 0; part < 3; part++) {
			const value = planes[part]![index] as number;
			sum[1 + part]! += weight * value;
			sum[4 + part]! += weight * value * value;
		}
	}
	return sums.map((sum, cluster) => {
		const weight = sum[0] as number;
		if (weight < 1e-6) return { weight: 0, mean: centres[cluster] as Point, variance: [1, 1, 1] };
		const mean = [1, 2, 3].map((part) => (sum[part] as number) / weight) as unknown as Point;
		const variance = [0, 1, 2].map(
			(part) => Math.max(0, (sum[4 + part] as number) / weight - (mean[part] as number) ** 2) + 0.0012,
		) as unknown as Point;
		return { weight: weight / total, mean, variance };
	});
}

function nearest(planes: Planes, index: number, centres: readonly Point[]): number {
	let best = 0;
	let least = Number.POSITIVE_INFINITY;
	centres.forEach((centre, cluster) => {
		let away = 0;
		for (let part = 0; part < 3; part++) away += ((planes[part]![index] as number) - (centre[part] as number)) ** 2;
		if (away >= least) return;
		least = away;
		best = cluster;
	});
	return best;
}
