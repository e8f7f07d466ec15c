/** Rows of RGBA pixels and the place in an I420 picture where they go. */
export interface PixelRows {
	/** Opaque pixels, one little-endian RGBA word each, `width * rows` of them. */
	readonly pixels: Int32Array;
	/** The picture's width and height; even numbers. */
	readonly width: number;
	readonly height: number;
	/** The first row that `pixels` holds, and how many; even numbers. */
	readonly top: number;
	readonly rows: number;
}

/** Bytes of an I420 picture: a full luma plane, then two chroma planes of a quarter each. */
export function i420Bytes(width: number, height: number): number {
	return (width * height * 3) / 2;
}

/**
 * Converts rows to BT.709, limited range, 8 bits. Chroma is the mean of 2x2 pixels.
 * Factors are the standard's times 65536, rounded so that every grey keeps neutral chroma.
 */
export function writeI420Rows(target: Uint8Array, source: PixelRows): void {
	const { pixels, width, height, top, rows } = source;
	let luma = top * width;
	let chromaU = width * height + (top * width) / 4;
	let chromaV = chromaU + (width * height) / 4;
	let above = 0;
	for (let row = 0; row < rows; row += 2) {
		for (let end = above + width; above < end; above += 2, luma += 2) {
			const a = pixels[above]!;
			const b = pixels[above + 1]!;
			const c = pixels[above + width]!;
			const d = pixels[above + width + 1]!;
			target[luma] = lumaOf(a);
			target[luma + 1] = lumaOf(b);
			target[luma + width] = lumaOf(c);
			target[luma + width + 1] = lumaOf(d);
			// Red and blue of four pixels are summed side by side in one word.
			const redBlue = (a & 0xff00ff) + (b & 0xff00ff) + (c & 0xff00ff) + (d & 0xff00ff);
			const red = redBlue & 0xffff;
			const blue = redBlue >> 16;
			const green = ((a >> 8) & 255) + ((b >> 8) & 255) + ((c >> 8) & 255) + ((d >> 8) & 255);
			target[chromaU++] = (33685504 - 6596 * red - 22189 * green + 28785 * blue) >> 18;
			target[chromaV++] = (33685504 + 28785 * red - 26145 * green - 2640 * blue) >> 18;
		}
		above += width;
		luma += width;
	}
}

/** 16 to 235; the constant is 16.5 in the same scale. */
function lumaOf(pixel: number): number {
	return (1081344 + 11966 * (pixel & 255) + 40254 * ((pixel >> 8) & 255) + 4064 * ((pixel >> 16) & 255)) >> 16;
}
