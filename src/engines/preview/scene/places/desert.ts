import type { SKRSContext2D } from "@napi-rs/canvas";
import { createClouds } from "../brushes/clouds.ts";
import { layMist } from "../brushes/mist.ts";
import { createPixels } from "../brushes/pixels.ts";
import { createSky } from "../brushes/sky.ts";
import { createWeather } from "../brushes/weather.ts";
import type { Colour } from "../colour.ts";
import { css, mix } from "../colour.ts";
import { createFigures } from "../figures/figures.ts";
import { clamp, fractal1, lerp, noise1, noise2, ramp } from "../noise.ts";
import { lit, shaded } from "../palette.ts";
import type { Plate } from "../plate.ts";
import { createPlate } from "../plate.ts";
import { between } from "../random.ts";
import type { Frame, Place, Stage } from "../stage.ts";

const sand: Colour = [226, 168, 106];

/** Dunes behind dunes, each with a sharp crest between its lit and its shaded side, and sand that blows off them. */
export function createDesert(stage: Stage): Place {
	const { height, width, unit } = stage;
	const tall = height > width;
	const horizon = Math.round(height * (tall ? 0.56 : 0.52));
	const sky = createSky(stage, { horizon: horizon + 4, discAt: 0.72, discSize: 1.15 });
	const clouds = createClouds(stage, { horizon: horizon * 0.9, cumulus: 1, streaks: 4, light: 0.6 });
	const dunes = [
		{ depth: 0.06, distance: 0.6, row: 0, rise: 0.04, span: 300 },
		{ depth: 0.14, distance: 0.4, row: 0.1, rise: 0.075, span: 460 },
		{ depth: 0.3, distance: 0.2, row: 0.27, rise: 0.12, span: 680 },
		{ depth: 0.6, distance: 0.06, row: 0.55, rise: 0.17, span: 980 },
		{ depth: 1, distance: 0, row: 0.92, rise: 0.2, span: 1300 },
	].map((dune, index) =>
		createDune(stage, {
			...dune,
			row: horizon + dune.row * (height - horizon),
			rise: dune.rise * height,
			span: dune.span * unit,
			index,
		}),
	);
	const haze = createPlate(
		stage,
		layMist(stage, { name: "heat", depth: 0.06, top: horizon - 50 * unit, bottom: horizon + 60 * unit, strength: 0.5 }),
	);
	const dust = createDust(stage, horizon);
	const figures = createFigures(stage, { horizon, water: null, ground: horizon + (height - horizon) * 0.44 });
	const weather = createWeather(stage);
	return {
		paint(context, frame) {
			sky.paint(context, frame);
			clouds(context, frame);
			figures.sky(context, frame);
			dunes.forEach((dune, index) => {
				dune.paint(context, frame);
				if (index === 1) haze.paint(context, frame);
				if (index === 3) figures.near(context, frame);
			});
			dust(context, frame);
			weather(context, frame);
		},
	};
}

interface DuneOptions {
	readonly index: number;
	readonly depth: number;
	readonly distance: number;
	readonly row: number;
	readonly rise: number;
	readonly span: number;
}

function createDune(stage: Stage, dune: DuneOptions): Plate {
	const seed = stage.seedOf(`dune ${dune.index}`);
	const top = dune.row - dune.rise * 1.3;
	const low = stage.height + stage.margin + 4;
	const bottom = dune.index === 4 ? low : Math.min(low, dune.row + dune.rise * 2.6 + 60 * stage.unit);
	const crest = (x: number): number => {
		const along = x / dune.span;
		const bend = along + 0.22 * Math.sin(along * 2.3 + seed);
		const cell = bend - Math.floor(bend);
		const peak = 0.36 + 0.2 * noise1(Math.floor(bend), seed);
		const saw = cell < peak ? (cell / peak) ** 1.5 : ((1 - cell) / (1 - peak)) ** 1.25;
		const tall = 0.45 + 0.55 * noise1(Math.floor(bend) + 0.5, seed + 1);
		return dune.row - dune.rise * (saw * tall + 0.35 * fractal1(along * 0.6, seed + 2, 2));
	};
	const reach = Math.ceil(stage.margin + dune.rise * 3 + 24);
	const crests = Float32Array.from({ length: Math.ceil(stage.width + reach * 2) }, (_, index) => crest(index - reach));
	const crestAt = (x: number): number =>
		crests[Math.max(0, Math.min(crests.length - 1, Math.round(x) + reach))] as number;
	return createPlate(stage, {
		depth: dune.depth,
		top,
		bottom: Math.min(bottom, stage.height + 2),
		draw(context, palette) {
			const surface = stage.scene.season === "winter" ? mix(sand, [236, 236, 244], 0.5) : sand;
			const light = lit(palette, mix(surface, [255, 220, 160], 0.25), dune.distance);
			const dark = mix(shaded(palette, mix(surface, [150, 84, 74], 0.45), dune.distance), light, 0.08);
			const grain = 3 * stage.unit;
			const left = -stage.margin - 6;
			const wide = Math.ceil((stage.width - left * 2) / grain);
			const high = Math.ceil((bottom - top) / grain);
			const sheet = createPixels(wide, high, (px, py, write) => {
				const x = px * grain + left;
				const below = (py * grain + top - crestAt(x)) / dune.rise;
				const bent = noise2((x * 0.0042) / stage.unit, (py * grain * 0.006) / stage.unit, seed + 8) - 0.5;
				const curl = Math.max(0, below) * dune.rise * (0.5 + bent * 1.7) + bent * 46 * stage.unit * ramp(below, 0, 0.5);
				const slope = (crestAt(x + curl + 6) - crestAt(x + curl - 6)) / 12;
				const facing = clamp(0.52 - slope * 2.3);
				const soft = lerp(ramp(facing, 0.28, 0.72), 0.62, 0.72 * ramp(below, 0.25, 1.35));
				const ripple =
					(noise2((x * 0.016) / stage.unit + below * 3, (py * 0.9 + Math.sin(x * 0.01) * 3) * 0.9, seed + 5) - 0.5) *
					0.16 *
					(0.4 + dune.depth);
				const shade = clamp(soft * (1 - 0.16 * clamp(below)) + ripple);
				const colour = mix(dark, light, shade);
				write(colour, 255);
			});
			context.save();
			context.beginPath();
			context.moveTo(left, bottom + stage.margin);
			for (let x = left; x <= stage.width - left; x += 2 * stage.unit) context.lineTo(x, crest(x));
			context.lineTo(stage.width - left, bottom + stage.margin);
			context.clip();
			context.drawImage(sheet, left, top, wide * grain, high * grain);
			context.restore();
		},
	});
}

/** Sand that the wind carries low across the dunes. */
function createDust(stage: Stage, horizon: number): (context: SKRSContext2D, frame: Frame) => void {
	const random = stage.random("dust");
	const { width, height, unit } = stage;
	const motes = Array.from({ length: 120 }, () => ({
		x: random(),
		y: random() ** 0.8,
		speed: between(random, 0.05, 0.14),
		length: between(random, 8, 34),
		phase: random() * 6,
	}));
	return (context, frame) => {
		context.save();
		context.strokeStyle = css(lit(frame.palette, [255, 226, 180]), 0.2);
		context.lineWidth = 1.3 * unit;
		context.beginPath();
		for (const mote of motes) {
			const x = ((mote.x + frame.time * mote.speed) % 1.1) * width - 0.05 * width;
			const y = horizon + mote.y * (height - horizon) + Math.sin(frame.time * 1.3 + mote.phase) * 7 * unit;
			context.moveTo(x, y);
			context.lineTo(x - mote.length * unit, y + 1.5 * unit);
		}
		context.stroke();
		context.restore();
	};
}
