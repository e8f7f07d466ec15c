import type { Colour } from "../colour.ts";
import { fractal2, lerp, ramp } from "../noise.ts";
import type { Palette } from "../palette.ts";
import type { PlateOptions } from "../plate.ts";
import type { Stage } from "../stage.ts";
import { createPixels } from "./pixels.ts";

/** A bank of mist between two rows, thickest at `thickest` (0 top, 1 bottom), torn by noise. */
export function layMist(
	stage: Stage,
	options: {
		name: string;
		depth: number;
		top: number;
		bottom: number;
		strength: number;
		colour?: (palette: Palette) => Colour;
	},
): PlateOptions {
	const seed = stage.seedOf(options.name);
	const wide = 150;
	const high = 26;
	const alphas = new Float32Array(wide * high);
	for (let y = 0; y < high; y++) {
		for (let x = 0; x < wide; x++) {
			const noise = fractal2(x * 0.045, y * 0.16, { seed, octaves: 4 });
			const band = Math.sin(((y + 0.5) / high) * Math.PI) ** 1.3;
			alphas[y * wide + x] = band * lerp(0.45, 1, ramp(noise, 0.3, 0.72)) * options.strength;
		}
	}
	return {
		depth: options.depth,
		top: options.top,
		bottom: options.bottom,
		inked: false,
		sheer: true,
		draw(context, palette) {
			const colour = options.colour?.(palette) ?? palette.haze;
			const sheet = createPixels(wide, high, (x, y, write) => {
				write(colour, (alphas[y * wide + x] as number) * 255);
			});
			const left = -stage.margin - 4;
			context.drawImage(sheet, left, options.top, stage.width + stage.margin * 2 + 8, options.bottom - options.top);
		},
	};
}
