import { mix } from "../../scene/colour.ts";
import { clamp, noise2 } from "../../scene/noise.ts";
import { hashPoint } from "../../scene/random.ts";
import type { CreateFilter, FilterRoom } from "../filter.ts";
import { createColourScript, fromHue, softSteps } from "../kit/colour-script.ts";
import { createEasel, createSheet, layOver } from "../kit/easel.ts";
import { createFlattener } from "../kit/flatten.ts";
import { blurInto, createGrid, lumaInto } from "../kit/planes.ts";
import { lightRelief } from "../kit/relief.ts";
import { wool } from "./sheets.ts";

/** Needle felt: woolly patches that bulge, with frayed borders and loose hairs. */
export const felt: CreateFilter = (room) => {
	const unit = Math.min(room.width, room.height) / 450;
	const flatten = createFlattener(room, { reach: 5, tolerance: 78, rounds: 2 });
	const script = createColourScript(({ hue, saturation, lightness }) =>
		mix(
			fromHue({
				hue,
				saturation: clamp(0.06 + saturation * 0.95),
				lightness: clamp(0.14 + 0.7 * softSteps(clamp(lightness), 5, 1.9)),
			}),
			[222, 204, 182],
			0.1,
		),
	);
	const fray = frayOf(room, 3.4 * unit);
	const [luma, soft] = [createGrid(room), createGrid(room)];
	const scratch = new Float32Array(room.width * room.height);
	const nap = napOf(room);
	const frayed = { width: room.width, height: room.height, values: new Int32Array(room.width * room.height) };
	const radius = Math.max(2, Math.round(3 * unit));
	const easel = createEasel(room);
	const hairs = createSheet(room, (context) => wool(context, room));
	return {
		paint(context, frame) {
			flatten(frame);
			script(frame.values, frame.values);
			for (let index = 0; index < fray.length; index++)
				frayed.values[index] = frame.values[fray[index] as number] as number;
			lumaInto(luma.values, frayed.values);
			blurInto(soft, luma, { radius, scratch });
			blurInto(soft, soft, { radius, scratch });
			for (let index = 0; index < nap.length; index++)
				soft.values[index] = (soft.values[index] as number) * 0.9 + (nap[index] as number) * 9;
			lightRelief(frayed, soft, { depth: 0.026, gloss: 0 });
			easel.show(context, frayed);
			layOver(context, hairs, { mode: "overlay", alpha: 0.95 });
		},
	};
};

/** Where each pixel takes its colour from: a little beside itself, as fibres lie. */
function frayOf(room: FilterRoom, reach: number): Int32Array {
	const { width, height } = room;
	return Int32Array.from({ length: width * height }, (_, index) => {
		const column = index % width;
		const row = Math.floor(index / width);
		const way = noise2(column / 9, row / 9, room.seed) * 14 + hashPoint(column, row, room.seed) * 2;
		const far = reach * hashPoint(column, row, room.seed + 1);
		const x = Math.min(width - 1, Math.max(0, Math.round(column + Math.cos(way) * far)));
		const y = Math.min(height - 1, Math.max(0, Math.round(row + Math.sin(way) * far)));
		return y * width + x;
	});
}

function napOf(room: FilterRoom): Float32Array {
	const { width, height } = room;
	return Float32Array.from({ length: width * height }, (_, index) => {
		const column = index % width;
		const row = Math.floor(index / width);
		return noise2(column / 2.2, row / 2.2, room.seed + 5) + 1.6 * noise2(column / 11, row / 11, room.seed + 6);
	});
}
