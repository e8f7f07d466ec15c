import type { Pixels } from "../../picture/pixels.ts";

/** A triangle, in pixels: x and y of each corner. */
export type Corners = readonly [number, number, number, number, number, number];

/** Paints triangles that never move, each in one colour; where two meet, pixels are mixed of both. */
export interface FacetMap {
	/** Paints the whole target; a colour for each triangle, packed as pixels are. */
	paint(target: Pixels, colours: Int32Array): void;
}

/** Each pixel is looked at in so many places across, and down. */
const looks = 3;
/** Rows that are worked out at once, to keep what that takes small. */
const bandRows = 16;

/**
 * Works out, once for a film, which triangles each pixel shows. Of those that overlap the last is seen; together they
 * should cover the whole target. Takes five bytes a pixel.
 */
export function createFacetMap(size: { width: number; height: number }, facets: readonly Corners[]): FacetMap {
	const { width, height } = size;
	const first = new Uint16Array(width * height);
	const second = new Uint16Array(width * height);
	const share = new Uint8Array(width * height);
	const band = new Uint16Array(width * looks * bandRows * looks);
	for (let top = 0; top < height; top += bandRows) {
		const rows = Math.min(bandRows, height - top);
		facets.forEach((corners, facet) => {
			fillTriangle(band, { corners, facet, width, top, rows });
		});
		for (let at = 0; at < rows * width; at++) {
			const found = meetings(band, { left: (at % width) * looks, top: Math.floor(at / width) * looks, width });
			first[top * width + at] = found.most;
			second[top * width + at] = found.next;
			share[top * width + at] = found.share;
		}
	}
	return {
		paint({ values }, colours) {
			for (let at = 0; at < values.length; at++) {
				const colour = colours[first[at] as number] as number;
				const much = share[at] as number;
				values[at] = much === 0 ? colour : mix(colour, colours[second[at] as number] as number, much);
			}
		},
	};
}

interface Fill {
	readonly corners: Corners;
	readonly facet: number;
	readonly width: number;
	readonly top: number;
	readonly rows: number;
}

function fillTriangle(band: Uint16Array, { corners, facet, width, top, rows }: Fill): void {
	const [, ay, , by, , cy] = corners;
	const from = Math.max(0, Math.floor((Math.min(ay, by, cy) - top) * looks));
	const until = Math.min(rows * looks, Math.ceil((Math.max(ay, by, cy) - top) * looks));
	for (let line = from; line < until; line++) {
		const y = top + (line + 0.5) / looks;
		let [left, right] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
		for (let side = 0; side < 6; side += 2) {
			const [x0, y0] = [corners[side] as number, corners[side + 1] as number];
			const [x1, y1] = [corners[(side + 2) % 6] as number, corners[(side + 3) % 6] as number];
			if (y0 <= y === y1 <= y) continue;
			const x = x0 + ((x1 - x0) * (y - y0)) / (y1 - y0);
			left = Math.min(left, x);
			right = Math.max(right, x);
		}
		const start = Math.max(0, Math.ceil(left * looks - 0.5 - 1e-6));
		const end = Math.min(width * looks, Math.floor(right * looks - 0.5 + 1e-6) + 1);
		if (start < end) band.fill(facet, line * width * looks + start, line * width * looks + end);
	}
}

/** The triangle that most of a pixel's places show, the one after it, and that one's share, of 256. */
function meetings(
	band: Uint16Array,
	{ left, top, width }: { left: number; top: number; width: number },
): { most: number; next: number; share: number } {
	const counts = new Map<number, number>();
	for (let line = top; line < top + looks; line++)
		for (let at = line * width * looks + left, look = 0; look < looks; look++, at++)
			counts.set(band[at] as number, (counts.get(band[at] as number) ?? 0) + 1);
	const [[most, many] = [0, 1], [next, few] = [0, 0]] = [...counts].sort(([, one], [, other]) => other - one);
	return { most, next, share: Math.round((few / (many + few)) * 256) };
}

/** `much` of 256 of the other. */
function mix(one: number, other: number, much: number): number {
	const rest = 256 - much;
	const redBlue = Math.imul(one & 0xff00ff, rest) + Math.imul(other & 0xff00ff, much);
	const green = Math.imul((one >> 8) & 255, rest) + Math.imul((other >> 8) & 255, much);
	return ((redBlue >>> 8) & 0xff00ff) | (green & 0xff00) | 0xff000000;
}
