import type { Pixels } from "../picture/pixels.ts";
import type { I420 } from "./picture-decoder.ts";

// BT.709, limited range, in 1/65536; the inverse of what the film's encoder was given.
const lumaScale = 76309;
const redOfV = 117489;
const greenOfU = 13975;
const greenOfV = 34925;
const blueOfU = 138438;
/** 512.5 in the same scale: rounds, and brings sums into the table below. */
const half = 33587200;

/** Fixed-point sums lie between -300 and 600: an index with 512 added never leaves the table. */
const clamped = Uint8Array.from({ length: 1536 }, (_, index) => Math.min(255, Math.max(0, index - 512)));

/**
 * Writes the shown part of a picture as opaque RGBA, one word a pixel, `width * height` of them. Two pixels a turn: they
 * share their colour.
 */
export function writeRgba(target: Int32Array, picture: I420): void {
	const { width, height, stride, rows, bytes } = picture;
	const chromaAt = stride * rows;
	const chromaBytes = chromaAt >> 2;
	for (let y = 0; y < height; y++) {
		let chroma = chromaAt + (y >> 1) * (stride >> 1);
		let pixel = y * width;
		const odd = width & 1;
		// A row is even in the decoder's memory: after an odd one's last pixel comes one that is not shown.
		for (let at = y * stride, end = at + width + odd; at < end; at += 2, chroma++, pixel += 2) {
			const u = (bytes[chroma] as number) - 128;
			const v = (bytes[chroma + chromaBytes] as number) - 128;
			const red = Math.imul(redOfV, v) + half;
			const green = half - Math.imul(greenOfU, u) - Math.imul(greenOfV, v);
			const blue = Math.imul(blueOfU, u) + half;
			const left = Math.imul(lumaScale, (bytes[at] as number) - 16);
			target[pixel] =
				(clamped[(left + red) >> 16] as number) |
				((clamped[(left + green) >> 16] as number) << 8) |
				((clamped[(left + blue) >> 16] as number) << 16) |
				0xff000000;
			if (odd === 1 && at + 2 === end) break;
			const right = Math.imul(lumaScale, (bytes[at + 1] as number) - 16);
			target[pixel + 1] =
				(clamped[(right + red) >> 16] as number) |
				((clamped[(right + green) >> 16] as number) << 8) |
				((clamped[(right + blue) >> 16] as number) << 16) |
				0xff000000;
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
	const { width, height, values } = target;
	const most = (picture.width - 2) * 65536;
	const places = Int32Array.from({ length: width }, (_, x) => Math.min(most, Math.max(0, start + x * step)));
	let pixel = 0;
	for (let y = 0; y < height; y++) {
		const down = Math.min(picture.height - 1.01, Math.max(0, (y + 0.5 - top) / scale - 0.5));
		const line = Math.floor(down) * stride;
		const low = Math.round((down % 1) * 256);
		const chromaLine = chromaAt + (Math.round(down) >> 1) * (stride >> 1);
		for (let x = 0; x < width; x++) {
			const place = places[x] as number;
			const at = line + (place >> 16);
			const right = (place >> 8) & 255;
			const above = Math.imul(bytes[at] as number, 256 - right) + Math.imul(bytes[at + 1] as number, right);
			const below =
				Math.imul(bytes[at + stride] as number, 256 - right) + Math.imul(bytes[at + stride + 1] as number, right);
			const light = (Math.imul(above, 256 - low) + Math.imul(below, low)) >> 8; // In 1/256.
			const chroma = chromaLine + ((place + 32768) >> 17);
			const u = (bytes[chroma] as number) - 128;
			const v = (bytes[chroma + chromaBytes] as number) - 128;
			const luma = (Math.imul(light - 4096, lumaScale >> 4) >> 4) + half;
			values[pixel++] =
				(clamped[(luma + Math.imul(redOfV, v)) >> 16] as number) |
				((clamped[(luma - Math.imul(greenOfU, u) - Math.imul(greenOfV, v)) >> 16] as number) << 8) |
				((clamped[(luma + Math.imul(blueOfU, u)) >> 16] as number) << 16) |
				0xff000000;
		}
	}
}
