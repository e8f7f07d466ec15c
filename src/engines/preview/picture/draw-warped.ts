import { meshCell, meshCellBits, type WarpMesh } from "./warp-mesh.ts";

/** Opaque RGBA, one number a pixel. */
export interface Pixels {
	readonly width: number;
	readonly height: number;
	readonly values: Int32Array;
}

/**
 * Paints the whole target: each pixel is the picture's at the place that the mesh gives it, mixed of the four around
 * that place. Every place must lie within the picture, two pixels or more from its edges. A place on whole pixels
 * copies the picture exactly.
 *
 * Nearly all of a film's drawing time is spent here, so the loop works on red and blue in one multiplication and
 * calls and allocates nothing.
 */
export function drawWarped(target: Pixels, picture: Pixels, mesh: WarpMesh): void {
	const { across, down, columns } = mesh;
	const source = picture.values;
	const painted = target.values;
	const stride = picture.width | 0;
	for (let y = 0; y < target.height; y++) {
		const within = y & (meshCell - 1);
		for (let x = 0; x < target.width; x += meshCell) {
			const corner = (y >> meshCellBits) * columns + (x >> meshCellBits);
			const below = corner + columns;
			let u = between(across[corner] as number, across[below] as number, within);
			let v = between(down[corner] as number, down[below] as number, within);
			const uStep = (between(across[corner + 1] as number, across[below + 1] as number, within) - u) >> meshCellBits;
			const vStep = (between(down[corner + 1] as number, down[below + 1] as number, within) - v) >> meshCellBits;
			const end = y * target.width + Math.min(x + meshCell, target.width);
			for (let pixel = y * target.width + x; pixel < end; pixel++) {
				const at = (Math.imul(v >> 16, stride) + (u >> 16)) | 0;
				const topLeft = source[at] as number;
				const topRight = source[at + 1] as number;
				const bottomLeft = source[at + stride] as number;
				const bottomRight = source[at + stride + 1] as number;
				// The four shares add up to 256.
				const right = (u >> 8) & 255;
				const low = (v >> 8) & 255;
				const both = Math.imul(right, low) >> 8;
				const rightOnly = right - both;
				const lowOnly = low - both;
				const neither = 256 - right - lowOnly;
				const redBlue =
					Math.imul(topLeft & 0xff00ff, neither) +
					Math.imul(topRight & 0xff00ff, rightOnly) +
					Math.imul(bottomLeft & 0xff00ff, lowOnly) +
					Math.imul(bottomRight & 0xff00ff, both);
				const green =
					Math.imul(topLeft & 0xff00, neither) +
					Math.imul(topRight & 0xff00, rightOnly) +
					Math.imul(bottomLeft & 0xff00, lowOnly) +
					Math.imul(bottomRight & 0xff00, both);
				painted[pixel] = ((redBlue >>> 8) & 0xff00ff) | ((green >>> 8) & 0xff00) | 0xff000000;
				u = (u + uStep) | 0;
				v = (v + vStep) | 0;
			}
		}
	}
}

function between(above: number, below: number, within: number): number {
	return (above + (Math.imul(below - above, within) >> meshCellBits)) | 0;
}
