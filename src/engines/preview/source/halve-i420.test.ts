import { expect, test } from "vitest";
import { createHalver } from "./halve-i420.ts";
import type { I420 } from "./picture-decoder.ts";

/** Whose luma is `lumaAt(x, y)`, whose first chroma counts columns and whose second counts rows. */
function pictureOf(width: number, height: number, lumaAt: (x: number, y: number) => number): I420 {
	const [stride, rows] = [width + (width & 1), height + (height & 1)];
	const bytes = new Uint8Array(stride * rows * 1.5);
	for (let y = 0; y < rows; y++) for (let x = 0; x < stride; x++) bytes[y * stride + x] = lumaAt(x, y);
	const chroma = stride * rows;
	for (let index = 0; index < chroma / 4; index++) {
		bytes[chroma + index] = 4 * (index % (stride / 2));
		bytes[chroma * 1.25 + index] = 4 * Math.floor(index / (stride / 2));
	}
	return { width, height, stride, rows, bytes };
}

test("each point is the mean of four, in all planes", () => {
	const half = createHalver()(pictureOf(8, 4, (x, y) => 10 * x + y));
	expect(half).toMatchObject({ width: 4, height: 2, stride: 4, rows: 2 });
	expect([...half.bytes.subarray(0, 8)]).toEqual([6, 26, 46, 66, 8, 28, 48, 68]);
	expect([...half.bytes.subarray(8)]).toEqual([2, 10, 2, 2]);
});

test("of odd sizes the planes still fit, and nothing of one comes into another", () => {
	const half = createHalver()(pictureOf(6, 6, () => 200));
	expect(half).toMatchObject({ width: 3, height: 3, stride: 4, rows: 4 });
	expect([...half.bytes.subarray(0, 16)]).toEqual(Array(16).fill(200));
	expect([...half.bytes.subarray(16)]).toEqual([2, 8, 2, 8, 2, 2, 8, 8]);
});
