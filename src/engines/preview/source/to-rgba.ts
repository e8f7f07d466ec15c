import type { Pixels } from "../picture/draw-warped.ts";
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

/** Where a picture lies about the target that it covers: both in pixels of the target. */
export interface Cover {
	readonly left: number;
	readonly top: number;
	/** Pixels of the target for one of the picture: 0.5 to 1. */
	readonly scale: number;
}

/** As `writeRgba`, and made smaller on the way: each pixel is mixed of the four nearest. */
export function writeSmallerRgba(target: Pixels, picture: I420, { left, top, scale }: Cover): void {
	const { stride, rows, bytes } = picture;
	const chromaAt = stride * rows;
	const chromaBytes = chromaAt >> 2;
	const step = 65536 / scale;
	const start = (0.5 - left) * step - 32768;
	let pixel = 0;
	for (let y = 0; y < target.height; y++) {
		const down = Math.min(picture.height - 1.01, Math.max(0, (y + 0.5 - top) / scale - 0.5));
		const line = Math.floor(down) * stride;
		const low = Math.round((down % 1) * 256);
		const chromaLine = chromaAt + (Math.round(down) >> 1) * (stride >> 1);
		for (let x = 0; x < target.width; x++) {
			const place = Math.min((picture.width - 2) * 65536, Math.max(0, start + x * step));
			const at = line + (place >> 16);
			const right = (place >> 8) & 255;
			const above = (bytes[at] as number) * (256 - right) + (bytes[at + 1] as number) * right;
			const below = (bytes[at + stride] as number) * (256 - right) + (bytes[at + stride + 1] as number) * right;
			const light = (above * (256 - low) + below * low) >> 8; // In 1/256.
			const chroma = chromaLine + ((place + 32768) >> 17);
			const u = (bytes[chroma] as number) - 128;
			const v = (bytes[chroma + chromaBytes] as number) - 128;
			const luma = ((light - 4096) * lumaScale) / 256 + 33587200;
			target.values[pixel++] =
				(clamped[(luma + redOfV * v) >> 16] as number) |
				((clamped[(luma - greenOfU * u - greenOfV * v) >> 16] as number) << 8) |
				((clamped[(luma + blueOfU * u) >> 16] as number) << 16) |
				0xff000000;
		}
	}
}
