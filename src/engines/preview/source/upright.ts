import type { I420 } from "./picture-decoder.ts";

/** A picture turned clockwise, in bytes of its own; the picture itself when there is nothing to turn. */
export function turnUpright(picture: I420, rotation: 0 | 90 | 180 | 270): I420 {
	if (rotation === 0) return picture;
	const { width, height, stride, rows } = picture;
	const sideways = rotation !== 180;
	const size = sideways ? { width: height, height: width } : { width, height };
	const turned = { ...size, stride: even(size.width), rows: even(size.height) };
	const bytes = new Uint8Array((turned.stride * turned.rows * 3) / 2);
	const luma = stride * rows;
	const turnedLuma = turned.stride * turned.rows;
	const plane = { width, height, stride, from: 0, to: 0, toStride: turned.stride };
	turnPlane(picture.bytes, bytes, { ...plane, rotation });
	for (const chroma of [0, 1])
		turnPlane(picture.bytes, bytes, {
			...{ width: (width + 1) >> 1, height: (height + 1) >> 1, stride: stride / 2, toStride: turned.stride / 2 },
			...{ from: luma + (chroma * luma) / 4, to: turnedLuma + (chroma * turnedLuma) / 4, rotation },
		});
	return { ...turned, bytes };
}

interface Turn {
	readonly width: number;
	readonly height: number;
	readonly stride: number;
	/** Where the planes begin. */
	readonly from: number;
	readonly to: number;
	readonly toStride: number;
	readonly rotation: 90 | 180 | 270;
}

function turnPlane(source: Uint8Array, target: Uint8Array, turn: Turn): void {
	const { width, height, stride, from, to, toStride, rotation } = turn;
	for (let y = 0; y < height; y++) {
		for (let x = 0; x < width; x++) {
			const column = rotation === 90 ? height - 1 - y : rotation === 180 ? width - 1 - x : y;
			const row = rotation === 90 ? x : rotation === 180 ? height - 1 - y : width - 1 - x;
			target[to + row * toStride + column] = source[from + y * stride + x]!;
		}
	}
}

function even(length: number): number {
	return length + (length & 1);
}
