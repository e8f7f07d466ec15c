import type { Size } from "../../../core/sizes.ts";

/** What has to find its place. */
export interface Figure {
	/** Width over height. */
	readonly shape: number;
	readonly size: number;
	readonly side: -1 | 0 | 1;
	readonly aloft: boolean;
	/** Cut off below, so that it has to stand on the frame's edge. */
	readonly cropped: boolean;
}

/** Where a figure stands, in pixels: the middle of its foot, and its size there. */
export interface Standing extends Size {
	readonly x: number;
	readonly foot: number;
}

/** What stays free at both sides and between two figures, as a share of the frame's width. */
const gap = 0.025;

/** Gives every figure a place of its own: on the ground in one row, or in two where one would make them small; or aloft. */
export function arrange(figures: readonly Figure[], frame: Size): Standing[] {
	const places: Standing[] = new Array(figures.length);
	const down = figures.map((_, index) => index).filter((index) => !figures[index]?.aloft);
	const up = figures.map((_, index) => index).filter((index) => figures[index]?.aloft);
	const sky = up.length === 0 ? 0 : down.length === 0 ? 0.9 : 0.42;
	placeRows(places, { figures, indices: down, frame, top: sky, bottom: 0.945 });
	placeRows(places, { figures, indices: up, frame, top: 0.05, bottom: down.length === 0 ? 0.86 : sky });
	return places;
}

interface Band {
	readonly figures: readonly Figure[];
	readonly indices: readonly number[];
	readonly frame: Size;
	/** Rows between which they may be, in shares of the frame's height. */
	readonly top: number;
	readonly bottom: number;
}

function placeRows(places: Standing[], band: Band): void {
	if (band.indices.length === 0) return;
	const one = layRow(band, band.indices, { height: rowHeight(band, 1), foot: band.bottom });
	const two = layTwoRows(band);
	const smallest = (rows: [number, Standing][]): number => Math.min(...rows.map(([, { height }]) => height));
	const cropped = band.indices.some((index) => band.figures[index]?.cropped);
	const better = band.indices.length > 3 && !cropped && smallest(two) > 1.25 * smallest(one);
	for (const [index, place] of better ? two : one) places[index] = place;
}

/** The larger ones in front, the others behind and above their heads. */
function layTwoRows(band: Band): [number, Standing][] {
	const { indices, frame } = band;
	const height = Math.min(rowHeight(band, 2), (band.bottom - Math.max(0.03, band.top) - 0.08) / 2);
	const half = Math.ceil(indices.length / 2);
	const tallest = (row: [number, Standing][]): number => Math.max(...row.map(([, place]) => place.height), 0);
	const halves = [indices.slice(0, half), indices.slice(half)].map((row) =>
		layRow(band, row, { height, foot: band.bottom }),
	);
	const [near, far] = halves.sort((one, other) => tallest(other) - tallest(one)) as [
		[number, Standing][],
		[number, Standing][],
	];
	const lift = tallest(near) + 0.05 * frame.height;
	return [...near, ...far.map(([index, place]): [number, Standing] => [index, { ...place, foot: place.foot - lift }])];
}

/** The height of a figure alone, less the more there are. */
function rowHeight({ indices, top, bottom }: Band, rows: number): number {
	return Math.min((bottom - top) * 0.94, 0.72 * Math.ceil(indices.length / rows) ** -0.22);
}

/** Side by side from left to right, as large as the row's height and the frame's width allow. */
function layRow(
	{ figures, frame }: Band,
	indices: readonly number[],
	row: { height: number; foot: number },
): [number, Standing][] {
	const sorted = [...indices].sort((one, other) => (figures[one]?.side ?? 0) - (figures[other]?.side ?? 0));
	const largest = Math.max(1, ...sorted.map((index) => figures[index]?.size ?? 1));
	const wanted = sorted.map((index) => {
		const { shape, size } = figures[index] as Figure;
		const tall = (row.height * Math.max(0.5, size)) / largest;
		const height = Math.min(tall, (0.62 * frame.width) / (shape * frame.height)) * frame.height;
		return { width: height * shape, height };
	});
	const free = frame.width * (1 - gap * (sorted.length + 1));
	const scale = Math.min(1, free / wanted.reduce((sum, { width }) => sum + width, 0));
	const used = scale * wanted.reduce((sum, { width }) => sum + width, 0);
	const space = Math.min((frame.width - used) / (sorted.length + 1), 0.16 * frame.width);
	const lone = sorted.length === 1 ? (figures[sorted[0] as number]?.side ?? 0) * 0.22 * frame.width : 0;
	let x = (frame.width - used - space * (sorted.length - 1)) / 2 + lone;
	return sorted.map((index, order) => {
		const { width, height } = wanted[order] as Size;
		const { cropped } = figures[index] as Figure;
		const step = order % 2 === 0 ? 0 : -0.022;
		const foot = (cropped ? 1.012 : row.foot + step) * frame.height;
		const place = { x: x + (width * scale) / 2, foot, width: width * scale, height: height * scale };
		x += width * scale + space;
		return [index, place];
	});
}
