import type { SKRSContext2D } from "@napi-rs/canvas";
import { css, mix, scale } from "../colour.ts";
import type { Palette } from "../palette.ts";
import { between, createRandom } from "../random.ts";

/** A full moon with its seas, faintly shaded to one side. */
export function paintMoon(
	context: SKRSContext2D,
	options: { x: number; y: number; radius: number; palette: Palette; seed: number },
): void {
	const { x, y, radius, palette } = options;
	const random = createRandom(options.seed);
	context.save();
	context.beginPath();
	context.arc(x, y, radius, 0, Math.PI * 2);
	context.fillStyle = css(palette.disc);
	context.fill();
	context.clip();
	for (let index = 0; index < 9; index++) {
		const angle = between(random, 0, Math.PI * 2);
		const far = between(random, 0, 0.75) * radius;
		context.beginPath();
		context.ellipse(
			x + Math.cos(angle) * far,
			y + Math.sin(angle) * far,
			radius * between(random, 0.12, 0.36),
			radius * between(random, 0.1, 0.28),
			angle,
			0,
			7,
		);
		context.fillStyle = css(mix(scale(palette.disc, 0.78), palette.high, 0.15), 0.38);
		context.fill();
	}
	const shade = context.createRadialGradient(
		x - radius * 0.4,
		y - radius * 0.35,
		radius * 0.5,
		x - radius * 0.2,
		y - radius * 0.2,
		radius * 1.45,
	);
	shade.addColorStop(0, css(palette.high, 0));
	shade.addColorStop(1, css(palette.high, 0.75));
	context.fillStyle = shade;
	context.fillRect(x - radius, y - radius, radius * 2, radius * 2);
	context.restore();
}
