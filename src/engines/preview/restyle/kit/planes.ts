/** Numbers for every pixel of a frame, row by row. */
export interface Grid {
	readonly width: number;
	readonly height: number;
	readonly values: Float32Array;
}

export function createGrid(size: { readonly width: number; readonly height: number }): Grid {
	return { width: size.width, height: size.height, values: new Float32Array(size.width * size.height) };
}

/** Lightness, 0 to 255. */
export function lumaInto(target: Float32Array, pixels: Int32Array): void {
	for (let index = 0; index < pixels.length; index++) {
		const pixel = pixels[index] as number;
		target[index] = 0.2126 * (pixel & 255) + 0.7152 * ((pixel >> 8) & 255) + 0.0722 * ((pixel >> 16) & 255);
	}
}

/** The mean over a square, written into `target`; `scratch` is as large as both. The border goes on outward. */
export function blurInto(target: Grid, source: Grid, options: { radius: number; scratch: Float32Array }): void {
	const { width, height } = source;
	const { radius, scratch } = options;
	const scale = 1 / (2 * radius + 1);
	for (let row = 0; row < height; row++) {
		const start = row * width;
		const first = source.values[start] as number;
		const last = source.values[start + width - 1] as number;
		let sum = first * radius;
		for (let column = 0; column <= radius; column++)
			sum += source.values[start + Math.min(column, width - 1)] as number;
		for (let column = 0; column < width; column++) {
			scratch[start + column] = sum * scale;
			const next = column + radius + 1;
			const past = column - radius;
			sum += next < width ? (source.values[start + next] as number) : last;
			sum -= past >= 0 ? (source.values[start + past] as number) : first;
		}
	}
	blurColumns(target, scratch, radius);
}

/** Row by row all the same: columns one after the other would walk through memory in long steps. */
function blurColumns(target: Grid, source: Float32Array, radius: number): void {
	const { width, height, values } = target;
	const scale = 1 / (2 * radius + 1);
	const sums = new Float32Array(width);
	const lineOf = (row: number): number => Math.min(height - 1, Math.max(0, row)) * width;
	for (let row = -radius; row <= radius; row++) {
		const line = lineOf(row);
		for (let column = 0; column < width; column++)
			sums[column] = (sums[column] as number) + (source[line + column] as number);
	}
	for (let row = 0; row < height; row++) {
		const here = row * width;
		const next = lineOf(row + radius + 1);
		const past = lineOf(row - radius);
		for (let column = 0; column < width; column++) {
			const sum = sums[column] as number;
			values[here + column] = sum * scale;
			sums[column] = sum + (source[next + column] as number) - (source[past + column] as number);
		}
	}
}
