import type { SKRSContext2D } from "@napi-rs/canvas";
import type { Pixels } from "../../picture/pixels.ts";
import { clamp } from "../../scene/noise.ts";
import { hashPoint } from "../../scene/random.ts";
import type { CreateFilter, FilterRoom } from "../filter.ts";
import { createEasel, createSheet, layOver } from "../kit/easel.ts";
import { fromHue, packColour, toHue } from "../kit/colour-script.ts";
import { type Corners, createFacetMap } from "../kit/facet-map.ts";
import { paper } from "./sheets.ts";

/** One fold: three corners in pixels of the canvas, and places within it where its colour is read. */
interface Facet {
	readonly corners: Corners;
	readonly reads: readonly number[];
	/** How much light falls on it: paper stands at many angles. */
	readonly light: number;
	/** How strong its creases are, 0 to 1. */
	readonly fold: number;
}

const tilts = { 1: 0.14, 2: 0.22, 4: 0.3 } as const;
const folds = { 1: 0.4, 2: 0.7, 4: 1 } as const;

/** Folded paper: the picture in facets, smaller where the film has much to show, each tilted its own way to the light. */
export const origami: CreateFilter = (room) => {
	const facets = foldPaper(room);
	const sheet = createSheet(room, (context) => paper(context, room));
	const creases = createSheet(room, (context) => drawCreases(context, facets));
	const size = { width: room.paintedWidth, height: room.paintedHeight };
	const map = createFacetMap(
		size,
		facets.map(({ corners }) => corners),
	);
	const folded = { ...size, values: new Int32Array(size.width * size.height) };
	const easel = createEasel({ ...room, ...size });
	const colours = new Int32Array(facets.length);
	return {
		paint(context, frame) {
			facets.forEach((facet, index) => {
				colours[index] = colourOf(facet, frame);
			});
			map.paint(folded, colours);
			easel.show(context, folded);
			layOver(context, creases);
			layOver(context, sheet, { mode: "multiply", alpha: 0.7 });
		},
	};
};

function colourOf({ reads, light }: Facet, frame: Pixels): number {
	let [red, green, blue] = [0, 0, 0];
	for (const at of reads) {
		const pixel = frame.values[at] as number;
		red += pixel & 255;
		green += (pixel >> 8) & 255;
		blue += (pixel >> 16) & 255;
	}
	const { hue, saturation, lightness } = toHue(red / reads.length, green / reads.length, blue / reads.length);
	return packColour(
		fromHue({
			hue,
			saturation: clamp(saturation * 1.2 + 0.03),
			lightness: clamp((0.1 + 0.84 * lightness) * light),
		}),
	);
}

function trace(context: SKRSContext2D, [ax, ay, bx, by, cx, cy]: Corners): void {
	context.beginPath();
	context.moveTo(ax, ay);
	context.lineTo(bx, by);
	context.lineTo(cx, cy);
	context.closePath();
}

/** Each fold's upper left edge catches light, the others lie in a fine shadow. */
function drawCreases(context: SKRSContext2D, facets: readonly Facet[]): void {
	for (const { corners, light, fold } of facets) {
		if (fold === 0) continue;
		trace(context, corners);
		context.lineWidth = 0.6 + 0.4 * fold;
		context.strokeStyle = light > 1 ? `rgba(255,255,255,${0.26 * fold})` : `rgba(20,16,40,${0.2 * fold})`;
		context.stroke();
	}
}

interface Corner {
	readonly x: number;
	readonly y: number;
}

/** Squares of the frame on its longer side, and the shares of them that are folded finely, and finest. */
const squaresAcross = 24;
const fineShare = 0.5;
const finestShare = 0.27;

/** Squares of the frame are folded in two, or, where there is much to see, in eight or in 32; with corners pushed about. */
function foldPaper(room: FilterRoom): Facet[] {
	const across = Math.round(squaresAcross * Math.min(1, Math.sqrt(room.width / room.height)));
	const down = Math.max(1, Math.round((across * room.height) / room.width));
	const rich = richnessOf(room, { across, down });
	const sorted = [...rich].sort((one, other) => other - one);
	const [fine, finest] = [fineShare, finestShare].map((share) => sorted[Math.floor(rich.length * share)] as number) as [
		number,
		number,
	];
	const corner = createCorners(room, { across, down });
	const facets: Facet[] = [];
	for (let index = 0; index < rich.length; index++) {
		const [column, row] = [4 * (index % across), 4 * Math.floor(index / across)];
		const detail = rich[index] as number;
		const folds = detail > finest ? 1 : detail > fine ? 2 : 4;
		// What lies below a finely folded square closes the gaps that its crooked sides leave, and has no creases.
		for (const step of folds === 4 ? [4] : [4, folds]) {
			for (let at = 0; at < 16 / (step * step); at++) {
				const perRow = 4 / step;
				const [c, r] = [column + step * (at % perRow), row + step * Math.floor(at / perRow)];
				const square = [corner(c, r), corner(c + step, r), corner(c, r + step), corner(c + step, r + step)] as const;
				facets.push(...foldSquare(square, room, step).map((facet) => (step === folds ? facet : { ...facet, fold: 0 })));
			}
		}
	}
	return facets;
}

/** Corners on a grid of quarter squares, so that a square folded finely has the same ones as its neighbours; all pushed about. */
function createCorners(
	room: FilterRoom,
	{ across, down }: { across: number; down: number },
): (column: number, row: number) => Corner {
	const push = (chance: number): number => 0.56 * (chance - 0.5);
	// In squares; what lies on the frame's border stays on it.
	const held = (place: number, last: number, off: number): number => (place <= 0 || place >= last ? 0 : off);
	const far = (column: number, row: number): Corner => ({
		x: held(column, across, push(hashPoint(column, row, room.seed))),
		y: held(row, down, push(hashPoint(column, row, room.seed + 1))),
	});
	return (column, row) => {
		const [left, top] = [Math.floor(column / 4), Math.floor(row / 4)];
		const [u, v] = [column / 4 - left, row / 4 - top];
		const own = u === 0 && v === 0 ? 0 : 0.25;
		const mixed = (axis: "x" | "y", chance: number): number => {
			const upper = far(left, top)[axis] * (1 - u) + far(left + 1, top)[axis] * u;
			const lower = far(left, top + 1)[axis] * (1 - u) + far(left + 1, top + 1)[axis] * u;
			return upper * (1 - v) + lower * v + own * push(chance);
		};
		const x = column / 4 + held(column, 4 * across, mixed("x", hashPoint(column, row, room.seed + 5)));
		const y = row / 4 + held(row, 4 * down, mixed("y", hashPoint(column, row, room.seed + 6)));
		return { x: (x / across) * room.width, y: (y / down) * room.height };
	};
}

function foldSquare([a, b, c, d]: readonly [Corner, Corner, Corner, Corner], room: FilterRoom, step: number): Facet[] {
	const rising = hashPoint(Math.round(a.x), Math.round(a.y), room.seed + 2) > 0.5;
	const halves = rising
		? [
				[a, b, c],
				[b, d, c],
			]
		: [
				[a, b, d],
				[a, d, c],
			];
	return halves.map((corners) => makeFacet(corners as [Corner, Corner, Corner], room, step));
}

function makeFacet(corners: readonly [Corner, Corner, Corner], room: FilterRoom, step: number): Facet {
	const [a, b, c] = corners;
	const toCanvas = room.paintedWidth / room.width;
	const reads: number[] = [];
	for (const [u, v] of [
		[1 / 3, 1 / 3],
		[0.15, 0.15],
		[0.7, 0.15],
		[0.15, 0.7],
		[0.42, 0.42],
		[0.42, 0.1],
		[0.1, 0.42],
	] as const) {
		const x = Math.min(room.width - 1, Math.max(0, Math.round(a.x + (b.x - a.x) * u + (c.x - a.x) * v)));
		const y = Math.min(room.height - 1, Math.max(0, Math.round(a.y + (b.y - a.y) * u + (c.y - a.y) * v)));
		reads.push(y * room.width + x);
	}
	const tilt = hashPoint(Math.round(a.x + b.x), Math.round(b.y + c.y), room.seed + 3);
	return {
		corners: [a.x * toCanvas, a.y * toCanvas, b.x * toCanvas, b.y * toCanvas, c.x * toCanvas, c.y * toCanvas],
		reads,
		// Small folds stand less steeply: what is fine in the film shows by its own colours.
		light: 1 + (tilt - 0.5) * tilts[step as 1 | 2 | 4],
		fold: folds[step as 1 | 2 | 4],
	};
}

/** How much each square has to show, over the whole film. */
function richnessOf(room: FilterRoom, { across, down }: { across: number; down: number }): Float32Array {
	const rich = new Float32Array(across * down);
	for (const { values } of room.samples()) {
		for (let y = 2; y < room.height - 2; y += 2) {
			for (let x = 2; x < room.width - 2; x += 2) {
				const at = y * room.width + x;
				const square = Math.floor((y * down) / room.height) * across + Math.floor((x * across) / room.width);
				const green = (pixel: number) => ((values[pixel] as number) >> 8) & 255;
				rich[square] =
					(rich[square] as number) +
					Math.abs(green(at + 2) - green(at - 2)) +
					Math.abs(green(at + 2 * room.width) - green(at - 2 * room.width));
			}
		}
	}
	return rich;
}
