import { describe, expect, it } from "vitest";
import { arrange, type Figure } from "./arrange.ts";

function figure(changes: Partial<Figure> = {}): Figure {
	return { shape: 0.6, size: 1, side: 0, aloft: false, cropped: false, ...changes };
}

const frames = [
	{ width: 1280, height: 720 },
	{ width: 720, height: 1280 },
	{ width: 500, height: 500 },
];

describe.each(frames)("in a frame of $width by $height", (frame) => {
	it.each([1, 2, 3, 5, 7, 10])("%i figures stand within the frame and cover none of the others", (count) => {
		const figures = Array.from({ length: count }, (_, index) =>
			figure({ shape: 0.4 + 0.35 * (index % 4), aloft: index % 5 === 4, size: index === 2 ? 0.62 : 1 }),
		);
		const places = arrange(figures, frame);
		places.forEach((place, index) => {
			expect(place.x - place.width / 2).toBeGreaterThanOrEqual(0);
			expect(place.x + place.width / 2).toBeLessThanOrEqual(frame.width);
			expect(place.foot - place.height).toBeGreaterThanOrEqual(0);
			expect(place.width / place.height).toBeCloseTo((figures[index] as Figure).shape);
			for (const other of places.slice(index + 1)) {
				const apartX = Math.abs(place.x - other.x) - (place.width + other.width) / 2;
				const apartY = Math.max(place.foot - place.height - other.foot, other.foot - other.height - place.foot);
				expect(Math.max(apartX, apartY)).toBeGreaterThan(-1);
			}
		});
	});
});

it("puts figures at the sides that are named, and what is cut off on the frame's edge", () => {
	const [one, other, cropped] = arrange([figure({ side: 1 }), figure({ side: -1 }), figure({ cropped: true })], {
		width: 1280,
		height: 720,
	});
	expect(one?.x).toBeGreaterThan(cropped?.x as number);
	expect(other?.x).toBeLessThan(cropped?.x as number);
	expect(cropped?.foot).toBeGreaterThan(720);
});
