import { createClouds } from "../brushes/clouds.ts";
import { layMist } from "../brushes/mist.ts";
import { createRidge, traceRidge } from "../brushes/ridges.ts";
import { fillDown } from "../brushes/shade.ts";
import { createSky } from "../brushes/sky.ts";
import { createGlitter } from "../brushes/water.ts";
import { createWaves } from "../brushes/waves.ts";
import { createWeather } from "../brushes/weather.ts";
import { createFigures } from "../figures/figures.ts";
import { ramp } from "../noise.ts";
import { lit, shaded } from "../palette.ts";
import type { PlateOptions } from "../plate.ts";
import { stackPlates } from "../plate.ts";
import type { Place, Stage } from "../stage.ts";

/** Open water under a wide sky, far islands, and the sun's road across it. */
export function createSea(stage: Stage): Place {
	const { height, unit, scene } = stage;
	const horizon = Math.round(height * (height > stage.width ? 0.58 : 0.56));
	const sky = createSky(stage, { horizon, discAt: 0.66 });
	const clouds = createClouds(stage, { horizon, cumulus: 4, streaks: 6, light: 0.5 });
	const mist = layMist(stage, {
		name: "sea mist",
		depth: 0.05,
		top: horizon - 46 * unit,
		bottom: horizon + 26 * unit,
		strength: scene.weather === "fog" ? 0.9 : 0.62,
	});
	const isles = stackPlates(stage, 0.06, [layIsles(stage, horizon), mist]);
	const swell = scene.weather === "storm" ? 2.6 : scene.weather === "rain" ? 1.5 : 0.62 * scene.pace + 0.2;
	const waves = createWaves(stage, { horizon, swell, depth: 0.4 });
	const glitter = createGlitter(stage, { shore: horizon, bottom: height, count: 300 });
	const figures = createFigures(stage, { horizon, water: horizon, ground: null });
	const weather = createWeather(stage);
	const shine = { clear: 1, cloudy: 0.8, fog: 0.4, snow: 0.3, rain: 0.1, storm: 0 }[scene.weather];
	return {
		paint(context, frame) {
			sky.paint(context, frame);
			clouds(context, frame);
			figures.sky(context, frame);
			isles.paint(context, frame);
			waves(context, frame);
			const disc = sky.discAt(frame);
			const low = disc.moon ? 0.75 : 0.35 + 0.65 * ramp(disc.y / horizon, 0.3, 0.85);
			glitter(context, frame, { x: disc.x, strength: disc.strength * low * shine });
			figures.near(context, frame);
			weather(context, frame);
		},
	};
}

function layIsles(stage: Stage, horizon: number): PlateOptions {
	const { unit } = stage;
	const far = createRidge(stage, {
		base: horizon + 12 * unit,
		rise: 46 * unit,
		span: 330 * unit,
		octaves: 5,
		name: "isles",
	});
	const near = createRidge(stage, {
		base: horizon + 34 * unit,
		rise: 62 * unit,
		span: 420 * unit,
		octaves: 5,
		name: "near isles",
	});
	return {
		depth: 0.06,
		top: horizon - 90 * unit,
		bottom: horizon + 2,
		draw(context, palette) {
			const span = { top: horizon - 60 * unit, bottom: horizon };
			context.beginPath();
			context.rect(-stage.margin - 9, 0, stage.width + stage.margin * 2 + 18, horizon + 1);
			context.clip();
			for (const [ridge, distance] of [
				[far, 0.74],
				[near, 0.5],
			] as const) {
				traceRidge(context, ridge, { stage, below: horizon + 60 * unit });
				fillDown(context, span, [
					[0, lit(palette, [96, 104, 112], distance)],
					[1, shaded(palette, [110, 122, 130], distance + 0.2)],
				]);
			}
		},
	};
}
