import { mix } from "../../scene/colour.ts";
import { clamp, noise2, ramp } from "../../scene/noise.ts";
import { hashPoint } from "../../scene/random.ts";
import type { CreateFilter, FilterRoom } from "../filter.ts";
import { createColourScript, fromHue, hueNear } from "../kit/colour-script.ts";
import { createEasel, createSheet, layOver } from "../kit/easel.ts";
import { createFlattener } from "../kit/flatten.ts";
import { createInk, layInk } from "../kit/ink-lines.ts";
import { createGrid } from "../kit/planes.ts";
import { lightRelief } from "../kit/relief.ts";
import { createGrain, createStrokeWays, smear } from "../kit/strokes.ts";
import { hairs } from "./sheets.ts";

/** A world of pelts: everything grows fur in its own colours, combed along its form, with its outlines kept; what is warm wears a leopard's spots. */
export const animalWorld: CreateFilter = (room) => {
	const unit = Math.min(room.width, room.height) / 360;
	const flatten = createFlattener(room, { reach: 3, tolerance: 48, rounds: 1 });
	// The film's own colours as pelts have them: warmer, less garish, and never quite black or white.
	const script = createColourScript(({ hue, saturation, lightness }) => {
		const light = clamp(0.07 + 0.86 * lightness);
		const warm = 1 - hueNear(hue, 215, 80);
		const own = fromHue({ hue, saturation: clamp(saturation * (0.72 + 0.28 * warm)), lightness: light });
		const tawny = fromHue({ hue: 30 + 8 * light, saturation: 0.5, lightness: light });
		const cream = fromHue({ hue: 36, saturation: 0.5, lightness: clamp(light * 0.98) });
		return mix(mix(own, tawny, 0.1 + 0.12 * warm), cream, 0.3 * ramp(light, 0.72, 0.93));
	});
	const waysOf = createStrokeWays({
		...room,
		cell: 4,
		calm: 7,
		wayAt: (x, y) => Math.PI / 2 + 1.5 * (noise2(x / (70 * unit), y / (70 * unit), room.seed) - 0.5),
	});
	const grain = createGrain(room, room.seed, Math.max(1, Math.round(1.4 * unit)));
	const bristles = createGrid(room);
	const spots = leopardSpots(room, unit);
	const inkLines = createInk(room, { width: 1.6 * unit, threshold: 5, softness: 26 });
	const furred = { width: room.width, height: room.height, values: new Int32Array(room.width * room.height) };
	const easel = createEasel(room);
	const loose = createSheet(room, (context) =>
		hairs(context, room, { count: 5200, length: 30, curl: 0.5, alpha: 0.16, width: 0.8 }),
	);
	return {
		paint(context, frame) {
			flatten(frame);
			const lines = inkLines(frame);
			script(frame.values, frame.values);
			wearSpots(frame.values, spots);
			smear(furred, frame, {
				ways: waysOf(frame),
				steps: 4,
				stride: Math.max(1, 0.9 * unit),
				grain,
				bristles: bristles.values,
			});
			lightRelief(furred, bristles, { depth: 0.0036, gloss: 0.08 });
			layInk(furred, lines, { colour: [46, 30, 22], strength: 0.72 });
			easel.show(context, furred);
			easel.glow(context, { mode: "soft-light", alpha: 0.4, radius: 16 * unit });
			layOver(context, loose, { mode: "overlay" });
		},
	};
};

/** Rosettes: rings with a gap around jittered points, 0 (fur) to 1 (spot). */
function leopardSpots(room: FilterRoom, unit: number): Float32Array {
	const pitch = 25 * unit;
	return Float32Array.from({ length: room.width * room.height }, (_, index) => {
		const x =
			(index % room.width) / pitch + 0.35 * noise2((index % room.width) / 9, Math.floor(index / room.width) / 9, 3);
		const y = Math.floor(index / room.width) / pitch;
		const [column, row] = [Math.floor(x), Math.floor(y)];
		let nearest = 9;
		for (let step = 0; step < 9; step++) {
			const [c, r] = [column + (step % 3) - 1, row + Math.floor(step / 3) - 1];
			const dx = x - c - 0.2 - 0.6 * hashPoint(c, r, room.seed);
			const dy = y - r - 0.2 - 0.6 * hashPoint(c, r, room.seed + 1);
			nearest = Math.min(nearest, Math.hypot(dx, dy));
		}
		const ring = ramp(nearest, 0.14, 0.2) * (1 - ramp(nearest, 0.29, 0.36));
		return ring * ramp(noise2(x * 2.1, y * 2.1, room.seed + 4), 0.3, 0.5);
	});
}

function wearSpots(values: Int32Array, spots: Float32Array): void {
	for (let index = 0; index < values.length; index++) {
		const spot = spots[index] as number;
		if (spot < 0.02) continue;
		const pixel = values[index] as number;
		const red = pixel & 255;
		const green = (pixel >> 8) & 255;
		const blue = (pixel >> 16) & 255;
		const warm = (red - blue - 34) / 50;
		if (warm <= 0) continue;
		const dark = 1 - 0.72 * spot * (warm > 1 ? 1 : warm);
		values[index] =
			(red * dark) | 0 | (((green * dark * 0.95) | 0) << 8) | (((blue * dark * 0.9) | 0) << 16) | 0xff000000;
	}
}
