import type { Pixels } from "../../picture/pixels.ts";
import { blurInto, createGrid, type Grid, lumaInto } from "./planes.ts";

export interface InkOptions {
	/** Pixels; lines are about this thick. */
	readonly width: number;
	/** How dark a line's side must be against its surroundings, 0 to 255, before ink sets in. */
	readonly threshold: number;
	/** How quickly ink goes from none to full above that. */
	readonly softness: number;
}

/** Ink, 0 to 1, where a picture is darker than what lies around it: the dark sides of edges, and dark lines. */
export function createInk(
	size: { readonly width: number; readonly height: number },
	options: InkOptions,
): (frame: Pixels) => Grid {
	const { width, threshold, softness } = options;
	const [luma, fine, broad, ink] = [createGrid(size), createGrid(size), createGrid(size), createGrid(size)];
	const scratch = new Float32Array(size.width * size.height);
	const radius = Math.max(1, Math.round(width));
	return (frame) => {
		lumaInto(luma.values, frame.values);
		blurInto(fine, luma, { radius: Math.max(1, Math.round(radius * 0.4)), scratch });
		blurInto(broad, luma, { radius: radius + 1, scratch });
		blurInto(broad, broad, { radius, scratch });
		for (let index = 0; index < scratch.length; index++) {
			const dark = (broad.values[index] as number) - (fine.values[index] as number) - threshold;
			ink.values[index] = dark <= 0 ? 0 : dark >= softness ? 1 : dark / softness;
		}
		return ink;
	};
}

/** Lays ink of one colour on a picture. */
export function layInk(
	frame: Pixels,
	ink: Grid,
	options: { colour: readonly [number, number, number]; strength: number },
): void {
	const { values } = frame;
	const [red, green, blue] = options.colour;
	for (let index = 0; index < values.length; index++) {
		const share = (ink.values[index] as number) * options.strength;
		if (share < 0.01) continue;
		const pixel = values[index] as number;
		const r = pixel & 255;
		const g = (pixel >> 8) & 255;
		const b = (pixel >> 16) & 255;
		values[index] =
			(r + (red - r) * share) |
			0 |
			(((g + (green - g) * share) | 0) << 8) |
			(((b + (blue - b) * share) | 0) << 16) |
			0xff000000;
	}
}
