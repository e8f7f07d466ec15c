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
	const across = blurLines(plane.values, {
		lines: plane.rows,
		length: plane.columns,
		step: 1,
		stride: plane.columns,
		radius,
	});
	const values = blurLines(across, {
		lines: plane.columns,
		length: plane.rows,
		step: plane.columns,
		stride: 1,
		radius,
	});
	return { columns: plane.columns, rows: plane.rows, values };
}

interface Lines {
	readonly lines: number;
	readonly length: number;
	/** From one point of a line to the next, and from one line to the next. */
	readonly step: number;
	readonly stride: number;
	readonly radius: number;
}

function blurLines(values: Float32Array, options: Lines): Float32Array {
	const { lines, length, step, stride, radius } = options;
	const blurred = new Float32Array(values.length);
	const scale = 1 / (2 * radius + 1);
	for (let line = 0; line < lines; line++) {
		const start = line * stride;
		const at = (position: number): number =>
			values[start + Math.min(length - 1, Math.max(0, position)) * step] as number;
		let sum = 0;
		for (let position = -radius; position <= radius; position++) {
			sum += at(position);
		}
		for (let position = 0; position < length; position++) {
			blurred[start + position * step] = sum * scale;
			sum += at(position + radius + 1) - at(position - radius);
		}
	}
	return blurred;
}
