import { mapPlane, type Plane } from "../picture/plane.ts";

/** The mask without crumbs and holes: pieces much smaller than the largest go, what is enclosed belongs to it. */
export function keepWhole(mask: Plane): Plane {
	const pieces = label(mask, (value) => value > 0.5);
	const largest = Math.max(0, ...pieces.sizes);
	const outside = label(mask, (value) => value <= 0.5);
	const open = new Set<number>();
	const { columns, rows } = mask;
	for (let index = 0; index < mask.values.length; index++) {
		const [x, y] = [index % columns, Math.floor(index / columns)];
		if (x === 0 || y === 0 || x === columns - 1 || y === rows - 1) open.add(outside.labels[index] as number);
	}
	const hole = (index: number): boolean => {
		const piece = outside.labels[index] as number;
		return piece > 0 && !open.has(piece) && (outside.sizes[piece] as number) < 0.25 * largest;
	};
	return mapPlane(mask, (index) => {
		const piece = pieces.labels[index] as number;
		if (piece > 0) return (pieces.sizes[piece] as number) > 0.12 * largest ? (mask.values[index] as number) : 0;
		return hole(index) ? 1 : (mask.values[index] as number);
	});
}

/** Numbers the connected pieces from 1; 0 is none of them. */
function label(mask: Plane, inside: (value: number) => boolean): { labels: Int32Array; sizes: number[] } {
	const { columns, values } = mask;
	const labels = new Int32Array(values.length);
	const sizes = [0];
	const stack: number[] = [];
	for (let start = 0; start < values.length; start++) {
		if (labels[start] !== 0 || !inside(values[start] as number)) continue;
		const piece = sizes.length;
		sizes.push(0);
		labels[start] = piece;
		stack.push(start);
		for (let index = stack.pop(); index !== undefined; index = stack.pop()) {
			sizes[piece] = (sizes[piece] as number) + 1;
			const beside = [index - columns, index + columns];
			if (index % columns > 0) beside.push(index - 1);
			if (index % columns < columns - 1) beside.push(index + 1);
			for (const next of beside) {
				if (next < 0 || next >= values.length || labels[next] !== 0 || !inside(values[next] as number)) continue;
				labels[next] = piece;
				stack.push(next);
			}
		}
	}
	return { labels, sizes };
}
