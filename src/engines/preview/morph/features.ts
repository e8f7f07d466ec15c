import type { FittedPicture } from "../picture/fit-picture.ts";
import { subjectOf } from "../picture/nearness.ts";
import { boxBlur, mapPlane, type Plane } from "../picture/plane.ts";
import { takeThumbnail, type Thumbnail } from "../picture/thumbnail.ts";

/** What is compared when two pictures are matched: so many numbers for every point of a small view, side by side. */
export interface Features {
	readonly columns: number;
	readonly rows: number;
	readonly values: Float32Array;
}

/** Numbers a point: lightness against its surroundings, lightness, two colours, two slopes, and the subject. */
export const featuresPerPoint = 7;

/** What the last number, the subject, is where it is surest. */
export const subjectWeight = 0.6;

/** A picture's features at about `long` points on its longer side. */
export function takeFeatures(picture: FittedPicture, long: number): Features {
	const { margin, width, height } = picture;
	const view = takeThumbnail(picture.canvas, { left: margin, top: margin, width, height }, long);
	const { columns, rows } = view.lightness;
	const planes = planesOf(view);
	const values = new Float32Array(columns * rows * featuresPerPoint);
	planes.forEach((plane, part) => {
		plane.values.forEach((value, index) => {
			values[index * featuresPerPoint + part] = value;
		});
	});
	return { columns, rows, values };
}

/** Weighted so that equal differences matter equally: a subject's place most of all, then form, then colour. */
function planesOf(view: Thumbnail): Plane[] {
	const { lightness } = view;
	const { columns, rows } = lightness;
	const mean = boxBlur(lightness, 4);
	const square = boxBlur(
		mapPlane(lightness, (index) => (lightness.values[index] as number) ** 2),
		4,
	);
	const local = mapPlane(lightness, (index) => {
		const middle = mean.values[index] as number;
		const spread = Math.sqrt(Math.max(0, (square.values[index] as number) - middle * middle));
		return (0.3 * ((lightness.values[index] as number) - middle)) / (spread + 0.06);
	});
	const at = (column: number, row: number): number =>
		lightness.values[
			Math.min(rows - 1, Math.max(0, row)) * columns + Math.min(columns - 1, Math.max(0, column))
		] as number;
	const slope = (byColumn: number, byRow: number): Plane =>
		mapPlane(lightness, (index) => {
			const [column, row] = [index % columns, Math.floor(index / columns)];
			return at(column + byColumn, row + byRow) - at(column - byColumn, row - byRow);
		});
	return [
		local,
		evened(lightness, 0.22),
		evened(view.redness, 0.16),
		evened(view.yellowness, 0.16),
		slope(1, 0),
		slope(0, 1),
		scaled(subjectOf(view), subjectWeight),
	];
}

/** Freed of the picture's own light and tint: by day and by night, the same thing looks the same. */
function evened(plane: Plane, weight: number): Plane {
	const count = plane.values.length;
	const mean = plane.values.reduce((sum, value) => sum + value, 0) / count;
	const spread = Math.sqrt(plane.values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / count);
	return mapPlane(plane, (index) => (weight * ((plane.values[index] as number) - mean)) / (spread + 0.05));
}

function scaled(plane: Plane, by: number): Plane {
	return mapPlane(plane, (index) => by * (plane.values[index] as number));
}
