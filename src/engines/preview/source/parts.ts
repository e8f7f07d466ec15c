import { mapPlane, type Plane } from "../picture/plane.ts";
import type { Area } from "../picture/thumbnail.ts";

/** The connected parts of what is 1 in a plane, each a plane of its own, the largest first; at least one, if there is any. */
export function partsOf(plane: Plane, options: { smallest: number; most: number }): Plane[] {
	const { columns, rows, values } = plane;
	const label = new Int32Array(columns * rows);
	const sizes: number[] = [0];
	for (let start = 0; start < label.length; start++) {
		if ((values[start] as number) < 0.5 || label[start] !== 0) continue;
		sizes.push(fill(plane, label, { start, number: sizes.length }));
	}
	const numbers = sizes
		.map((_, number) => number)
		.slice(1)
		.sort((one, other) => (sizes[other] as number) - (sizes[one] as number));
	const large = numbers.filter((number) => (sizes[number] as number) >= options.smallest * columns * rows);
	const kept = (large.length > 0 ? large : numbers.slice(0, 1)).slice(0, options.most);
	return kept.map((number) => mapPlane(plane, (index) => (label[index] === number ? 1 : 0)));
}

/** The smallest box around what is 1 in a plane; an empty one when nothing is. */
export function boxAround({ columns, values }: Plane): Area {
	let [left, top, right, bottom] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, -1, -1];
	values.forEach((value, index) => {
		if (value < 0.5) return;
		const [column, row] = [index % columns, Math.floor(index / columns)];
		left = Math.min(left, column);
		right = Math.max(right, column);
		top = Math.min(top, row);
		bottom = Math.max(bottom, row);
	});
	return right < 0
		? { left: 0, top: 0, width: 0, height: 0 }
		: { left, top, width: right - left + 1, height: bottom - top + 1 };
}

function fill(
	{ columns, values }: Plane,
	label: Int32Array,
	{ start, number }: { start: number; number: number },
): number {
	const open = [start];
	label[start] = number;
	let size = 0;
	for (let at = open.pop(); at !== undefined; at = open.pop()) {
		size++;
		const column = at % columns;
		const near = [
			at - columns,
			at + columns,
			...(column > 0 ? [at - 1] : []),
			...(column < columns - 1 ? [at + 1] : []),
		];
		for (const next of near) {
			if ((values[next] ?? 0) < 0.5 || label[next] !== 0) continue;
			label[next] = number;
			open.push(next);
		}
	}
	return size;
}
