import { mix } from "../../scene/colour.ts";
import { clamp, fractal2, noise2 } from "../../scene/noise.ts";
import type { CreateFilter, FilterRoom } from "../filter.ts";
import { createColourScript, fromHue, hueNear } from "../kit/colour-script.ts";
import { createEasel } from "../kit/easel.ts";
import { createFlattener } from "../kit/flatten.ts";
import { createGrid } from "../kit/planes.ts";
import { lightRelief } from "../kit/relief.ts";
import { createGrain, createStrokeWays, smear } from "../kit/strokes.ts";

/** Thick paint in swirling strokes, ultramarine and chrome yellow. */
export const vanGogh: CreateFilter = (room) => {
	const unit = Math.min(room.width, room.height) / 360;
	const flatten = createFlattener(room, { reach: 3, tolerance: 46, rounds: 1 });
	const script = createColourScript(({ hue, saturation, lightness }) => {
		const blue = hueNear(hue, 220, 70);
		const warm = hueNear(hue, 42, 55);
		const light = clamp(0.06 + 0.9 * lightness);
		// Greys lean to blue in shadow and to yellow in light, as no paint on this palette is grey.
		const grey = 1 - Math.min(1, saturation * 3.2);
		let colour = fromHue({ hue, saturation: clamp(0.16 + saturation * 1.45), lightness: light });
		colour = mix(colour, fromHue({ hue: 218 - 12 * light, saturation: 0.8, lightness: light * 0.92 }), 0.5 * blue);
		colour = mix(
			colour,
			fromHue({ hue: 44, saturation: 0.92, lightness: clamp(light * 0.95) }),
			0.5 * warm * saturation,
		);
		colour = mix(colour, light < 0.55 ? [38, 66, 138] : [240, 214, 128], 0.42 * grey * Math.abs(light - 0.55) * 2);
		return colour;
	});
	const waysOf = createStrokeWays({ ...room, cell: 5, calm: 11, wayAt: (x, y) => swirl(room, x, y) });
	const grain = createGrain(room, room.seed, Math.max(1, Math.round(2.4 * unit)));
	const bristles = createGrid(room);
	const variety = toneOf(room);
	const painted = { width: room.width, height: room.height, values: new Int32Array(room.width * room.height) };
	const easel = createEasel(room);
	return {
		paint(context, frame) {
			flatten(frame);
			script(frame.values, frame.values);
			smear(painted, frame, { ways: waysOf(frame), steps: 5, stride: 2.1 * unit, grain, bristles: bristles.values });
			varyTones(painted.values, bristles.values, variety);
			lightRelief(painted, bristles, { depth: 0.0075, gloss: 0.25 });
			easel.show(context, painted);
		},
	};
};

/** Eddies of different sizes, as in a night sky that everybody knows. */
function swirl(room: FilterRoom, x: number, y: number): number {
	const side = Math.min(room.width, room.height);
	let [wayX, wayY] = [0.5, 0.12 * Math.sin((x / side) * 5)];
	for (let index = 0; index < 9; index++) {
		const centreX = noise2(index * 7.3, 1, room.seed) * room.width * 1.2 - room.width * 0.1;
		const centreY = noise2(index * 7.3, 9, room.seed) * room.height * 1.1 - room.height * 0.1;
		const reach = side * (0.1 + 0.2 * noise2(index * 3.1, 5, room.seed));
		const away = Math.hypot(x - centreX, y - centreY);
		const pull = 2.2 * Math.exp(-((away / reach) ** 2));
		const spin = index % 2 === 0 ? 1 : -1;
		wayX += (pull * spin * -(y - centreY)) / Math.max(1, away);
		wayY += (pull * spin * (x - centreX)) / Math.max(1, away);
	}
	return (
		Math.atan2(wayY, wayX) + 0.5 * (fractal2((x / side) * 3, (y / side) * 3, { seed: room.seed, octaves: 2 }) - 0.5)
	);
}

/** Each stroke has its own mixture: a little lighter or darker, warmer or cooler, from place to place. */
function toneOf(room: FilterRoom): Float32Array {
	return Float32Array.from(
		{ length: room.width * room.height },
		(_, index) => noise2((index % room.width) / 14, Math.floor(index / room.width) / 14, room.seed + 3) - 0.5,
	);
}

function varyTones(values: Int32Array, bristles: Float32Array, variety: Float32Array): void {
	for (let index = 0; index < values.length; index++) {
		const pixel = values[index] as number;
		const bristle = ((bristles[index] as number) - 127) / 127;
		const warm = bristle * 28 + (variety[index] as number) * 16;
		const light = 1 + bristle * 0.28;
		const red = (pixel & 255) * light + warm;
		const green = ((pixel >> 8) & 255) * light + warm * 0.4;
		const blue = ((pixel >> 16) & 255) * light - warm * 0.3;
		values[index] = byte(red) | (byte(green) << 8) | (byte(blue) << 16) | 0xff000000;
	}
}

function byte(value: number): number {
	return value < 0 ? 0 : value > 255 ? 255 : value | 0;
}
