import { createPlane, type Plane } from "../picture/plane.ts";
import type { I420 } from "../source/picture-decoder.ts";

/** A picture's lightness, 0 to 1, at about `long` points on its longer side: each the mean of its square. */
export function smallLuma(picture: I420, long: number): Plane {
	const { width, height, stride, bytes } = picture;
	const scale = Math.min(1, long / Math.max(width, height));
	const columns = Math.max(2, Math.round(width * scale));
	const rows = Math.max(2, Math.round(height * scale));
	const plane = createPlane({ columns, rows });
	// Every second pixel of a large picture says as much as all of them.
	const step = width / columns >= 6 ? 2 : 1;
	for (let row = 0; row < rows; row++) {
		const top = Math.floor((row * height) / rows);
		const bottom = Math.max(top + 1, Math.floor(((row + 1) * height) / rows));
		for (let column = 0; column < columns; column++) {
			const left = Math.floor((column * width) / columns);
			const right = Math.max(left + 1, Math.floor(((column + 1) * width) / columns));
			let sum = 0;
			let count = 0;
			for (let y = top; y < bottom; y += step) {
				for (let at = y * stride + left, end = y * stride + right; at < end; at += step) {
					sum += bytes[at] as number;
					count++;
				}
			}
			plane.values[row * columns + column] = sum / count / 255;
		}
	}
	return plane;
}
