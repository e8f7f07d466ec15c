import { expect, test } from "vitest";
import { i420Bytes, writeI420Rows } from "./i420.ts";

const [width, height] = [4, 4];

function convert(red: number, green: number, blue: number): number[] {
	const pixels = new Int32Array(width * height).fill((255 << 24) | (blue << 16) | (green << 8) | red);
	const picture = new Uint8Array(i420Bytes(width, height));
	writeI420Rows(picture, { pixels, width, height, top: 0, rows: height });
	expect(new Set(picture.subarray(0, 16)).size).toBe(1);
	return [picture[0]!, picture[16]!, picture[20]!];
}

test.each([
	["black", [0, 0, 0], [16, 128, 128]],
	["white", [255, 255, 255], [235, 128, 128]],
	["grey", [127, 127, 127], [125, 128, 128]],
	["red", [255, 0, 0], [63, 102, 240]],
	["green", [0, 255, 0], [173, 42, 26]],
	["blue", [0, 0, 255], [32, 240, 118]],
] as const)("%s has the standard's BT.709 values", (_, [red, green, blue], expected) => {
	expect(convert(red, green, blue)).toEqual(expected);
});

test("every grey keeps neutral chroma", () => {
	for (let level = 0; level < 256; level++) expect(convert(level, level, level).slice(1)).toEqual([128, 128]);
});

test("rows land where they belong", () => {
	const picture = new Uint8Array(i420Bytes(width, height));
	const pixels = new Int32Array(width * 2).fill(-1);
	writeI420Rows(picture, { pixels, width, height, top: 2, rows: 2 });
	expect([...picture]).toEqual([...Array(8).fill(0), ...Array(8).fill(235), 0, 0, 128, 128, 0, 0, 128, 128]);
});
