import { clamp, fractal2, noise2, ramp } from "../../scene/noise.ts";
import type { CreateFilter, FilterRoom } from "../filter.ts";
import { createColourScript, fromHue, softSteps } from "../kit/colour-script.ts";
import { createEasel } from "../kit/easel.ts";
import { createFlattener } from "../kit/flatten.ts";
import { blurInto, createGrid, lumaInto } from "../kit/planes.ts";
import { lightRelief } from "../kit/relief.ts";

/** Plasticine: rounded lumps of plain colours, pressed by thumbs and lit from the upper left. */
export const clay: CreateFilter = (room) => {
	const unit = Math.min(room.width, room.height) / 450;
	const flatten = createFlattener(room, { reach: 5, tolerance: 80, rounds: 2 });
	const script = createColourScript(({ hue, saturation, lightness }) =>
		fromHue({
			hue,
			saturation: clamp(0.1 + saturation * 1.15),
			lightness: clamp(0.12 + 0.74 * softSteps(clamp(lightness), 5, 1.8)),
		}),
	);
	const [luma, soft] = [createGrid(room), createGrid(room)];
	const scratch = new Float32Array(room.width * room.height);
	const thumbs = thumbMarks(room);
	const radius = Math.max(2, Math.round(4 * unit));
	const easel = createEasel(room);
	return {
		paint(context, frame) {
			flatten(frame);
			lumaInto(luma.values, frame.values);
			blurInto(soft, luma, { radius, scratch });
			blurInto(soft, soft, { radius, scratch });
			for (let index = 0; index < soft.values.length; index++)
				soft.values[index] = (soft.values[index] as number) * 1.1 + (thumbs[index] as number) * 26;
			script(frame.values, frame.values);
			lightRelief(frame, soft, { depth: 0.028, gloss: 0.9 });
			easel.show(context, frame);
			easel.glow(context, { mode: "soft-light", alpha: 0.35, radius: 10 * unit });
		},
	};
};

/** Dents of thumbs, with the fine ridges of their skin. */
function thumbMarks(room: FilterRoom): Float32Array {
	const unit = Math.min(room.width, room.height) / 450;
	const marks = new Float32Array(room.width * room.height);
	for (let index = 0; index < marks.length; index++) {
		const x = (index % room.width) / unit;
		const y = Math.floor(index / room.width) / unit;
		const lumps = fractal2(x / 34, y / 34, { seed: room.seed, octaves: 2 });
		const way = noise2(x / 70, y / 70, room.seed + 4) * 7;
		const ridges = Math.sin((x * Math.cos(way) + y * Math.sin(way)) * 1.15);
		const pressed = ramp(noise2(x / 46, y / 46, room.seed + 8), 0.52, 0.74);
		marks[index] = 0.85 * lumps + 0.06 * ridges * pressed;
	}
	return marks;
}
