import { boxBlur, mapPlane, type Plane } from "./plane.ts";

/**
 * Smooths a plane but keeps its steps where the guide has one (He, Sun and Tang's guided filter): a coarse guess of
 * what is near thus snaps to the outline of the thing. `tolerance` is the guide's contrast, 0 to 1, that counts as a step.
 */
export function smoothAlong(plane: Plane, guide: Plane, options: { radius: number; tolerance: number }): Plane {
	const blur = (part: Plane): Plane => boxBlur(part, options.radius);
	const product = (left: Plane, right: Plane): Plane =>
		mapPlane(plane, (index) => (left.values[index] as number) * (right.values[index] as number));
	const meanGuide = blur(guide);
	const meanPlane = blur(plane);
	const guideSquare = blur(product(guide, guide));
	const crossed = blur(product(guide, plane));
	const slope = mapPlane(plane, (index) => {
		const mean = meanGuide.values[index] as number;
		const variance = (guideSquare.values[index] as number) - mean * mean;
		const covariance = (crossed.values[index] as number) - mean * (meanPlane.values[index] as number);
		return covariance / (variance + options.tolerance * options.tolerance);
	});
	const offset = mapPlane(
		plane,
		(index) =>
			(meanPlane.values[index] as number) - (slope.values[index] as number) * (meanGuide.values[index] as number),
	);
	const meanSlope = blur(slope);
	const meanOffset = blur(offset);
	return mapPlane(
		plane,
		(index) =>
			(meanSlope.values[index] as number) * (guide.values[index] as number) + (meanOffset.values[index] as number),
	);
}

/**
 * The lowest plane above this one whose slope is nowhere over `slope` a grid step. High ground grows outward and is
 * never cut into: what is near stays rigid, and the bending needed for depth happens in the background around it.
 */
export function limitSlope(plane: Plane, slope: number): Plane {
	const { columns, rows } = plane;
	const values = Float32Array.from(plane.values);
	const diagonal = slope * Math.SQRT2;
	const raise = (index: number, neighbour: number, drop: number): void => {
		const floor = (values[neighbour] as number) - drop;
		if (floor > (values[index] as number)) {
			values[index] = floor;
		}
	};
	const sweep = (back: 1 | -1): void => {
		for (let step = 0; step < rows * columns; step++) {
			const index = back === 1 ? step : rows * columns - 1 - step;
			const column = index % columns;
			const before = column - back >= 0 && column - back < columns;
			const after = column + back >= 0 && column + back < columns;
			const above = index - back * columns;
			if (before) raise(index, index - back, slope);
			if (above < 0 || above >= rows * columns) continue;
			raise(index, above, slope);
			if (before) raise(index, above - back, diagonal);
			if (after) raise(index, above + back, diagonal);
		}
	};
	sweep(1);
	sweep(-1);
	return { columns, rows, values };
}

/** Each point takes the highest value within `radius` points: what is high grows outward with a flat top. */
export function growHigh(plane: Plane, radius: number): Plane {
	const { columns, rows } = plane;
	const across = mapPlane(plane, (index) => {
		const column = index % columns;
		let most = 0;
		for (let step = Math.max(-radius, -column); step <= Math.min(radius, columns - 1 - column); step++) {
			most = Math.max(most, plane.values[index + step] as number);
		}
		return most;
	});
	return mapPlane(plane, (index) => {
		const row = Math.floor(index / columns);
		let most = 0;
		for (let step = Math.max(-radius, -row); step <= Math.min(radius, rows - 1 - row); step++) {
			most = Math.max(most, across.values[index + step * columns] as number);
		}
		return most;
	});
}
