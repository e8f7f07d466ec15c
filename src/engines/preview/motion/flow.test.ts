import { afterAll, beforeAll, expect, test } from "vitest";
import { mapPlane } from "../picture/plane.ts";
import { noise2 } from "../scene/noise.ts";
import { openSource } from "../source/open-source.ts";
import { type MovingDisc, renderMovingDisc } from "../source/testing.ts";
import { measureFlow } from "./flow.ts";
import { trackFilm } from "./track.ts";

const shape = { columns: 96, rows: 54 };
const blots = (x: number, y: number) =>
	mapPlane(shape, (index) => noise2(((index % 96) - x) / 11, (Math.floor(index / 96) - y) / 11, 5));
const middle = 27 * 96 + 48;

test.each([
	[1.5, -0.75],
	[-6, 4],
	[8, 0],
])("a picture that went by (%d, %d) was the other way before", (x, y) => {
	const flow = measureFlow(blots(0, 0), blots(x, y));
	expect(flow.x[middle]).toBeCloseTo(-x, 0);
	expect(flow.y[middle]).toBeCloseTo(-y, 0);
});

test("a picture that stays, or has nothing to see, has no motion", () => {
	expect(Math.max(...measureFlow(blots(0, 0), blots(0, 0)).x.map(Math.abs))).toBeLessThan(0.05);
	const plain = mapPlane(shape, () => 0.4);
	expect(
		Math.max(
			...measureFlow(
				plain,
				mapPlane(shape, () => 0.5),
			).x.map(Math.abs),
		),
	).toBeLessThan(0.05);
});

let film: MovingDisc;
beforeAll(async () => {
	film = await renderMovingDisc();
});
afterAll(() => film.remove());

test("a thing is followed from the origin forward and back, and what stands still stays", async () => {
	const source = await openSource(film.path);
	const track = await trackFilm(source, { originSeconds: 1, fromSeconds: 0, toSeconds: 2 });
	// The disc is at 0.2 of the width at the beginning, 0.45 at the origin and 0.68 near the end.
	const at = (seconds: number, share: number, down = 0.5) => {
		const flow = track.flowAt(seconds);
		const index = Math.round(down * flow.rows) * flow.columns + Math.round(share * flow.columns);
		return (flow.x[index] as number) / flow.columns;
	};
	expect(at(0.2, 0.25)).toBeCloseTo(0.2, 1);
	expect(Math.abs(at(1, 0.45))).toBe(0);
	expect(at(1.9, 0.675)).toBeCloseTo(-0.225, 1);
	expect(Math.abs(at(1.9, 0.1, 0.1))).toBeLessThan(0.02);
	source.close();
});
