import { expect, test } from "vitest";
import { growHigh, limitSlope, smoothAlong } from "./edge-aware.ts";
import { mapPlane, normalise, percentile, type Plane } from "./plane.ts";

const shape = { columns: 40, rows: 24 };
const block = mapPlane(shape, (index) => (isInside(index, 4) ? 1 : 0));

function isInside(index: number, reach: number): boolean {
	return Math.abs((index % 40) - 20) <= reach && Math.abs(Math.floor(index / 40) - 12) <= reach;
}

function at(plane: Plane, column: number, row: number): number {
	return plane.values[row * plane.columns + column] as number;
}

test("a limited slope keeps what is high and falls no faster than it may", () => {
	const soft = limitSlope(block, 0.125);
	for (let row = 0; row < 24; row++) {
		for (let column = 1; column < 40; column++) {
			expect(at(soft, column, row)).toBeGreaterThanOrEqual(at(block, column, row));
			expect(Math.abs(at(soft, column, row) - at(soft, column - 1, row))).toBeLessThanOrEqual(0.125 + 1e-6);
		}
	}
	expect(at(soft, 28, 12)).toBeCloseTo(0.5);
	expect(at(soft, 20 - 12, 12)).toBeCloseTo(0);
});

test("what is high grows by the radius with a flat top", () => {
	const grown = growHigh(block, 3);
	grown.values.forEach((value, index) => {
		expect(value).toBe(isInside(index, 7) ? 1 : 0);
	});
});

test("smoothing along a guide brings a blurred step to the guide's edge", () => {
	const guide = mapPlane(shape, (index) => (index % 40 < 20 ? 0.2 : 0.8));
	const ramp = mapPlane(shape, (index) => Math.min(1, Math.max(0, ((index % 40) - 14) / 12)));
	const snapped = smoothAlong(ramp, guide, { radius: 5, tolerance: 0.05 });
	expect(at(snapped, 20, 12) - at(snapped, 19, 12)).toBeGreaterThan(0.3);
	expect(at(ramp, 20, 12) - at(ramp, 19, 12)).toBeLessThan(0.1);
});

test("a percentile is right to within a 512th of the span, and a flat plane is all zero", () => {
	const slope = mapPlane(shape, (index) => index / 959);
	expect(percentile(slope, 0.25)).toBeCloseTo(0.25, 2);
	expect(normalise(mapPlane(shape, () => 3)).values.every((value) => value === 0)).toBe(true);
});
