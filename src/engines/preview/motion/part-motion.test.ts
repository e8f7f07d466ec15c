import { expect, test } from "vitest";
import type { Flow } from "./flow.ts";
import { sureOfThings, takeApart } from "./part-motion.ts";

const [columns, rows] = [48, 27];

/** A zoom and a shift, and what `own` adds at a place. */
function flowOf(own: (column: number, row: number) => number = () => 0): Flow {
	const x = new Float32Array(columns * rows);
	const y = new Float32Array(columns * rows);
	for (let index = 0; index < x.length; index++) {
		const [column, row] = [index % columns, Math.floor(index / columns)];
		x[index] = 2 - 0.05 * column + own(column, row);
		y[index] = 1 - 0.05 * row;
	}
	return { columns, rows, x, y };
}

const inside = (column: number, row: number) => column >= 30 && column < 36 && row >= 8 && row < 16;

test("what the camera does is found although a thing goes its own way, which is the rest", () => {
	const { camera, rest } = takeApart(flowOf((column, row) => (inside(column, row) ? 6 : 0)));
	for (const [found, wanted] of [
		[camera.x, [2, -0.05, 0]],
		[camera.y, [1, 0, -0.05]],
	] as const)
		for (const [index, value] of wanted.entries()) expect(found[index]).toBeCloseTo(value, 2);
	expect(rest.x[12 * columns + 32]).toBeCloseTo(6, 0);
	expect(Math.abs(rest.x[2 * columns + 2] as number)).toBeLessThan(0.1);
});

test("a thing that moves before a camera that stands is one; what a moving camera passes is not", () => {
	const standing = (own: (column: number, row: number) => number): Flow => {
		const x = Float32Array.from({ length: columns * rows }, (_, at) => own(at % columns, Math.floor(at / columns)));
		return { columns, rows, x, y: new Float32Array(columns * rows) };
	};
	const large = (column: number, row: number) => column >= 20 && column < 36 && row >= 8 && row < 22;
	const thing = { flowAt: (at: number) => standing((column, row) => (large(column, row) ? 6 * at : 0)) };
	const depth = { flowAt: (at: number) => flowOf((column, row) => at * Math.sin(column / 3) * Math.cos(row / 3)) };
	const still = { flowAt: () => standing(() => 0) };
	expect([thing, depth, still].map((track) => sureOfThings(track, 2))).toEqual([1, 0, 0]);
});
