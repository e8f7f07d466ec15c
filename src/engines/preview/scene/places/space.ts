import type { Canvas, SKRSContext2D } from "@napi-rs/canvas";
import { createPixels } from "../brushes/pixels.ts";
import type { Colour } from "../colour.ts";
import { css, hsl, mix } from "../colour.ts";
import { createFigures } from "../figures/figures.ts";
import { clamp, fractal2, noise1, ramp } from "../noise.ts";
import type { PlateOptions } from "../plate.ts";
import { createPlate, stackPlates } from "../plate.ts";
import type { Random } from "../random.ts";
import { between, pick } from "../random.ts";
import type { Frame, Place, Stage } from "../stage.ts";
import { createPlanet } from "./space-planet.ts";

/** A nebula, stars in three depths, and a world with its rings. */
export function createSpace(stage: Stage): Place {
	const far = stackPlates(stage, 0.04, [layNebula(stage), layStars(stage, createStars(stage, 0), 0.05)]);
	const middle = createPlate(stage, layStars(stage, createStars(stage, 1), 0.16));
	const near = createNearStars(stage, 0.4);
	const planet = createPlanet(stage);
	const figures = createFigures(stage, { horizon: stage.height, water: null, ground: null });
	return {
		paint(context, frame) {
			far.paint(context, frame);
			middle.paint(context, frame);
			near(context, frame);
			planet(context, frame);
			figures.sky(context, frame);
			figures.near(context, frame);
		},
	};
}

/** Clouds of gas in two hues over the dark, with a bright heart and lanes of dust. */
function layNebula(stage: Stage): PlateOptions {
	const random = stage.random("nebula");
	const seed = stage.seedOf("nebula");
	const first = stage.scene.hues[0] ?? pick(random, [265, 205, 320, 185, 20]);
	const second = stage.scene.hues[1] ?? first + pick(random, [60, -70, 110]);
	const hues: readonly [Colour, Colour] = [hsl(first, 0.75, 0.5), hsl(second, 0.8, 0.56)];
	return {
		depth: 0.03,
		top: 0,
		bottom: stage.height + 2,
		inked: false,
		draw(context) {
			const grain = 4.5 * stage.unit;
			const sheet = createGas(stage, { grain, seed, hues });
			context.drawImage(sheet, -stage.margin - 4, -stage.margin - 4, sheet.width * grain, sheet.height * grain);
		},
	};
}

function createGas(stage: Stage, options: { grain: number; seed: number; hues: readonly [Colour, Colour] }): Canvas {
	const { grain, seed, hues } = options;
	const wide = Math.ceil((stage.width + stage.margin * 2 + 8) / grain) + 1;
	const high = Math.ceil((stage.height + stage.margin * 2 + 8) / grain) + 1;
	const dark: Colour = [6, 7, 20];
	return createPixels(wide, high, (px, py, write) => {
		const x = (px * grain) / (300 * stage.unit);
		const y = (py * grain) / (300 * stage.unit);
		const warp = fractal2(x * 0.9, y * 0.9, { seed: seed + 40, octaves: 3 }) * 1.6;
		const gas = fractal2(x + warp, y - warp, { seed, octaves: 5 });
		const other = fractal2(x * 1.3 - warp, y * 1.3 + warp * 0.7, { seed: seed + 7, octaves: 4 });
		const lane = ramp(Math.abs(other - 0.5) * 2, 0.02, 0.4);
		const slope = (px / wide - 0.5) * 0.8 + (py / high - 0.5);
		const band = Math.exp(-((slope + (gas - 0.5) * 0.7) ** 2) * 5.5);
		const glow = clamp(ramp(gas, 0.34, 0.86) * band * 1.25) * (0.42 + 0.58 * lane);
		const hot = clamp(ramp(other, 0.52, 0.84) * band) * lane;
		let colour = mix(dark, hues[0], glow * 0.66);
		colour = mix(colour, hues[1], hot * 0.55);
		colour = mix(colour, [255, 236, 226], clamp(glow * hot * 1.25 - 0.12) * 0.8);
		write(colour, 255);
	});
}

interface Stars {
	readonly points: readonly { x: number; y: number; size: number; colour: string }[];
	/** The stream that they came from, for what goes with them. */
	readonly random: Random;
}

/** The stars of a distance: 0 the farthest and most, 2 the nearest. */
function createStars(stage: Stage, index: 0 | 1 | 2): Stars {
	const { width, height, unit } = stage;
	const random = stage.random(`stars ${index}`);
	const count = Math.round(((width * height) / (unit * unit * 921600)) * [520, 210, 46][index]!);
	const tints: readonly Colour[] = [
		[255, 255, 255],
		[196, 216, 255],
		[255, 226, 196],
	];
	const points = Array.from({ length: count }, () => ({
		size: Math.max(0.8, (0.7 + index * 0.5 + random() ** 6 * 1.6) * unit),
		colour: css(pick(random, tints), 0.25 + 0.75 * random() ** 2),
		x: between(random, -stage.margin, width + stage.margin),
		y: random() * height,
	}));
	return { points, random };
}

function layStars(stage: Stage, stars: Stars, depth: number): PlateOptions {
	return {
		depth,
		top: 0,
		bottom: stage.height,
		inked: false,
		sheer: true,
		draw(context) {
			for (const { x, y, size, colour } of stars.points) {
				context.fillStyle = colour;
				context.beginPath();
				context.arc(x, y, size * 0.6, 0, 7);
				context.fill();
			}
		},
	};
}

/** The nearest stars, a few of which sparkle. */
function createNearStars(stage: Stage, depth: number): (context: SKRSContext2D, frame: Frame) => void {
	const { width, height, unit } = stage;
	const stars = createStars(stage, 2);
	const { random } = stars;
	const plate = createPlate(stage, layStars(stage, stars, depth));
	const bright = Array.from({ length: 14 }, () => ({
		x: random() * width,
		y: random() * height,
		size: between(random, 7, 17) * unit,
		beat: between(random, 0.6, 1.7),
	}));
	return (context, frame) => {
		plate.paint(context, frame);
		frame.enter(context, depth);
		context.globalCompositeOperation = "screen";
		bright.forEach((star, which) => {
			const light = 0.45 + 0.55 * noise1(frame.at * star.beat, which + 3);
			const reach = star.size * (0.7 + 0.5 * light);
			context.globalAlpha = light;
			context.fillStyle = "#e8f0ff";
			context.beginPath();
			for (const [dx, dy] of [
				[1, 0],
				[0, 1],
			] as const) {
				context.moveTo(star.x - dx * reach, star.y - dy * reach);
				context.lineTo(star.x + dy * reach * 0.06, star.y + dx * reach * 0.06);
				context.lineTo(star.x + dx * reach, star.y + dy * reach);
				context.lineTo(star.x - dy * reach * 0.06, star.y - dx * reach * 0.06);
			}
			context.fill();
			context.beginPath();
			context.arc(star.x, star.y, reach * 0.14, 0, 7);
			context.fill();
		});
		context.restore();
	};
}
