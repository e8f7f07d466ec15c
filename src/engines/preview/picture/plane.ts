/** One number for every point of a small grid, row by row. */
export interface Plane {
	readonly columns: number;
	readonly rows: number;
	readonly values: Float32Array;
}

export function createPlane(shape: { readonly columns: number; readonly rows: number }): Plane {
	return { columns: shape.columns, rows: shape.rows, values: new Float32Array(shape.columns * shape.rows) };
}

/** The plane that `value` computes from each index. */
export function mapPlane(
	shape: { readonly columns: number; readonly rows: number },
	value: (index: number) => number,
): Plane {
	const plane = createPlane(shape);
	for (let index = 0; index < plane.values.length; index++) {
		plane.values[index] = value(index);
	}
	return plane;
}

/** The value below which `share` (0 to 1) of the plane lies, to within a 512th of its span. */
export function percentile(plane: Plane, share: number): number {
	const bins = 512;
	let low = Number.POSITIVE_INFINITY;
	let high = Number.NEGATIVE_INFINITY;
	for (const value of plane.values) {
		if (value < low) low = value;
		if (value > high) high = value;
	}
	if (!(high > low)) return low;
	const counts = new Uint32Array(bins);
	const scale = (bins - 1e-3) / (high - low);
	for (const value of plane.values) {
		const bin = Math.floor((value - low) * scale);
		counts[bin] = (counts[bin] as number) + 1;
	}
	let below = 0;
	let bin = 0;
	while (bin < bins - 1 && below + (counts[bin] as number) <= share * plane.values.length) {
		below += counts[bin] as number;
		bin++;
	}
	return low + (bin + 0.5) / scale;
}

/** The plane stretched so that its 2nd percentile is 0 and its 98th is 1; all 0 where it is flat. */
export function normalise(plane: Plane): Plane {
	const low = percentile(plane, 0.02);
	const span = percentile(plane, 0.98) - low;
	return mapPlane(plane, (index) =>
		span < 1e-6 ? 0 : Math.min(1, Math.max(0, ((plane.values[index] as number) - low) / span)),
	);
}

/** The mean over a square of `radius` points each way; the border is repeated outward. */
export function boxBlur(plane: Plane, radius: number): Plane {
	const blurred = createPlane(plane);
	boxBlurInto(blurred.values, plane, { radius, scratch: new Float32Array(plane.values.length) });
	return blurred;
}

/** The same into an array that is there, which may be the plane's own; `scratch` is as large. */
export function boxBlurInto(
	target: Float32Array,
	plane: Plane,
	{ radius, scratch }: { readonly radius: number; readonly scratch: Float32Array },
): void {
	blurRows(scratch, plane, radius);
	blurColumns(target, { columns: plane.columns, rows: plane.rows, values: scratch }, radius);
}

function blurRows(blurred: Float32Array, { columns, rows, values }: Plane, radius: number): void {
	const scale = 1 / (2 * radius + 1);
	for (let row = 0; row < rows; row++) {
		const start = row * columns;
		const end = start + columns - 1;
		const first = values[start] as number;
		const last = values[end] as number;
		let sum = first * radius;
		for (let at = start; at <= start + radius; at++) sum += at < end ? (values[at] as number) : last;
		for (let at = start; at <= end; at++) {
			blurred[at] = sum * scale;
			const next = at + radius + 1;
			const past = at - radius;
			sum += (next < end ? (values[next] as number) : last) - (past > start ? (values[past] as number) : first);
		}
	}
}

/** Row by row all the same: columns one after the other would walk through memory in long steps. */
function blurColumns(blurred: Float32Array, { columns, rows, values }: Plane, radius: number): void {
	const scale = 1 / (2 * radius + 1);
	const sums = new Float64Array(columns);
	const lineOf = (row: number): number => Math.min(rows - 1, Math.max(0, row)) * columns;
	for (let row = -radius; row <= radius; row++) {
		const line = lineOf(row);
		for (let column = 0; column < columns; column++)
			sums[column] = (sums[column] as number) + (values[line + column] as number);
	}
	for (let row = 0; row < rows; row++) {
		const here = row * columns;
		const next = lineOf(row + radius + 1);
		const past = lineOf(row - radius);
		for (let column = 0; column < columns; column++) {
			const sum = sums[column] as number;
			blurred[here + column] = sum * scale;
			sums[column] = sum + ((values[next + column] as number) - (values[past + column] as number));
		}
	}
}
