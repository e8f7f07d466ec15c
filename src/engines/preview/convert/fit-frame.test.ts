import { expect, test } from "vitest";
import { createFrameFitter, fittedSize } from "./fit-frame.ts";

const frameOf = (width: number, height: number, [y, u, v]: readonly [number, number, number]) => {
	const chroma = ((width + 1) >> 1) * ((height + 1) >> 1);
	const bytes = new Uint8Array(width * height + 2 * chroma);
	bytes.fill(y, 0, width * height);
	bytes.fill(u, width * height, width * height + chroma);
	bytes.fill(v, width * height + chroma);
	return { atSeconds: 0, width, height, bytes, fullRange: false, isStandard: false };
};
const colourOf = (i420: Uint8Array, pixels: number) => [i420[0], i420[pixels], i420[(pixels * 5) / 4]];

test.each([
	[1920, 1080, 1920, 1080],
	[3840, 2160, 1920, 1080],
	[1080, 2400, 864, 1920],
	[641, 361, 640, 360],
])("%i x %i is encoded as %i x %i", (width, height, wide, high) => {
	expect(fittedSize({ width, height }, 1920)).toEqual({ width: wide, height: high });
});

test("colours come through scaling from an odd size", () => {
	const toPicture = createFrameFitter({ width: 32, height: 18 });
	expect(colourOf(toPicture({ ...frameOf(65, 37, [120, 90, 200]) }), 32 * 18)).toEqual([120, 90, 200]);
});

test("the full range is limited", () => {
	const toPicture = createFrameFitter({ width: 16, height: 16 });
	expect(colourOf(toPicture({ ...frameOf(16, 16, [255, 128, 0]), fullRange: true }), 256)).toEqual([235, 128, 16]);
});

test("pure red of standard television is pure red afterwards", () => {
	const toPicture = createFrameFitter({ width: 16, height: 16 });
	const [y, u, v] = colourOf(toPicture({ ...frameOf(16, 16, [81, 90, 240]), isStandard: true }), 256);
	expect(Math.abs(y! - 63)).toBeLessThan(2);
	expect(Math.abs(u! - 102)).toBeLessThan(2);
	expect(v).toBe(240);
});
