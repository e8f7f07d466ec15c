import type { SKRSContext2D } from "@napi-rs/canvas";
import { createClouds } from "../brushes/clouds.ts";
import { layMist } from "../brushes/mist.ts";
import { createRidge, traceRidge } from "../brushes/ridges.ts";
import { downward, fillDown } from "../brushes/shade.ts";
import { createSky } from "../brushes/sky.ts";
import { createGlitter, createMirror } from "../brushes/water.ts";
import { createWeather } from "../brushes/weather.ts";
import { createFigures } from "../figures/figures.ts";
import { mix } from "../colour.ts";
import { ramp } from "../noise.ts";
import type { PlateOptions } from "../plate.ts";
import { stackPlates } from "../plate.ts";
import { lit, shaded } from "../palette.ts";
import type { Frame, Place, Stage } from "../stage.ts";
import { createRoad } from "./city-road.ts";
import { createTowers, paintTower, sunGap } from "./city-towers.ts";
import { createWindows } from "./city-windows.ts";

/** A skyline over still water: towers in three rows, a promenade with traffic, and everything again in the mirror. */
export function createCity(stage: Stage): Place {
	const { width, height, unit, scene } = stage;
	const shore = Math.round(height * (height > width ? 0.7 : 0.735));
	const sky = createSky(stage, { horizon: shore, discAt: sunGap.at + 0.035, discSize: 1.25 });
	const clouds = createClouds(stage, { horizon: shore * 0.8, cumulus: 3, streaks: 6, light: 0.5 });
	const rows = [
		{ depth: 0.12, distance: 0.66, low: 0.16, high: 0.42, broad: 44, lamps: 0 },
		{ depth: 0.22, distance: 0.4, low: 0.2, high: 0.64, broad: 62, lamps: 0.55 },
		{ depth: 0.36, distance: 0.12, low: 0.1, high: 0.46, broad: 84, lamps: 1 },
	].map((row, index) => {
		const towers = createTowers(stage, { ...row, name: `row ${index}`, shore, tallest: index === 1 });
		const towersOf: PlateOptions = {
			depth: row.depth,
			top: Math.max(0, Math.min(...towers.map((tower) => tower.top - tower.width * 1.2)) - 30 * unit),
			bottom: shore + 2,
			draw(context, palette) {
				for (const tower of towers) paintTower(context, { tower, palette, distance: row.distance, shore, unit });
			},
		};
		const windows =
			row.lamps === 0
				? null
				: createWindows(stage, { towers, shore, depth: row.depth, lamps: row.lamps, name: `windows ${index}` });
		const mist = layMist(stage, {
			name: `mist ${index}`,
			depth: row.depth,
			top: shore - height * 0.2,
			bottom: shore + 10,
			strength: 0.5 - index * 0.14,
		});
		return {
			plate: stackPlates(stage, row.depth, index === 0 ? [layHills(stage, shore), towersOf, mist] : [towersOf, mist]),
			windows,
		};
	});
	const road = createRoad(stage, { shore, depth: 0.42 });
	const glitter = createGlitter(stage, { shore: shore + 8 * unit, bottom: height, count: 130 });
	const weather = createWeather(stage);
	const figures = createFigures(stage, { horizon: shore, water: shore + 8 * unit, ground: null });
	const mirror = createMirror(stage, {
		shore: shore + Math.round(8 * unit),
		paintAbove(context, frame) {
			sky.paint(context, frame);
			clouds(context, frame);
			figures.sky(context, frame);
			for (const row of rows) {
				row.plate.paint(context, frame);
				row.windows?.(context, frame);
			}
			paintCityGlow(context, frame, shore);
			road(context, frame);
		},
	});
	return {
		paint(context, frame) {
			mirror(context, frame);
			const disc = sky.discAt(frame);
			const low = disc.moon ? 0.35 : ramp(disc.y / shore, 0.5, 0.9) * (1 - ramp(frame.palette.night, 0.3, 0.6));
			if (scene.weather === "clear" || scene.weather === "cloudy")
				glitter(context, frame, { x: disc.x, strength: disc.strength * low * 0.8 });
			figures.near(context, frame);
			weather(context, frame);
		},
	};
}

function layHills(stage: Stage, shore: number): PlateOptions {
	const ridge = createRidge(stage, {
		base: shore * 0.86,
		rise: shore * 0.06,
		span: 300 * stage.unit,
		octaves: 4,
		name: "hills",
	});
	return {
		depth: 0.12,
		top: shore * 0.75,
		bottom: shore + 2,
		draw(context, palette) {
			traceRidge(context, ridge, { stage, below: shore + 2 });
			const far = mix(shaded(palette, [120, 130, 150], 0.7), lit(palette, [150, 140, 150], 0.75), 0.3);
			fillDown(context, { top: shore * 0.78, bottom: shore }, [
				[0, far],
				[1, palette.haze],
			]);
		},
	};
}

/** The shine of a lit city on the air above it. */
function paintCityGlow(context: SKRSContext2D, frame: Frame, shore: number): void {
	const { night } = frame.palette;
	const strength = ramp(night, 0.35, 1);
	if (strength < 0.02) return;
	const { width, unit } = frame.stage;
	context.save();
	context.globalCompositeOperation = "screen";
	context.fillStyle = downward(context, { top: shore - 170 * unit, bottom: shore }, [
		[0, [255, 150, 80], 0],
		[1, [255, 160, 96], 0.3 * strength],
	]);
	context.fillRect(0, shore - 170 * unit, width, 170 * unit + 2);
	context.restore();
}
