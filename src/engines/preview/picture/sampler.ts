export interface SampledGrid {
	readonly columns: number;
	readonly rows: number;
	/** What the grid lies over. */
	readonly width: number;
	readonly height: number;
}

/** Reads a grid of numbers between its points, bilinearly; beyond the frame its border goes on. */
export function createSampler(values: Float32Array, grid: SampledGrid): (x: number, y: number) => number {
	const { columns, rows } = grid;
	const perX = columns / grid.width;
	const perY = rows / grid.height;
	const lastX = columns - 1.001;
	const lastY = rows - 1.001;
	return (x, y) => {
		const placeX = x * perX - 0.5;
		const placeY = y * perY - 0.5;
		const across = placeX < 0 ? 0 : placeX > lastX ? lastX : placeX;
		const down = placeY < 0 ? 0 : placeY > lastY ? lastY : placeY;
		const index = (down | 0) * columns + (across | 0);
		const right = across - (across | 0);
		const top = (values[index] as number) * (1 - right) + (values[index + 1] as number) * right;
		const low = index + columns;
		const bottom = (values[low] as number) * (1 - right) + (values[low + 1] as number) * right;
		return top + (bottom - top) * (down - (down | 0));
	};
}
