import type { Pixels } from "./pixels.ts";
import { meshCellBits, type WarpMesh } from "./warp-mesh.ts";

/** The pixels of one row of a mesh's cell. */
export interface Span {
	/** The cell's upper left point in the mesh. */
	readonly corner: number;
	/** The row within the cell. */
	readonly within: number;
	/** The first pixel, and the one after the last. */
	readonly start: number;
	readonly end: number;
}

/**
 * Paints a span: each pixel is the picture's at the place that the mesh gives it, mixed of the four around that place. Nearly
 * all of a film's drawing time is spent here, so red and blue go in one multiplication and nothing is allocated.
 */
export function drawSpan(
	painted: Int32Array,
	{ picture, mesh }: { picture: Pixels; mesh: WarpMesh },
	span: Span,
): void {
	const { across, down, columns } = mesh;
	const { values, width } = picture;
	const { corner, within, end } = span;
	const next = corner + columns;
	let u = between(across[corner], across[next], within);
	let v = between(down[corner], down[next], within);
	const uStep = (between(across[corner + 1], across[next + 1], within) - u) >> meshCellBits;
	const vStep = (between(down[corner + 1], down[next + 1], within) - v) >> meshCellBits;
	for (let pixel = span.start; pixel < end; pixel++) {
		const at = (Math.imul(v >> 16, width) + (u >> 16)) | 0;
		const topLeft = values[at] as number;
		const topRight = values[at + 1] as number;
		const lowLeft = values[at + width] as number;
		const lowRight = values[at + width + 1] as number;
		// The four shares add up to 256.
		const right = (u >> 8) & 255;
		const below = (v >> 8) & 255;
		const both = Math.imul(right, below) >> 8;
		const rightOnly = right - both;
		const lowOnly = below - both;
		const neither = 256 - right - lowOnly;
		const redBlue =
			Math.imul(topLeft & 0xff00ff, neither) +
			Math.imul(topRight & 0xff00ff, rightOnly) +
			Math.imul(lowLeft & 0xff00ff, lowOnly) +
			Math.imul(lowRight & 0xff00ff, both);
		const green =
			Math.imul(topLeft & 0xff00, neither) +
			Math.imul(topRight & 0xff00, rightOnly) +
			Math.imul(lowLeft & 0xff00, lowOnly) +
			Math.imul(lowRight & 0xff00, both);
		painted[pixel] = ((redBlue >>> 8) & 0xff00ff) | ((green >>> 8) & 0xff00) | 0xff000000;
		u = (u + uStep) | 0;
		v = (v + vStep) | 0;
	}
}

/** A cell's left or right edge at a row of it. */
export function between(above: number | undefined, below: number | undefined, within: number): number {
	return ((above as number) + (Math.imul((below as number) - (above as number), within) >> meshCellBits)) | 0;
}
