import type { Pixels } from "../../picture/pixels.ts";
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

/**
 * Draws colours and grain out along the ways (line integral convolution): paint, or fur. Writes into `target`. The inner
 * loop goes ten times or more for every pixel: places are whole numbers, in 1/4096 of a pixel, and red and blue are summed
 * in one word.
 */
export function smear(target: Pixels, source: Pixels, { ways, ...options }: SmearOptions & { ways: StrokeWays }): void {
	const { width, height, values } = source;
	const { steps, stride, grain, bristles } = options;
	const painted = target.values;
	const stepsX = Int32Array.from(ways.x, (way) => way * stride * 4096);
	const stepsY = Int32Array.from(ways.y, (way) => way * stride * 4096);
	const squareOf = Int32Array.from({ length: Math.max(width, height) }, (_, place) => Math.floor(place / ways.cell));
	const lastX = (width - 1) * 4096;
	const lastY = (height - 1) * 4096;
	for (let row = 0; row < height; row++) {
		for (let column = 0; column < width; column++) {
			const start = row * width + column;
			const here = values[start] as number;
			let redBlue = here & 0xff00ff;
			let green = (here >> 8) & 255;
			let rise = grain[start] as number;
			let count = 1;
			const home = Math.imul(squareOf[row] as number, ways.columns) + (squareOf[column] as number);
			for (let side = -1; side <= 1; side += 2) {
				let wayX = Math.imul(stepsX[home] as number, side);
				let wayY = Math.imul(stepsY[home] as number, side);
				let x = (column << 12) + wayX;
				let y = (row << 12) + wayY;
				for (let step = 1; x >= 0 && y >= 0 && x < lastX && y < lastY; step++) {
					const placeX = x >> 12;
					const placeY = y >> 12;
					const at = Math.imul(placeY, width) + placeX;
					const pixel = values[at] as number;
					redBlue += pixel & 0xff00ff;
					green += (pixel >> 8) & 255;
					rise += grain[at] as number;
					count++;
					if (step === steps) break;
					const square = Math.imul(squareOf[placeY] as number, ways.columns) + (squareOf[placeX] as number);
					const nextX = stepsX[square] as number;
					const nextY = stepsY[square] as number;
					// A way and its opposite are the same: a stroke goes on as it came.
					const turn = (Math.imul(nextX, wayX) + Math.imul(nextY, wayY)) >> 31;
					wayX = (nextX ^ turn) - turn;
					wayY = (nextY ^ turn) - turn;
					x += wayX;
					y += wayY;
				}
			}
			const share = 1.0001 / count;
			bristles[start] = rise * share;
			painted[start] =
				((redBlue & 0xffff) * share) |
				0 |
				(((green * share) | 0) << 8) |
				((((redBlue >> 16) * share) | 0) << 16) |
				0xff000000;
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
