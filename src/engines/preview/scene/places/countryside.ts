import type { SKRSContext2D } from "@napi-rs/canvas";
import { createClouds } from "../brushes/clouds.ts";
import { createFalling } from "../brushes/falling.ts";
import { layMist } from "../brushes/mist.ts";
import type { Ridge } from "../brushes/ridges.ts";
import { createRidge, traceRidge } from "../brushes/ridges.ts";
import { fillDown } from "../brushes/shade.ts";
import { createSky } from "../brushes/sky.ts";
import { blossom, foliage, paintBroadleaf } from "../brushes/trees.ts";
import { createWeather } from "../brushes/weather.ts";
import type { Colour } from "../colour.ts";
import { css, mix } from "../colour.ts";
import { createFigures } from "../figures/figures.ts";
import type { Palette } from "../palette.ts";
import { lit, shaded } from "../palette.ts";
import type { Plate } from "../plate.ts";
import { createPlate } from "../plate.ts";
import { between, pick } from "../random.ts";
import type { Place, Stage } from "../stage.ts";
import { createMeadow } from "./meadow.ts";

const fields: Record<string, readonly Colour[]> = {
	spring: [
		[142, 190, 86],
		[168, 204, 98],
		[206, 210, 92],
		[118, 174, 92],
	],
	summer: [
		[120, 168, 74],
		[210, 184, 92],
		[146, 178, 80],
		[184, 172, 84],
	],
	autumn: [
		[190, 148, 74],
		[164, 136, 72],
		[206, 162, 82],
		[150, 128, 76],
	],
	winter: [
		[222, 230, 242],
		[210, 220, 236],
		[230, 236, 246],
		[202, 214, 230],
	],
};

/** Rolling fields with hedges and trees, under a large sky, and a meadow in front. */
export function createCountryside(stage: Stage): Place {
	const { height, width, unit, scene } = stage;
	const horizon = Math.round(height * (height > width ? 0.58 : 0.55));
	const sky = createSky(stage, { horizon: horizon + 10 * unit, discAt: 0.7 });
	const clouds = createClouds(stage, { horizon, cumulus: 6, streaks: 3, light: 0.5 });
	const hills = [
		{ depth: 0.05, distance: 0.72, row: -0.02, rise: 0.05, span: 520, trees: 0, size: 0 },
		{ depth: 0.1, distance: 0.5, row: 0.08, rise: 0.05, span: 420, trees: 26, size: 15 },
		{ depth: 0.2, distance: 0.3, row: 0.24, rise: 0.062, span: 560, trees: 16, size: 34 },
		{ depth: 0.36, distance: 0.12, row: 0.46, rise: 0.07, span: 760, trees: 7, size: 84 },
	].map((hill, index) => {
		const row = horizon + hill.row * (height - horizon);
		const ridge = createRidge(stage, {
			base: row,
			rise: hill.rise * height,
			span: hill.span * unit,
			octaves: 3,
			name: `hill ${index}`,
		});
		return { ridge, plate: createHill(stage, { ...hill, ridge, row, index }) };
	});
	const mist = createPlate(
		stage,
		layMist(stage, {
			name: "field mist",
			depth: 0.1,
			top: horizon - 20 * unit,
			bottom: horizon + 110 * unit,
			strength: scene.weather === "fog" ? 0.95 : 0.4,
		}),
	);
	const meadow = createMeadow(stage, { row: horizon + (height - horizon) * 0.74, depth: 0.8 });
	const petals =
		scene.season === "spring" || scene.subjects.includes("petals")
			? createFalling(stage, { name: "petals", colours: blossom, count: 22, size: 6 })
			: null;
	const mill = hills[2] as (typeof hills)[number];
	const figures = createFigures(stage, {
		horizon,
		water: null,
		ground: horizon + (height - horizon) * 0.62,
		hill: { ridge: mill.ridge, depth: 0.2 },
	});
	const weather = createWeather(stage);
	return {
		paint(context, frame) {
			sky.paint(context, frame);
			clouds(context, frame);
			figures.sky(context, frame);
			hills.forEach(({ plate }, index) => {
				if (index === 3) figures.hill(context, frame);
				plate.paint(context, frame);
				if (index === 1) mist.paint(context, frame);
			});
			figures.near(context, frame);
			meadow(context, frame);
			petals?.(context, frame);
			weather(context, frame);
		},
	};
}

interface HillOptions {
	readonly index: number;
	readonly ridge: Ridge;
	readonly row: number;
	readonly depth: number;
	readonly distance: number;
	readonly trees: number;
	readonly size: number;
}

function createHill(stage: Stage, hill: HillOptions): Plate {
	const { height, unit, width, scene } = stage;
	const bottom = Math.min(height, hill.row + height * 0.3) + 2;
	return createPlate(stage, {
		depth: hill.depth,
		top: hill.row - height * 0.09 - hill.size * 1.2 * unit,
		bottom,
		draw(context, palette) {
			const random = stage.random(`hill ${hill.index}`);
			const greens = fields[scene.season] as readonly Colour[];
			const trees = Array.from({ length: hill.trees }, () => ({
				x: random() * (width + stage.margin * 2) - stage.margin,
				size: hill.size * unit * between(random, 0.6, 1.25),
				down: random(),
			}));
			paintTrees(context, { stage, palette, hill, trees: trees.filter((tree) => tree.down < 0.55) });
			const base = pick(random, greens);
			traceRidge(context, hill.ridge, { stage, below: height + stage.margin });
			const light = mix(shaded(palette, base, hill.distance), lit(palette, base, hill.distance), 0.78);
			fillDown(context, { top: hill.row - height * 0.06, bottom: hill.row + height * 0.16 }, [
				[0, light],
				[1, shaded(palette, mix(base, [60, 90, 60], 0.25), hill.distance)],
			]);
			if (hill.index > 0) paintFields(context, { stage, palette, hill, greens });
			paintTrees(context, { stage, palette, hill, trees: trees.filter((tree) => tree.down >= 0.55) });
		},
	});
}

/** Strips of other crops that follow the lie of the land. */
function paintFields(
	context: SKRSContext2D,
	options: { stage: Stage; palette: Palette; hill: HillOptions; greens: readonly Colour[] },
): void {
	const { stage, palette, hill, greens } = options;
	const { width, unit, height } = stage;
	const random = stage.random(`fields ${hill.index}`);
	context.save();
	traceRidge(context, hill.ridge, { stage, below: height });
	context.clip();
	for (let index = 0; index < 9; index++) {
		const from = random() * width * 1.2 - width * 0.1;
		const wide = between(random, 0.12, 0.3) * width;
		const down = (6 + random() * 70) * unit * (0.4 + hill.depth * 2.4);
		const thick = between(random, 14, 34) * unit * (0.4 + hill.depth * 2.6);
		const crop = pick(random, greens);
		context.beginPath();
		for (let step = 0; step <= 20; step++) {
			const x = from + (wide * step) / 20;
			const y = hill.ridge(x) + down;
			if (step === 0) context.moveTo(x, y);
			else context.lineTo(x, y);
		}
		for (let step = 20; step >= 0; step--) {
			const x = from + (wide * step) / 20 + thick * 0.8;
			context.lineTo(x, hill.ridge(x) + down + thick);
		}
		context.fillStyle = css(mix(shaded(palette, crop, hill.distance), lit(palette, crop, hill.distance), 0.62), 0.7);
		context.fill();
		context.strokeStyle = css(shaded(palette, [74, 104, 62], hill.distance), 0.55);
		context.lineWidth = (0.8 + hill.depth * 5) * unit;
		context.stroke();
	}
	context.restore();
}

function paintTrees(
	context: SKRSContext2D,
	options: {
		stage: Stage;
		palette: Palette;
		hill: HillOptions;
		trees: readonly { x: number; size: number; down: number }[];
	},
): void {
	const { stage, palette, hill } = options;
	const random = stage.random(`trees ${hill.index} ${options.trees.length}`);
	for (const tree of options.trees) {
		const leaves = stage.scene.season === "spring" && random() < 0.4 ? blossom : foliage[stage.scene.season];
		paintBroadleaf(context, {
			x: tree.x,
			foot: hill.ridge(tree.x) + (tree.down < 0.55 ? 4 : tree.down * 60 * hill.depth * 3) * stage.unit,
			height: tree.size,
			dark: shaded(palette, [176, 186, 190], hill.distance),
			light: lit(palette, [255, 255, 255], hill.distance),
			random,
			leaves,
			trunk: shaded(palette, [92, 74, 62], hill.distance),
		});
	}
}
