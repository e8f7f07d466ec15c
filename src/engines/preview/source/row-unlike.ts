import { boxBlur, mapPlane, normalise, type Plane } from "../picture/plane.ts";
import type { Thumbnail } from "../picture/thumbnail.ts";

/** How far each point is from the middle colour of its row, 0 to 1: skies, seas and walls change downwards, things do not care. */
export function unlikeRow(view: Thumbnail): Plane {
	const planes = [view.lightness, view.redness, view.yellowness];
	const middles = planes.map(middleOfRows);
	const { columns } = view.lightness;
	const away = mapPlane(view.lightness, (index) => {
		const row = Math.floor(index / columns);
		return Math.hypot(
			...planes.map((plane, channel) => (plane.values[index] as number) - (middles[channel]![row] as number)),
		);
	});
	return normalise(boxBlur(away, 3));
}

function middleOfRows({ columns, rows, values }: Plane): Float32Array {
	return Float32Array.from({ length: rows }, (_, row) => {
		const sorted = values.slice(row * columns, (row + 1) * columns).sort();
		return sorted[columns >> 1] as number;
	});
}
