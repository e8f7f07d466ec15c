import type { SKRSContext2D } from "@napi-rs/canvas";
import type { Pixels } from "../../picture/draw-warped.ts";
import { clamp } from "../../scene/noise.ts";
import { hashPoint } from "../../scene/random.ts";
import type { CreateFilter, FilterRoom } from "../filter.ts";
import { createSheet, layOver } from "../kit/easel.ts";
import { fromHue, toHue } from "../kit/colour-script.ts";
import { paper } from "./sheets.ts";

/** One fold: three corners in pixels of the canvas, and places within it where its colour is read. */
interface Facet {
	readonly corners: readonly [number, number, number, number, number, number];
	readonly reads: readonly number[];
	/** How much light falls on it: paper stands at many angles. */
	readonly light: number;
}

/** Folded paper: the picture in facets, smaller where the film has much to show, each tilted its own way to the light. */
export const origami: CreateFilter = (room) => {
	const facets = foldPaper(room);
	const sheet = createSheet(room, (context) => paper(context, room));
	const creases = createSheet(room, (context) => drawCreases(context, facets));
	return {
		paint(context, frame) {
			context.save();
			context.lineJoin = "round";
			context.lineWidth = 1.2;
			for (const facet of facets) fillFacet(context, facet, frame);
			context.restore();
			layOver(context, creases);
			layOver(context, sheet, { mode: "multiply", alpha: 0.7 });
		},
	};
};

function fillFacet(context: SKRSContext2D, { corners, reads, light }: Facet, frame: Pixels): void {
	let [red, green, blue] = [0, 0, 0];
	for (const at of reads) {
		const pixel = frame.values[at] as number;
		red += pixel & 255;
		green += (pixel >> 8) & 255;
		blue += (pixel >> 16) & 255;
	}
	const { hue, saturation, lightness } = toHue(red / reads.length, green / reads.length, blue / reads.length);
	const [r, g, b] = fromHue({
		hue,
		saturation: clamp(saturation * 1.2 + 0.03),
		lightness: clamp((0.1 + 0.84 * lightness) * light),
	});
	const style = `rgb(${r | 0},${g | 0},${b | 0})`;
	context.fillStyle = style;
	context.strokeStyle = style;
	trace(context, corners);
	context.fill();
	context.stroke();
}

function trace(context: SKRSContext2D, [ax, ay, bx, by, cx, cy]: Facet["corners"]): void {
	context.beginPath();
	context.moveTo(ax, ay);
	context.lineTo(bx, by);
	context.lineTo(cx, cy);
	context.closePath();
}

/** Each fold's upper left edge catches light, the others lie in a fine shadow. */
function drawCreases(context: SKRSContext2D, facets: readonly Facet[]): void {
	for (const { corners, light } of facets) {
		trace(context, corners);
		context.lineWidth = 1;
		context.strokeStyle = light > 1 ? "rgba(255,255,255,0.3)" : "rgba(20,16,40,0.22)";
		context.stroke();
	}
}

interface Corner {
	readonly x: number;
	readonly y: number;
}

/** Squares of the frame are folded in two, or, where there is much to see, in eight; with corners pushed about. */
function foldPaper(room: FilterRoom): Facet[] {
	const across = Math.round(19 * Math.sqrt(room.width / room.height));
	const down = Math.round((across * room.height) / room.width);
	const rich = richnessOf(room, { across, down });
	const level = [...rich].sort((one, other) => other - one)[Math.floor(rich.length * 0.5)] as number;
	const place = (step: number, steps: number, chance: number): number =>
		(step + (step === 0 || step === steps ? 0 : 0.6 * (chance - 0.5))) / steps;
	// On a grid of half squares, so that a square folded finely has the same corners as its neighbours.
	const corner = (column: number, row: number): Corner => ({
		x: place(column, 2 * across, hashPoint(column, row, room.seed)) * room.width,
		y: place(row, 2 * down, hashPoint(column, row, room.seed + 1)) * room.height,
	});
	const facets: Facet[] = [];
	for (let row = 0; row < down; row++) {
		for (let column = 0; column < across; column++) {
			const fine = (rich[row * across + column] as number) > level;
			// What lies below a finely folded square closes the gaps that its crooked sides leave.
			for (const step of fine ? [2, 1] : [2]) {
				for (let at = 0; at < 4 / (step * step); at++) {
					const [c, r] = [2 * column + (at & 1), 2 * row + (at >> 1)];
					const square = [corner(c, r), corner(c + step, r), corner(c, r + step), corner(c + step, r + step)] as const;
					facets.push(...foldSquare(square, room));
				}
			}
		}
	}
	return facets;
}

function foldSquare([a, b, c, d]: readonly [Corner, Corner, Corner, Corner], room: FilterRoom): Facet[] {
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
	return halves.map((corners) => makeFacet(corners as [Corner, Corner, Corner], room));
}

function makeFacet(corners: readonly [Corner, Corner, Corner], room: FilterRoom): Facet {
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
		light: 0.84 + 0.32 * tilt,
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
