import type { SKRSContext2D } from "@napi-rs/canvas";
import type { Colour } from "../colour.ts";
import { css, hsl, mix, scale } from "../colour.ts";
import { lit, shaded } from "../palette.ts";
import type { Palette } from "../palette.ts";
import { between } from "../random.ts";
import type { Stage } from "../stage.ts";
import { inkOf } from "../styles.ts";
import type { FigureGround, Painting } from "./figures.ts";

/** Hot air balloons: one near, two far, rising and swaying. */
export function createBalloon(stage: Stage, ground: FigureGround): Painting {
	const { width, unit, scene } = stage;
	const random = stage.random("balloons");
	const hue = scene.hues[0] ?? 8;
	const balloons = [
		{ x: 0.8, y: 0.62, size: 40, hue: hue + 180 },
		{ x: 0.57, y: 0.4, size: 58, hue: hue + 34 },
		{ x: 0.3, y: 0.5, size: 150, hue },
	].map((balloon) => ({ ...balloon, phase: random() * 6, rise: between(random, 0.7, 1.2) }));
	return (context, frame) => {
		for (const balloon of balloons) {
			const far = balloon.size / 150;
			frame.enter(context, 0.06 + 0.2 * far);
			const x =
				balloon.x * width + frame.time * 5 * unit * far + Math.sin(frame.time * 0.5 + balloon.phase) * 6 * unit * far;
			const y = balloon.y * ground.horizon - frame.time * 6.5 * unit * far * balloon.rise;
			context.translate(x, y);
			context.rotate(Math.sin(frame.time * 0.7 + balloon.phase) * 0.018);
			paintBalloon(context, {
				size: balloon.size * unit,
				hue: balloon.hue,
				palette: frame.palette,
				distance: 0.34 * (1 - far),
				ink: inkOf(stage),
			});
			context.restore();
		}
	};
}

function paintBalloon(
	context: SKRSContext2D,
	options: {
		size: number;
		hue: number;
		palette: Palette;
		distance: number;
		ink: { colour: string; width: number } | null;
	},
): void {
	const { size, hue, palette, distance } = options;
	const radius = size / 2;
	const tones: readonly Colour[] = [hsl(hue, 0.72, 0.5), [250, 236, 206], hsl(hue + 28, 0.85, 0.58)];
	const colour = (tone: Colour, light: number): string =>
		css(mix(shaded(palette, scale(tone, 0.85), distance), lit(palette, tone, distance), light));
	for (let gore = 5; gore >= 0; gore--) {
		for (const side of gore === 0 ? [1] : [-1, 1]) {
			const outer = ((gore + 0.5) / 5.5) * radius;
			context.fillStyle = colour(
				tones[(gore + (side < 0 ? 6 : 0)) % 3] as Colour,
				Math.max(0, Math.min(1, 0.5 + side * (gore / 5.5) * 0.5)),
			);
			context.beginPath();
			context.moveTo(0, -radius);
			context.bezierCurveTo(
				side * outer * 1.34,
				-radius,
				side * outer * 1.28,
				radius * 0.2,
				side * radius * 0.17 * (gore / 5),
				radius * 1.12,
			);
			context.lineTo(0, radius * 1.12);
			context.closePath();
			context.fill();
			if (gore === 0) {
				context.beginPath();
				context.moveTo(0, -radius);
				context.bezierCurveTo(-outer * 1.34, -radius, -outer * 1.28, radius * 0.2, 0, radius * 1.12);
				context.fill();
			}
		}
	}
	if (options.ink) {
		context.strokeStyle = options.ink.colour;
		context.lineWidth = options.ink.width;
		context.beginPath();
		context.moveTo(0, -radius);
		context.bezierCurveTo(radius * 1.34, -radius, radius * 1.28, radius * 0.2, radius * 0.17, radius * 1.12);
		context.lineTo(-radius * 0.17, radius * 1.12);
		context.bezierCurveTo(-radius * 1.28, radius * 0.2, -radius * 1.34, -radius, 0, -radius);
		context.stroke();
	}
	context.strokeStyle = css(shaded(palette, [70, 56, 48], distance));
	context.lineWidth = Math.max(0.6, size * 0.008);
	context.beginPath();
	for (const side of [-1, -0.4, 0.4, 1]) {
		context.moveTo(side * radius * 0.16, radius * 1.1);
		context.lineTo(side * radius * 0.12, radius * 1.46);
	}
	context.stroke();
	context.fillStyle = colour([138, 92, 56], 0.35);
	context.beginPath();
	context.roundRect(-radius * 0.14, radius * 1.44, radius * 0.28, radius * 0.22, radius * 0.04);
	context.fill();
	context.fillStyle = "rgba(255,196,96,0.9)";
	context.beginPath();
	context.ellipse(0, radius * 1.2, radius * 0.04, radius * 0.08, 0, 0, 7);
	context.fill();
}
