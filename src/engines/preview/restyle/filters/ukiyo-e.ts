import type { SKRSContext2D } from "@napi-rs/canvas";
import { type Colour, hex } from "../../scene/colour.ts";
import { clamp, ramp } from "../../scene/noise.ts";
import type { CreateFilter, FilterRoom } from "../filter.ts";
import { createColourScript } from "../kit/colour-script.ts";
import { createEasel, createSheet, layOver } from "../kit/easel.ts";
import { createFlattener } from "../kit/flatten.ts";
import { createInk, layInk } from "../kit/ink-lines.ts";
import { woodblock } from "./sheets.ts";

/** The printer's inks, and how strongly each draws colours to itself. */
const inks: readonly (readonly [Colour, number])[] = (
	[
		["#17263f", 1], // indigo, near black
		["#1f4a78", 1.1], // Prussian blue
		["#4f8bb5", 1.12],
		["#a8c6cf", 0.95],
		["#efe3c8", 1.1], // bare paper
		["#d9c49a", 1],
		["#c9873f", 1], // ochre
		["#b8422f", 1.12], // vermilion
		["#e0a58c", 0.95],
		["#5f7b52", 1.05], // moss
		["#2f4a40", 1],
		["#7a5a48", 0.95],
	] as const
).map(([text, pull]) => [hex(text), pull] as const);

/** A woodblock print: a dozen inks laid flat, indigo key lines, the block's grain, a sky shaded by hand. */
export const ukiyoE: CreateFilter = (room) => {
	const unit = Math.min(room.width, room.height) / 450;
	const flatten = createFlattener(room, { reach: 5, tolerance: 66, rounds: 2 });
	const script = createColourScript((_, colour) => inkOf(colour));
	const inkLines = createInk(room, { width: 2 * unit, threshold: 3, softness: 7 });
	const easel = createEasel(room);
	const grain = createSheet(room, (context) => woodblock(context, room));
	const shading = createSheet(room, (context) => shadeByHand(context, room));
	return {
		paint(context, frame) {
			flatten(frame);
			const lines = inkLines(frame);
			script(frame.values, frame.values);
			layInk(frame, lines, { colour: [20, 26, 48], strength: 0.92 });
			easel.show(context, frame);
			layOver(context, shading, { mode: "multiply" });
			layOver(context, grain, { mode: "multiply" });
		},
	};
};

/** The inks mixed by how near each is: the nearest nearly alone, so that areas are flat and borders do not flicker. */
function inkOf(colour: Colour): Colour {
	const lifted = colour.map((value) => 255 * clamp((value / 255) ** 0.88)) as unknown as Colour;
	let total = 0;
	const sum = [0, 0, 0];
	for (const [ink, pull] of inks) {
		const light = 0.3 * (lifted[0] - ink[0]) + 0.59 * (lifted[1] - ink[1]) + 0.11 * (lifted[2] - ink[2]);
		const warm = lifted[0] - lifted[2] - (ink[0] - ink[2]);
		const leafy = lifted[1] - (lifted[0] + lifted[2]) / 2 - (ink[1] - (ink[0] + ink[2]) / 2);
		const share = Math.exp(-(light * light * 1.1 + warm * warm * 0.8 + leafy * leafy * 1.6) / (pull * 420));
		total += share;
		for (const channel of [0, 1, 2] as const) sum[channel] = (sum[channel] as number) + share * ink[channel];
	}
	if (total < 1e-9) return nearestInk(lifted);
	return [(sum[0] as number) / total, (sum[1] as number) / total, (sum[2] as number) / total];
}

function nearestInk(colour: Colour): Colour {
	const away = ([ink]: readonly [Colour, number]) =>
		Math.hypot(...ink.map((value, index) => value - (colour[index] as number)));
	return [...inks].sort((one, other) => away(one) - away(other))[0]![0];
}

/** Bokashi: blue wiped into the upper edge, and a publisher's red seal. */
function shadeByHand(context: SKRSContext2D, room: FilterRoom): void {
	const { paintedWidth: width, paintedHeight: height } = room;
	context.fillStyle = "white";
	context.fillRect(0, 0, width, height);
	const sky = context.createLinearGradient(0, 0, 0, height * 0.34);
	for (let stop = 0; stop <= 1; stop += 0.125)
		sky.addColorStop(stop, `rgba(24,58,104,${(0.72 * (1 - ramp(stop, 0, 1))).toFixed(3)})`);
	context.fillStyle = sky;
	context.fillRect(0, 0, width, height * 0.34);
	const side = Math.min(width, height) * 0.055;
	const [left, top] = [width - side * 1.9, side * 1.1];
	context.fillStyle = "#c23b2a";
	context.fillRect(left, top, side, side * 1.5);
	context.strokeStyle = "#f2ddc4";
	context.lineWidth = side * 0.07;
	context.beginPath();
	for (const [x1, y1, x2, y2] of [
		[0.2, 0.3, 0.8, 0.3],
		[0.5, 0.15, 0.5, 0.72],
		[0.2, 0.52, 0.8, 0.52],
		[0.25, 0.85, 0.75, 0.85],
		[0.3, 0.85, 0.3, 1.3],
		[0.7, 0.85, 0.7, 1.3],
		[0.3, 1.08, 0.7, 1.08],
	] as const) {
		context.moveTo(left + x1 * side, top + y1 * side);
		context.lineTo(left + x2 * side, top + y2 * side);
	}
	context.stroke();
}
