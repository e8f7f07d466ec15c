import type { SKRSContext2D } from "@napi-rs/canvas";
import { createAurora } from "../brushes/aurora.ts";
import { createClouds } from "../brushes/clouds.ts";
import { layMist } from "../brushes/mist.ts";
import type { Ridge } from "../brushes/ridges.ts";
import { createRidge, traceRidge } from "../brushes/ridges.ts";
import { downward, fillDown } from "../brushes/shade.ts";
import { createSky } from "../brushes/sky.ts";
import { foliage, paintConifer } from "../brushes/trees.ts";
import { createWeather } from "../brushes/weather.ts";
import type { Colour } from "../colour.ts";
import { mix } from "../colour.ts";
import { createFigures } from "../figures/figures.ts";
import type { Palette } from "../palette.ts";
import { lit, shaded } from "../palette.ts";
import type { Plate, PlateOptions } from "../plate.ts";
import { createPlate, stackPlates } from "../plate.ts";
import { between } from "../random.ts";
import type { Place, Stage } from "../stage.ts";
import { layRange } from "./mountain-range.ts";

/** Three ranges, mist between them, and a wooded slope in front. */
export function createMountains(stage: Stage): Place {
	const { height, unit, scene } = stage;
	const foot = Math.round(height * 0.8);
	const sky = createSky(stage, {
		horizon: foot * 0.86,
		discAt: 0.7,
		until: height,
		disc: !scene.subjects.includes("aurora"),
	});
	const clouds = createClouds(stage, {
		horizon: foot * 0.72,
		cumulus: scene.subjects.includes("aurora") ? 1 : 4,
		streaks: scene.subjects.includes("aurora") ? 2 : 5,
		light: 0.6,
	});
	const ranges = createRanges(stage, foot);
	const slope = createRidge(stage, {
		base: height * 0.9,
		rise: height * 0.055,
		span: 620 * unit,
		octaves: 4,
		name: "slope",
	});
	const woods = createWoods(stage, {
		ridge: slope,
		depth: 0.5,
		count: 56,
		size: [38, 92],
		distance: 0.22,
		name: "woods",
	});
	const front = createRidge(stage, {
		base: height * 1.0,
		rise: height * 0.05,
		span: 520 * unit,
		octaves: 3,
		name: "front",
	});
	const near = createWoods(stage, {
		ridge: front,
		depth: 0.85,
		count: 18,
		size: [90, 230],
		distance: 0,
		name: "near woods",
	});
	const aurora = scene.subjects.includes("aurora") ? createAurora(stage, foot * 0.8) : null;
	const figures = createFigures(stage, { horizon: foot * 0.8, water: null, ground: height * 0.93 });
	const weather = createWeather(stage);
	return {
		paint(context, frame) {
			sky.paint(context, frame);
			aurora?.(context, frame);
			clouds(context, frame);
			figures.sky(context, frame);
			for (const range of ranges) range.paint(context, frame);
			woods.paint(context, frame);
			figures.near(context, frame);
			near.paint(context, frame);
			weather(context, frame);
		},
	};
}

function createRanges(stage: Stage, foot: number): Plate[] {
	const { height, unit, scene } = stage;
	const tall = height > stage.width;
	const white = scene.season === "winter" ? 0.85 : scene.season === "summer" ? 0.4 : 0.5;
	const rock: Colour = [112, 106, 118];
	return [
		{
			depth: 0.06,
			distance: 0.62,
			foot: foot * 0.9,
			rise: height * (tall ? 0.28 : 0.36),
			span: 420,
			snow: white * 0.9,
		},
		{ depth: 0.13, distance: 0.3, foot: foot * 0.98, rise: height * (tall ? 0.36 : 0.56), span: 640, snow: white },
		{ depth: 0.26, distance: 0.14, foot: foot * 1.06, rise: height * 0.27, span: 380, snow: white * 0.55 },
	].map((range, index) =>
		stackPlates(stage, range.depth, [
			layRange(stage, { ...range, span: range.span * unit, rock, name: `range ${index}` }),
			...(index === 2 ? [layValley(stage, range.foot, range.depth)] : []),
			layMist(stage, {
				name: `valley ${index}`,
				depth: range.depth,
				top: range.foot - 110 * unit,
				bottom: range.foot + 40 * unit,
				strength: scene.weather === "fog" ? 0.95 : 0.6,
			}),
		]),
	);
}

/** The floor of the valley, lost in haze, from the foot of the last range to the woods. */
function layValley(stage: Stage, foot: number, depth: number): PlateOptions {
	const { width, height, margin, unit } = stage;
	const top = foot - 60 * unit;
	return {
		depth,
		top,
		bottom: height + 2,
		inked: false,
		draw(context, palette) {
			context.fillStyle = downward(context, { top, bottom: height }, [
				[0, palette.haze, 0],
				[Math.min(0.6, (60 * unit) / (height - top)), palette.haze],
				[1, shaded(palette, [150, 160, 170], 0.4)],
			]);
			context.fillRect(-margin - 9, top, width + margin * 2 + 18, height + margin + 4 - top);
		},
	};
}

interface WoodsOptions {
	readonly ridge: Ridge;
	readonly depth: number;
	readonly count: number;
	readonly size: readonly [number, number];
	readonly distance: number;
	readonly name: string;
}

/** Spruces along a ridge, and the ground they stand on. */
export function createWoods(stage: Stage, options: WoodsOptions): Plate {
	const { unit, width, height } = stage;
	const snowy = stage.scene.season === "winter";
	const top = height * 0.98 - options.size[1] * unit - height * 0.16;
	return createPlate(stage, {
		depth: options.depth,
		top,
		bottom: height + 2,
		draw(context, palette) {
			const random = stage.random(options.name);
			const ground = groundColours(palette, {
				snowy,
				distance: options.distance,
				season: foliage[stage.scene.season][2] as Colour,
			});
			const trees = Array.from({ length: options.count }, (_, index) => {
				const x = ((index + random() * 0.9) / options.count) * (width + stage.margin * 2) - stage.margin;
				return { x, size: between(random, options.size[0], options.size[1]) * unit * (random() < 0.3 ? 0.6 : 1) };
			});
			for (const tree of trees) {
				const dark = shaded(palette, snowy ? [62, 84, 92] : [40, 66, 54], options.distance);
				paintConifer(context as SKRSContext2D, {
					x: tree.x,
					foot: options.ridge(tree.x) + 6 * unit,
					height: tree.size,
					dark,
					light: mix(dark, lit(palette, [92, 118, 84], options.distance), 0.5),
					random,
					snow: snowy ? lit(palette, [236, 242, 252], options.distance) : null,
				});
			}
			traceRidge(context, options.ridge, { stage, below: height + stage.margin + 4 });
			fillDown(context, { top: height * 0.84, bottom: height }, ground);
		},
	});
}

function groundColours(
	palette: Palette,
	options: { snowy: boolean; distance: number; season: Colour },
): readonly (readonly [number, Colour])[] {
	const surface: Colour = options.snowy ? [226, 234, 248] : mix(options.season, [52, 62, 50], 0.55);
	return [
		[0, mix(shaded(palette, surface, options.distance), lit(palette, surface, options.distance), 0.45)],
		[1, shaded(palette, surface, options.distance * 0.5)],
	];
}
