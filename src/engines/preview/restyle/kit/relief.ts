import type { Pixels } from "../../picture/pixels.ts";
import type { Grid } from "./planes.ts";

/** Lights a picture from the upper left as if `height` stood out of it. `depth` is the light of one step a pixel. */
export function lightRelief(frame: Pixels, height: Grid, options: { depth: number; gloss: number }): void {
	const { width, values } = frame;
	const ground = height.values;
	const { depth, gloss } = options;
	for (let index = width + 1; index < values.length - width - 1; index++) {
		const slope =
			(ground[index + 1] as number) -
			(ground[index - 1] as number) +
			((ground[index + width] as number) - (ground[index - width] as number));
		// A rise towards the light's side is lit, a fall is in shadow.
		const light = slope * depth;
		const held = light > 0.45 ? 0.45 : light < -0.45 ? -0.45 : light;
		const shine = held > 0.2 ? (held - 0.2) * gloss * 255 : 0;
		const pixel = values[index] as number;
		const factor = 1 + held;
		const red = (pixel & 255) * factor + shine;
		const green = ((pixel >> 8) & 255) * factor + shine;
		const blue = ((pixel >> 16) & 255) * factor + shine;
		values[index] =
			(red > 255 ? 255 : red | 0) |
			((green > 255 ? 255 : green | 0) << 8) |
			((blue > 255 ? 255 : blue | 0) << 16) |
			0xff000000;
	}
}
