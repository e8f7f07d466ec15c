import { createPlane, mapPlane, normalise, type Plane } from "./plane.ts";
import type { Thumbnail } from "./thumbnail.ts";

/** Which borders of the picture are taken for background. */
export type BorderSide = "top" | "left" | "right";

/**
 * How hard it is to walk from the border to each point without meeting a change of colour (the minimum barrier
 * distance, by raster sweeps): low for the background, even a graded or textured one, high for a thing before it.
 */
export function barrierFrom(sides: readonly BorderSide[], view: Thumbnail): Plane {
	const planes = [view.lightness, view.redness, view.yellowness].map((plane) => barrierOfPlane(plane, sides));
	return mapPlane(view.lightness, (index) => planes.reduce((sum, plane) => sum + (plane.values[index] as number), 0));
}

function barrierOfPlane(plane: Plane, sides: readonly BorderSide[]): Plane {
	const { columns, rows, values } = plane;
	const distance = createPlane(plane);
	const highest = Float32Array.from(values);
	const lowest = Float32Array.from(values);
	distance.values.forEach((_, index) => {
		const column = index % columns;
		const seeded =
			(sides.includes("top") && index < columns && besideMiddle(column, columns)) ||
			(sides.includes("left") && column === 0) ||
			(sides.includes("right") && column === columns - 1);
		distance.values[index] = seeded ? 0 : Number.POSITIVE_INFINITY;
	});
	const step = (index: number, from: number): void => {
		const value = values[index] as number;
		const high = Math.max(highest[from] as number, value);
		const low = Math.min(lowest[from] as number, value);
		if (high - low < (distance.values[index] as number)) {
			distance.values[index] = high - low;
			highest[index] = high;
			lowest[index] = low;
		}
	};
	for (let pass = 0; pass < 4; pass++) {
		const forward = pass % 2 === 0;
		for (let count = 0; count < rows * columns; count++) {
			const index = forward ? count : rows * columns - 1 - count;
			const column = index % columns;
			if (forward ? column > 0 : column < columns - 1) step(index, forward ? index - 1 : index + 1);
			const beside = forward ? index - columns : index + columns;
			if (beside >= 0 && beside < rows * columns) step(index, beside);
		}
	}
	return distance;
}

/** The middle of the upper edge is taken for nothing: in a close view a head often touches it. */
function besideMiddle(column: number, columns: number): boolean {
	return Math.abs(column / (columns - 1) - 0.5) > 0.2;
}

/** How far each point's colour is from the colours along the border that it resembles most, 0 to 1. */
export function unlikeBorder(view: Thumbnail): Plane {
	const { columns, rows } = view.lightness;
	const band = Math.max(2, Math.round(Math.min(columns, rows) * 0.06));
	const borders = [
		colourWithin(view, (column, row) => row < band && besideMiddle(column, columns)),
		colourWithin(view, (column) => column < band),
		colourWithin(view, (column) => column >= columns - band),
	];
	return normalise(
		mapPlane(view.lightness, (index) => Math.min(...borders.map((border) => distanceTo(border, view, index)))),
	);
}

interface ChannelCloud {
	readonly mean: number;
	readonly variance: number;
}
/** Lightness, redness, yellowness. */
type ColourCloud = readonly ChannelCloud[];

function colourWithin(view: Thumbnail, inside: (column: number, row: number) => boolean): ColourCloud {
	const { columns } = view.lightness;
	return [view.lightness, view.redness, view.yellowness].map((plane) => {
		let count = 0;
		let sum = 0;
		let squares = 0;
		plane.values.forEach((value, index) => {
			if (inside(index % columns, Math.floor(index / columns))) {
				count++;
				sum += value;
				squares += value * value;
			}
		});
		const mean = sum / count;
		return { mean, variance: Math.max(0, squares / count - mean * mean) };
	});
}

/** In standard deviations of the cloud, none smaller than what an eye would notice. */
function distanceTo(cloud: ColourCloud, view: Thumbnail, index: number): number {
	const [lightness, redness, yellowness] = cloud as readonly [ChannelCloud, ChannelCloud, ChannelCloud];
	return Math.sqrt(
		squaredDistance(lightness, view.lightness.values[index] as number) +
			squaredDistance(redness, view.redness.values[index] as number) +
			squaredDistance(yellowness, view.yellowness.values[index] as number),
	);
}

function squaredDistance(cloud: ChannelCloud, value: number): number {
	const away = value - cloud.mean;
	return (away * away) / (cloud.variance + 0.003);
}
