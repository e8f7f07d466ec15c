import type { I420 } from "./picture-decoder.ts";

// BT.709, limited range, in 1/65536; the inverse of what the film's encoder was given.
const lumaScale = 76309;
const redOfV = 117489;
const greenOfU = 13975;
const greenOfV = 34925;
const blueOfU = 138438;

/** Fixed-point sums lie between -300 and 600: an index with 512 added never leaves the table. */
const clamped = Uint8Array.from({ length: 1536 }, (_, index) => Math.min(255, Math.max(0, index - 512)));

/** Writes the shown part of a picture as opaque RGBA, one word a pixel, `width * height` of them. */
export function writeRgba(target: Int32Array, picture: I420): void {
	const { width, height, stride, rows, bytes } = picture;
	const chromaAt = stride * rows;
	const chromaBytes = chromaAt >> 2;
	let pixel = 0;
	for (let y = 0; y < height; y++) {
		const line = y * stride;
		const chromaLine = chromaAt + (y >> 1) * (stride >> 1);
		for (let x = 0; x < width; x += 2) {
			const u = (bytes[chromaLine + (x >> 1)] as number) - 128;
			const v = (bytes[chromaLine + (x >> 1) + chromaBytes] as number) - 128;
			const red = redOfV * v + 33587200; // 512.5 in the same scale.
			const green = 33587200 - greenOfU * u - greenOfV * v;
			const blue = blueOfU * u + 33587200;
			const end = Math.min(x + 2, width);
			for (let at = x; at < end; at++) {
				const luma = lumaScale * ((bytes[line + at] as number) - 16);
				target[pixel++] =
					(clamped[(luma + red) >> 16] as number) |
					((clamped[(luma + green) >> 16] as number) << 8) |
					((clamped[(luma + blue) >> 16] as number) << 16) |
					0xff000000;
			}
		}
	}
}
