import type { Canvas, SKRSContext2D } from "@napi-rs/canvas";
import type { Colour } from "../colour.ts";
import { mix, scale } from "../colour.ts";
import { lerp } from "../noise.ts";
import type { Palette } from "../palette.ts";
import { between } from "../random.ts";
import type { Frame, Stage } from "../stage.ts";
import { createGlow } from "./glow.ts";
import { downward } from "./shade.ts";

/** How water looks from the horizon (0) to the viewer's feet (1). */
export function waterColour(palette: Palette, near: number, tint: Colour = [34, 104, 128]): Colour {
	const sky = mix(palette.horizon, palette.high, Math.min(1, near * 1.5 + 0.15));
	const body: Colour = [
		(tint[0] * palette.ambient[0]) / 190,
		(tint[1] * palette.ambient[1]) / 190,
		(tint[2] * palette.ambient[2]) / 190,
	];
	return mix(mix(palette.haze, sky, Math.min(1, 0.5 + near)), scale(body, 1.02), lerp(0.18, 0.74, near ** 0.7));
}

/** Open water: bands of swell that roll towards the viewer, each with the light on its crest, and short ripples between. */
export function createWaves(
	stage: Stage,
	options: { horizon: number; swell: number; depth: number },
): (context: SKRSContext2D, frame: Frame) => void {
	const { horizon, swell } = options;
	const { unit, width, height } = stage;
	const random = stage.random("waves");
	const bands = Array.from({ length: 11 }, (_, index) => {
		const near = (index / 10) ** 1.8;
		return {
			near,
			y: horizon + 1 + (height - horizon) * near * 0.94,
			phase: between(random, 0, 9),
			pace: between(random, 0.5, 0.8),
		};
	});
	const ripples = Array.from({ length: 210 }, () => ({
		near: random() ** 1.5,
		x: random(),
		length: between(random, 0.4, 1.6),
		phase: random() * 9,
		light: random() < 0.55,
	}));
	const step = 20 * unit;
	const streaks = stage.keys.map(({ palette }) => ({
		light: createGlow(mix(palette.horizon, palette.cloud, 0.4), { size: 32, core: 0.3 }),
		dark: createGlow(scale(waterColour(palette, 1), 0.62), { size: 32, core: 0.3 }),
	}));
	return (context, frame) => {
		const { palette, time } = frame;
		context.save();
		context.fillStyle = downward(context, { top: horizon, bottom: height }, [
			[0, waterColour(palette, 0)],
			[1, waterColour(palette, 1)],
		]);
		context.fillRect(0, horizon, width, height - horizon);
		bands.forEach((band, index) => {
			const reach = (2 + 30 * band.near) * unit * swell;
			const long = (70 + 460 * band.near) * unit;
			const shift = frame.view(0.1 + 0.6 * band.near).x;
			const crest = (x: number): number => {
				const along = (x - shift) / long;
				return (
					band.y +
					reach *
						0.5 *
						(Math.sin(along * 2.1 + time * band.pace + band.phase) +
							0.6 * Math.sin(along * 4.7 - time * band.pace * 1.4 + band.phase * 2) +
							0.25 * Math.sin(along * 11 + time * 1.9))
				);
			};
			const bottom = (bands[index + 1]?.y ?? height) + reach * 2 + 14 * unit;
			context.beginPath();
			context.moveTo(0, bottom);
			for (let x = 0; x <= width + step; x += step) context.lineTo(x, crest(x));
			context.lineTo(width, bottom);
			context.closePath();
			const here = waterColour(palette, band.near);
			context.fillStyle = downward(context, { top: band.y - reach, bottom }, [
				[0, mix(here, palette.horizon, 0.16 + 0.1 * (1 - band.near)), 0.75],
				[1, scale(here, 0.9), 0.2],
			]);
			context.fill();
		});
		paintRipples(context, frame, {
			ripples,
			horizon,
			streaks: streaks[Math.round(frame.progress * (streaks.length - 1))] as { light: Canvas; dark: Canvas },
		});
		context.restore();
	};
}

interface Ripple {
	readonly near: number;
	readonly x: number;
	readonly length: number;
	readonly phase: number;
	readonly light: boolean;
}

function paintRipples(
	context: SKRSContext2D,
	frame: Frame,
	options: { ripples: readonly Ripple[]; horizon: number; streaks: { light: Canvas; dark: Canvas } },
): void {
	const { stage, time } = frame;
	const { unit, width, height } = stage;
	for (const ripple of options.ripples) {
		const swell = Math.sin(time * 1.3 + ripple.phase);
		const length = (12 + 92 * ripple.near) * ripple.length * unit * (0.7 + 0.3 * swell);
		const thick = (1 + 4.4 * ripple.near) * unit * (0.55 + 0.45 * swell);
		const y = options.horizon + (3 + 4 * swell * ripple.near) * unit + ripple.near * (height - options.horizon);
		const drift = frame.view(0.1 + 0.6 * ripple.near).x + time * 7 * unit * (0.3 + ripple.near);
		const span = width + length * 2;
		const x = ((((ripple.x * span + drift) % span) + span) % span) - length * 2;
		if (thick < 0.3) continue;
		context.globalAlpha = ripple.light ? 0.42 : 0.36;
		context.drawImage(ripple.light ? options.streaks.light : options.streaks.dark, x, y - thick, length * 2, thick * 2);
	}
	context.globalAlpha = 1;
}
