import { createCanvas } from "@napi-rs/canvas";
import { expect, test } from "vitest";
import { i420Bytes, writeI420Rows } from "../render/i420.ts";
import { drawMark } from "../scene/mark.ts";
import { noise2 } from "../scene/noise.ts";
import type { Source } from "./open-source.ts";
import { withoutMark } from "./without-mark.ts";

const [width, height] = [320, 180];

/** A film of one frame: soft blots on a slope of light, with or without the mark. */
function filmOf(marked: boolean): Source {
	const canvas = createCanvas(width, height);
	const context = canvas.getContext("2d");
	const ground = context.createImageData(width, height);
	for (let index = 0; index < width * height; index++) {
		const [x, y] = [index % width, Math.floor(index / width)];
		const light = 40 + 0.4 * y + 40 * noise2(x / 14, y / 14, 3);
		ground.data.set([light, light * 1.2, light * 0.8, 255], index * 4);
	}
	context.putImageData(ground, 0, 0);
	if (marked) drawMark(context, width, height);
	const pixels = new Int32Array(context.getImageData(0, 0, width, height).data.buffer);
	const bytes = new Uint8Array(i420Bytes(width, height));
	writeI420Rows(bytes, { pixels, width, height, top: 0, rows: height });
	return {
		...{ width, height, seconds: 1, fps: 1, frames: 1 },
		frameAt: () => 0,
		startOf: () => 0,
		picture: () => ({ width, height, stride: width, rows: height, bytes }),
		close() {},
	};
}

const mostApart = (one: Uint8Array, other: Uint8Array) =>
	one.reduce((most, value, index) => Math.max(most, Math.abs(value - (other[index] as number))), 0);

test("a mark is found and painted over with what lies around it, and nothing else is", () => {
	const [plain, marked] = [filmOf(false), filmOf(true)];
	const [before, seen] = [plain.picture(0).bytes, marked.picture(0).bytes.slice()];
	expect(mostApart(seen, before)).toBeGreaterThan(45);
	const source = withoutMark(marked);
	expect(source.wasMarked).toBe(true);
	const clean = source.picture(0).bytes;
	expect(mostApart(clean, before)).toBeLessThan(26);
	const upper = width * (height - 40);
	expect(clean.subarray(0, upper)).toEqual(seen.subarray(0, upper));
	expect(marked.picture(0).bytes).toEqual(seen);
});

test("a film without a mark is given as it is", () => {
	const source = filmOf(false);
	const same = withoutMark(source);
	expect(same.wasMarked).toBe(false);
	expect(same.picture(0).bytes).toBe(source.picture(0).bytes);
});
