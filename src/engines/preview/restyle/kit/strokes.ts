import type { Pixels } from "../../picture/draw-warped.ts";
import { hashPoint } from "../../scene/random.ts";
import { blurInto, createGrid, type Grid, lumaInto } from "./planes.ts";

/** Which way strokes run, unit vectors, for squares of `cell` pixels. */
export interface StrokeWays {
	readonly columns: number;
	readonly cell: number;
	readonly x: Float32Array;
	readonly y: Float32Array;
}

export interface StrokeOptions {
	readonly width: number;
	readonly height: number;
	/** Pixels a square. */
	readonly cell: number;
	/** Where the picture itself has no way, in radians. */
	wayAt(x: number, y: number): number;
	/** How strong a picture's own way must be before strokes follow it: of 255. */
	readonly calm: number;
}

/**
 * Strokes run along edges, as their colours do, and elsewhere as `wayAt` says. The ways are those of the structure
 * tensor, blurred until they change slowly from place to place and from frame to frame.
 */
export function createStrokeWays(options: StrokeOptions): (frame: Pixels) => StrokeWays {
	const { width, height, cell, calm } = options;
	const columns = Math.ceil(width / cell);
	const rows = Math.ceil(height / cell);
	const size = { width: columns, height: rows };
	const [xx, xy, yy] = [createGrid(size), createGrid(size), createGrid(size)];
	const scratch = new Float32Array(columns * rows);
	const luma = createGrid({ width, height });
	const home = Float32Array.from({ length: columns * rows }, (_, index) =>
		options.wayAt((index % columns) * cell, Math.floor(index / columns) * cell),
	);
	const ways = { columns, cell, x: new Float32Array(columns * rows), y: new Float32Array(columns * rows) };
	return (frame) => {
		lumaInto(luma.values, frame.values);
		gatherSlopes(luma, { columns, rows, cell, xx, xy, yy });
		for (const grid of [xx, xy, yy])
			for (let round = 0; round < 2; round++) blurInto(grid, grid, { radius: 2, scratch });
		for (let index = 0; index < home.length; index++) {
			const [a, b, c] = [xx.values[index] as number, xy.values[index] as number, yy.values[index] as number];
			// Angles are doubled, so that a way and its opposite are the same and mix well.
			const edge = Math.atan2(2 * b, a - c) + Math.PI;
			const clear = Math.hypot(2 * b, a - c);
			const trust = clear / (clear + calm * calm);
			const own = 2 * (home[index] as number);
			const way =
				0.5 *
				Math.atan2(
					trust * Math.sin(edge) + (1 - trust) * Math.sin(own),
					trust * Math.cos(edge) + (1 - trust) * Math.cos(own),
				);
			ways.x[index] = Math.cos(way);
			ways.y[index] = Math.sin(way);
		}
		return ways;
	};
}

interface Slopes {
	readonly columns: number;
	readonly rows: number;
	readonly cell: number;
	readonly xx: Grid;
	readonly xy: Grid;
	readonly yy: Grid;
}

function gatherSlopes(luma: Grid, { columns, rows, cell, xx, xy, yy }: Slopes): void {
	const { width, height, values } = luma;
	for (const grid of [xx, xy, yy]) grid.values.fill(0);
	for (let row = 0; row < rows; row++) {
		for (let column = 0; column < columns; column++) {
			const cellIndex = row * columns + column;
			let a = 0;
			let b = 0;
			let c = 0;
			for (let y = Math.max(1, row * cell); y < Math.min(height - 1, (row + 1) * cell); y += 2) {
				for (let x = Math.max(1, column * cell); x < Math.min(width - 1, (column + 1) * cell); x++) {
					const at = y * width + x;
					const across = (values[at + 1] as number) - (values[at - 1] as number);
					const down = (values[at + width] as number) - (values[at - width] as number);
					a += across * across;
					b += across * down;
					c += down * down;
				}
			}
			const count = (cell * cell) / 2;
			xx.values[cellIndex] = a / count;
			xy.values[cellIndex] = b / count;
			yy.values[cellIndex] = c / count;
		}
	}
}

export interface SmearOptions {
	/** Steps to each side, and pixels a step. */
	readonly steps: number;
	readonly stride: number;
	/** Grain that is drawn out into bristles, 0 to 255 a pixel. */
	readonly grain: Uint8Array;
	/** Takes the bristles' height at each pixel, 0 to 255. */
	readonly bristles: Float32Array;
}

/** Draws colours and grain out along the ways (line integral convolution): paint, or fur. Writes into `target`. */
export function smear(target: Pixels, source: Pixels, { ways, ...options }: SmearOptions & { ways: StrokeWays }): void {
	const { width, height, values } = source;
	const { steps, stride, grain, bristles } = options;
	const { columns, cell } = ways;
	const lastX = width - 1.01;
	const lastY = height - 1.01;
	for (let row = 0; row < height; row++) {
		for (let column = 0; column < width; column++) {
			const here = values[row * width + column] as number;
			let red = here & 255;
			let green = (here >> 8) & 255;
			let blue = (here >> 16) & 255;
			let height = grain[row * width + column] as number;
			let count = 1;
			for (let side = -stride; side <= stride; side += 2 * stride) {
				let x = column;
				let y = row;
				let wasX = 0;
				let wasY = 0;
				for (let step = 0; step < steps; step++) {
					const square = ((y / cell) | 0) * columns + ((x / cell) | 0);
					let wayX = ways.x[square] as number;
					let wayY = ways.y[square] as number;
					if (wayX * wasX + wayY * wasY < 0) {
						wayX = -wayX;
						wayY = -wayY;
					}
					wasX = wayX;
					wasY = wayY;
					x += wayX * side;
					y += wayY * side;
					if (x < 0 || y < 0 || x > lastX || y > lastY) break;
					const at = (y | 0) * width + (x | 0);
					const pixel = values[at] as number;
					red += pixel & 255;
					green += (pixel >> 8) & 255;
					blue += (pixel >> 16) & 255;
					height += grain[at] as number;
					count++;
				}
			}
			const at = row * width + column;
			bristles[at] = height / count;
			target.values[at] = (red / count) | 0 | (((green / count) | 0) << 8) | (((blue / count) | 0) << 16) | 0xff000000;
		}
	}
}

/** Random grain that never moves. */
export function createGrain(
	size: { readonly width: number; readonly height: number },
	seed: number,
	coarse: number,
): Uint8Array {
	return Uint8Array.from({ length: size.width * size.height }, (_, index) => {
		const column = Math.floor((index % size.width) / coarse);
		const row = Math.floor(Math.floor(index / size.width) / coarse);
		return 255 * hashPoint(column, row, seed);
	});
}
