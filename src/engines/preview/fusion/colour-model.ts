import type { Thumbnail } from "../picture/thumbnail.ts";

/** How likely the colour of a view's point is among those that a model was made of; to be compared with another model's word only. */
export type ColourModel = (view: Thumbnail, index: number) => number;

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
	const clouds = fitted.filter(({ weight }) => weight > 0).map(toCloud);
	return ({ lightness, redness, yellowness }, index) => {
		const x = lightness.values[index] as number;
		const y = redness.values[index] as number;
		const z = yellowness.values[index] as number;
		let sum = 0.003;
		for (let at = 0; at < clouds.length; at++) {
			const { height, mean, narrow } = clouds[at] as Cloud;
			const [dx, dy, dz] = [x - mean[0], y - mean[1], z - mean[2]];
			sum += height * Math.exp(-(dx * dx * narrow[0] + dy * dy * narrow[1] + dz * dz * narrow[2]));
		}
		return sum;
	};
}

/** A cluster as it is asked: how likely its middle is, and how quickly that falls with the square of the distance. */
interface Cloud {
	readonly height: number;
	readonly mean: Point;
	readonly narrow: Point;
}

function toCloud({ weight, mean, variance }: Cluster): Cloud {
	const [x, y, z] = variance;
	return { height: weight / Math.sqrt(x * y * z), mean, narrow: [0.5 / x, 0.5 / y, 0.5 / z] };
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
	const sums = new Float64Array(7 * centres.length);
	const middles = Float64Array.from(centres.flat());
	const [first, second, third] = planes;
	let total = 1e-9;
	for (let index = 0; index < weights.length; index++) {
		const weight = weights[index] as number;
		if (weight < 0.01) continue;
		const [x, y, z] = [first[index] as number, second[index] as number, third[index] as number];
		const at = 7 * nearest(middles, x, { y, z });
		total += weight;
		sums[at]! += weight;
		sums[at + 1]! += weight * x;
		sums[at + 2]! += weight * y;
		sums[at + 3]! += weight * z;
		sums[at + 4]! += weight * x * x;
		sums[at + 5]! += weight * y * y;
		sums[at + 6]! += weight * z * z;
	}
	return centres.map((centre, cluster) => {
		const sum = sums.subarray(7 * cluster, 7 * cluster + 7);
		const weight = sum[0] as number;
		if (weight < 1e-6) return { weight: 0, mean: centre, variance: [1, 1, 1] };
		const mean = [1, 2, 3].map((part) => (sum[part] as number) / weight) as unknown as Point;
		const variance = [0, 1, 2].map(
			(part) => Math.max(0, (sum[4 + part] as number) / weight - (mean[part] as number) ** 2) + 0.0012,
		) as unknown as Point;
		return { weight: weight / total, mean, variance };
	});
}

function nearest(middles: Float64Array, x: number, { y, z }: { y: number; z: number }): number {
	let best = 0;
	let least = Number.POSITIVE_INFINITY;
	for (let at = 0; at < middles.length; at += 3) {
		const dx = x - (middles[at] as number);
		const dy = y - (middles[at + 1] as number);
		const dz = z - (middles[at + 2] as number);
		const away = dx * dx + dy * dy + dz * dz;
		if (away >= least) continue;
		least = away;
		best = at / 3;
	}
	return best;
}
