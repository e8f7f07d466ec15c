import { between, drawSpan, type Span } from "../picture/draw-span.ts";
import type { Pixels } from "../picture/pixels.ts";
import { meshCell, meshCellBits } from "../picture/warp-mesh.ts";
import type { MorphMesh } from "./morph-mesh.ts";

/**
 * Paints the whole target: each pixel is the mix of both pictures that the mesh asks for, with light upon it. Every
 * place must lie within its picture, two pixels or more from the edges. Nearly all of a film's drawing time is spent
 * here: red and blue go in one multiplication, and what is all of one picture is read from that one alone.
 */
export function drawMorph(target: Pixels, [first, second]: readonly [Pixels, Pixels], mesh: MorphMesh): void {
	const { columns, share, glow } = mesh;
	const sources = [
		{ picture: first, mesh: mesh.first },
		{ picture: second, mesh: mesh.second },
	] as const;
	// One object for all the spans: there are tens of thousands a frame.
	const span = { corner: 0, within: 0, start: 0, end: 0, from: 0, to: 0 };
	for (let y = 0; y < target.height; y++) {
		const within = y & (meshCell - 1);
		for (let x = 0; x < target.width; x += meshCell) {
			const corner = (y >> meshCellBits) * columns + (x >> meshCellBits);
			const below = corner + columns;
			span.corner = corner;
			span.within = within;
			span.start = y * target.width + x;
			span.end = y * target.width + Math.min(x + meshCell, target.width);
			span.from = between(share[corner], share[below], within);
			span.to = between(share[corner + 1], share[below + 1], within);
			if (span.from < 256 && span.to < 256) drawSpan(target.values, sources[0], span);
			else if (span.from > 65280 && span.to > 65280) drawSpan(target.values, sources[1], span);
			else mixSpan(target.values, { first, second, mesh }, span);
			span.from = between(glow[corner], glow[below], within);
			span.to = between(glow[corner + 1], glow[below + 1], within);
			if (span.from > 255 || span.to > 255) lightSpan(target.values, span);
		}
	}
}

/** With what runs from its left to its right, 0 to 65536: the second picture's share, or the light. */
interface MixedSpan extends Span {
	readonly from: number;
	readonly to: number;
}

function mixSpan(
	painted: Int32Array,
	source: { first: Pixels; second: Pixels; mesh: MorphMesh },
	span: MixedSpan,
): void {
	const { first: one, second: other } = source.mesh;
	const { values: firstValues, width: firstWidth } = source.first;
	const { values: secondValues, width: secondWidth } = source.second;
	const { corner, within, end } = span;
	const below = corner + one.columns;
	let u = between(one.across[corner], one.across[below], within);
	let v = between(one.down[corner], one.down[below], within);
	const uStep = (between(one.across[corner + 1], one.across[below + 1], within) - u) >> meshCellBits;
	const vStep = (between(one.down[corner + 1], one.down[below + 1], within) - v) >> meshCellBits;
	let s = between(other.across[corner], other.across[below], within);
	let t = between(other.down[corner], other.down[below], within);
	const sStep = (between(other.across[corner + 1], other.across[below + 1], within) - s) >> meshCellBits;
	const tStep = (between(other.down[corner + 1], other.down[below + 1], within) - t) >> meshCellBits;
	const shareStep = (span.to - span.from) >> meshCellBits;
	for (let pixel = span.start, share = span.from; pixel < end; pixel++, share = (share + shareStep) | 0) {
		const much = share >> 8;
		// The eight shares add up to 256.
		const a = (Math.imul(v >> 16, firstWidth) + (u >> 16)) | 0;
		const aLow = Math.imul(256 - much, (v >> 8) & 255) >> 8;
		const aTop = 256 - much - aLow;
		const aTopRight = Math.imul(aTop, (u >> 8) & 255) >> 8;
		const aLowRight = Math.imul(aLow, (u >> 8) & 255) >> 8;
		const b = (Math.imul(t >> 16, secondWidth) + (s >> 16)) | 0;
		const bLow = Math.imul(much, (t >> 8) & 255) >> 8;
		const bTop = much - bLow;
		const bTopRight = Math.imul(bTop, (s >> 8) & 255) >> 8;
		const bLowRight = Math.imul(bLow, (s >> 8) & 255) >> 8;
		const a0 = firstValues[a] as number;
		const a1 = firstValues[a + 1] as number;
		const a2 = firstValues[a + firstWidth] as number;
		const a3 = firstValues[a + firstWidth + 1] as number;
		const b0 = secondValues[b] as number;
		const b1 = secondValues[b + 1] as number;
		const b2 = secondValues[b + secondWidth] as number;
		const b3 = secondValues[b + secondWidth + 1] as number;
		const redBlue =
			(Math.imul(a0 & 0xff00ff, aTop - aTopRight) +
				Math.imul(a1 & 0xff00ff, aTopRight) +
				Math.imul(a2 & 0xff00ff, aLow - aLowRight) +
				Math.imul(a3 & 0xff00ff, aLowRight) +
				Math.imul(b0 & 0xff00ff, bTop - bTopRight) +
				Math.imul(b1 & 0xff00ff, bTopRight) +
				Math.imul(b2 & 0xff00ff, bLow - bLowRight) +
				Math.imul(b3 & 0xff00ff, bLowRight)) |
			0;
		const green =
			(Math.imul(a0 & 0xff00, aTop - aTopRight) +
				Math.imul(a1 & 0xff00, aTopRight) +
				Math.imul(a2 & 0xff00, aLow - aLowRight) +
				Math.imul(a3 & 0xff00, aLowRight) +
				Math.imul(b0 & 0xff00, bTop - bTopRight) +
				Math.imul(b1 & 0xff00, bTopRight) +
				Math.imul(b2 & 0xff00, bLow - bLowRight) +
				Math.imul(b3 & 0xff00, bLowRight)) |
			0;
		painted[pixel] = ((redBlue >>> 8) & 0xff00ff) | ((green >>> 8) & 0xff00) | 0xff000000;
		u = (u + uStep) | 0;
		v = (v + vStep) | 0;
		s = (s + sStep) | 0;
		t = (t + tStep) | 0;
	}
}

/** Screens a warm white over what is painted: it brightens what is dark most and burns nothing out. */
function lightSpan(painted: Int32Array, span: MixedSpan): void {
	let light = span.from;
	const step = (span.to - span.from) >> meshCellBits;
	for (let pixel = span.start; pixel < span.end; pixel++) {
		const colour = painted[pixel] as number;
		const red = colour & 255;
		const green = (colour >> 8) & 255;
		const blue = (colour >> 16) & 255;
		const much = light >> 8;
		painted[pixel] =
			(red + (((255 - red) * much) >> 8)) |
			((green + (((255 - green) * much * 227) >> 16)) << 8) |
			((blue + (((255 - blue) * much * 182) >> 16)) << 16) |
			0xff000000;
		light = (light + step) | 0;
	}
}
