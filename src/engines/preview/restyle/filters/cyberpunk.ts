import { mix } from "../../scene/colour.ts";
import { clamp, noise2, ramp } from "../../scene/noise.ts";
import type { CreateFilter, FilterRoom } from "../filter.ts";
import { createColourScript, fromHue, hueNear, packColour } from "../kit/colour-script.ts";
import { createEasel, createSheet, layOver } from "../kit/easel.ts";
import { createFlattener } from "../kit/flatten.ts";
import { blurInto, createGrid, lumaInto } from "../kit/planes.ts";

/** Night in teal and magenta; every edge is a neon tube. */
export const cyberpunk: CreateFilter = (room) => {
	const unit = Math.min(room.width, room.height) / 450;
	const flatten = createFlattener(room, { reach: 3, tolerance: 44, rounds: 1 });
	const script = createColourScript(({ hue, saturation, lightness }) => {
		const warm = hueNear(hue, 20, 85) * ramp(saturation, 0.05, 0.3);
		const dark = clamp(lightness ** 2.6 * 0.72);
		const cool = fromHue({ hue: 222 - 30 * dark, saturation: 0.75, lightness: clamp(0.035 + 0.8 * dark) });
		const hot = fromHue({ hue: 318 + 26 * dark, saturation: 0.8, lightness: clamp(0.05 + 0.82 * dark) });
		return mix(mix(cool, hot, 0.75 * warm), [236, 246, 255], 0.5 * ramp(dark, 0.6, 0.85));
	});
	const [luma, soft] = [createGrid(room), createGrid(room)];
	const scratch = new Float32Array(room.width * room.height);
	const tubes = tubeColours(room);
	const radius = Math.max(1, Math.round(unit));
	const easel = createEasel(room);
	const screen = createSheet(room, (context) => {
		context.fillStyle = "rgba(4,0,18,0.16)";
		const pitch = Math.max(3, Math.round(room.paintedHeight / 240));
		for (let y = 0; y < room.paintedHeight; y += pitch) context.fillRect(0, y, room.paintedWidth, pitch / 3);
	});
	return {
		paint(context, frame) {
			flatten(frame);
			lumaInto(luma.values, frame.values);
			blurInto(soft, luma, { radius, scratch });
			script(frame.values, frame.values);
			lightTubes(frame.values, { heights: soft.values, width: room.width, tubes, reach: radius });
			easel.show(context, frame);
			easel.glow(context, { mode: "lighter", alpha: 0.6, radius: 14 * unit });
			layOver(context, screen);
		},
	};
};

/** The hue of the tubes changes slowly from place to place: cyan, violet, magenta, a little amber. */
function tubeColours(room: FilterRoom): Int32Array {
	const steps = [
		[40, 240, 255],
		[70, 130, 255],
		[255, 40, 200],
		[255, 70, 130],
	] as const;
	const tubes = new Int32Array(room.width * room.height);
	for (let index = 0; index < tubes.length; index++) {
		const x = (index % room.width) / room.height;
		const y = Math.floor(index / room.width) / room.height;
		const place = clamp(noise2(x * 2.4, y * 2.4, room.seed) * 1.5 - 0.25) * 2.999;
		const step = Math.floor(place);
		tubes[index] = packColour(mix(steps[step] as never, steps[step + 1] as never, place - step));
	}
	return tubes;
}

interface Tubes {
	readonly heights: Float32Array;
	readonly width: number;
	readonly tubes: Int32Array;
	readonly reach: number;
}

function lightTubes(values: Int32Array, { heights, width, tubes, reach }: Tubes): void {
	const down = reach * width;
	for (let index = down + reach; index < values.length - down - reach; index++) {
		const across = (heights[index + reach] as number) - (heights[index - reach] as number);
		const along = (heights[index + down] as number) - (heights[index - down] as number);
		const steep = across * across + along * along;
		if (steep < 64) continue;
		const bright = Math.min(1.25, (Math.sqrt(steep) - 8) / 34);
		const tube = tubes[index] as number;
		const pixel = values[index] as number;
		const red = (pixel & 255) + (tube & 255) * bright;
		const green = ((pixel >> 8) & 255) + ((tube >> 8) & 255) * bright;
		const blue = ((pixel >> 16) & 255) + ((tube >> 16) & 255) * bright;
		values[index] =
			(red > 255 ? 255 : red | 0) |
			((green > 255 ? 255 : green | 0) << 8) |
			((blue > 255 ? 255 : blue | 0) << 16) |
			0xff000000;
	}
}
