import type { SKRSContext2D } from "@napi-rs/canvas";
import { createFalling } from "../brushes/falling.ts";
import { fillGlow } from "../brushes/glow.ts";
import { layMist } from "../brushes/mist.ts";
import { createRidge, traceRidge } from "../brushes/ridges.ts";
import { createShafts } from "../brushes/shafts.ts";
import { fillDown } from "../brushes/shade.ts";
import { paintGradient } from "../brushes/sky.ts";
import { foliage } from "../brushes/trees.ts";
import { createWeather } from "../brushes/weather.ts";
import type { Colour } from "../colour.ts";
import { css, mix, multiply, scale } from "../colour.ts";
import { createFigures } from "../figures/figures.ts";
import { ramp } from "../noise.ts";
import type { Palette } from "../palette.ts";
import { lit, shaded } from "../palette.ts";
import type { Plate, PlateOptions } from "../plate.ts";
import { stackPlates } from "../plate.ts";
import type { Random } from "../random.ts";
import { between, pick } from "../random.ts";
import type { Place, Stage } from "../stage.ts";

/** Inside a wood: row behind row of trunks going into the light, leaves above, a path between, shafts of sun. */
export function createForest(stage: Stage): Place {
	const { height, scene } = stage;
	const eye = height * 0.56;
	const rows = [
		{ depth: 0.06, distance: 0.78, trunks: 30, girth: 9, ground: 0.64, leaf: 0.5 },
		{ depth: 0.16, distance: 0.56, trunks: 20, girth: 15, ground: 0.68, leaf: 0.42 },
		{ depth: 0.34, distance: 0.3, trunks: 12, girth: 27, ground: 0.74, leaf: 0.34 },
		{ depth: 0.62, distance: 0.1, trunks: 7, girth: 46, ground: 0.83, leaf: 0.24 },
		{ depth: 1, distance: 0, trunks: 2, girth: 96, ground: 1.0, leaf: 0.13 },
	].map((row, index) => layRow(stage, { ...row, index }));
	const thick = scene.weather === "fog" ? 1 : 0.55;
	const mists = rows.map((_, index) =>
		layMist(stage, {
			name: `wood mist ${index}`,
			depth: [0.06, 0.16, 0.34, 0.62, 1][index] as number,
			top: height * (0.36 + index * 0.06),
			bottom: height * (0.78 + index * 0.06),
			strength: thick * (0.62 - index * 0.11),
			colour: (palette) => mix(palette.haze, palette.horizon, 0.55),
		}),
	);
	const shafts = createShafts(stage);
	const leaves =
		scene.season === "autumn" || scene.subjects.includes("leaves")
			? createFalling(stage, { name: "leaves", colours: foliage.autumn, count: 34, size: 9 })
			: null;
	const figures = createFigures(stage, { horizon: eye * 0.7, water: null, ground: height * 0.88 });
	const weather = createWeather(stage);
	const plates = gather(stage, [
		layBackdrop(stage, eye),
		...rows.flatMap((row, index) => (index < 3 ? [row, mists[index] as PlateOptions] : [row])),
	]);
	return {
		paint(context, frame) {
			for (const plate of plates.behind) plate.paint(context, frame);
			shafts(context, frame);
			for (const plate of plates.before) plate.paint(context, frame);
			figures.near(context, frame);
			plates.nearest?.paint(context, frame);
			leaves?.(context, frame);
			weather(context, frame);
		},
	};
}

/** A camera that comes nearer has every layer enlarged anew in each frame: then only two are kept apart, and the farther stands still. */
function gather(
	stage: Stage,
	layers: readonly PlateOptions[],
): { behind: Plate[]; before: Plate[]; nearest: Plate | null } {
	if (stage.axis === "zoom") {
		return {
			behind: [stackPlates(stage, 0.05, layers.slice(0, 5))],
			before: [stackPlates(stage, 0.8, layers.slice(5))],
			nearest: null,
		};
	}
	const depths = [0, 0.06, 0.16, 0.34];
	return {
		behind: depths.map((depth, index) =>
			stackPlates(stage, depth, index === 0 ? layers.slice(0, 1) : layers.slice(index * 2 - 1, index * 2 + 1)),
		),
		before: [stackPlates(stage, 0.62, layers.slice(7, 8))],
		nearest: stackPlates(stage, 1, layers.slice(8)),
	};
}

function layBackdrop(stage: Stage, eye: number): PlateOptions {
	return {
		depth: 0,
		top: 0,
		bottom: stage.height,
		inked: false,
		draw(context, palette) {
			paintGradient(context, { palette, stage, horizon: eye * 1.15 });
			context.globalCompositeOperation = "screen";
			fillGlow(context, {
				x: stage.width * 0.56,
				y: eye * 0.78,
				radius: stage.height * 0.85,
				colour: mix(palette.glow, palette.horizon, 0.4),
				alpha: 0.75 * palette.glowing,
			});
		},
	};
}

interface RowOptions {
	readonly index: number;
	readonly depth: number;
	readonly distance: number;
	readonly trunks: number;
	readonly girth: number;
	/** The row the trunks stand on and the lower edge of the leaves, as shares of the height. */
	readonly ground: number;
	readonly leaf: number;
}

function layRow(stage: Stage, row: RowOptions): PlateOptions {
	const { height, unit } = stage;
	const ridge = createRidge(stage, {
		base: height * row.ground,
		rise: height * 0.022,
		span: 260 * unit * (1 + row.index),
		octaves: 4,
		name: `floor ${row.index}`,
	});
	return {
		depth: row.depth,
		top: 0,
		bottom: height,
		draw(context, palette) {
			const random = stage.random(`wood ${row.index}`);
			const distance = row.distance * (stage.scene.weather === "fog" ? 1.08 : 0.92);
			const fade = (colour: Colour): Colour =>
				mix(colour, mix(palette.haze, palette.horizon, 0.5), Math.min(1, distance));
			paintTrunks(context, { stage, row, palette, random, fade });
			paintLeaves(context, { stage, row, palette, random, fade });
			paintFloor(context, { stage, row, palette, random, fade, ridge });
		},
	};
}

interface RowPaint {
	readonly stage: Stage;
	readonly row: RowOptions;
	readonly palette: Palette;
	readonly random: Random;
	fade(colour: Colour): Colour;
}

function paintTrunks(context: SKRSContext2D, options: RowPaint): void {
	const { stage, row, palette, random, fade } = options;
	const { width, height, unit } = stage;
	const bark: Colour = stage.scene.season === "winter" ? [96, 90, 94] : [92, 72, 60];
	const span = width + stage.margin * 2;
	for (let index = 0; index < row.trunks; index++) {
		let share = (index + 0.15 + random() * 0.7) / row.trunks;
		if (row.index === 4) share = index === 0 ? 0.05 + random() * 0.06 : 0.9 + random() * 0.05;
		else if (row.index >= 2 && Math.abs(share - 0.54) < 0.1) share += share < 0.54 ? -0.1 : 0.1;
		const x = share * span - stage.margin;
		const girth = row.girth * unit * between(random, 0.6, 1.2);
		const lean = between(random, -0.05, 0.05) * height;
		const foot = height * (row.ground + 0.03);
		const dark = fade(multiply(shaded(palette, bark), [210, 205, 225]));
		const side = (x < width * 0.56 ? 1 : -1) as 1 | -1;
		const light = mix(dark, fade(lit(palette, mix(bark, [190, 140, 100], 0.35))), 0.7);
		context.fillStyle = css(dark);
		trunk(context, { x, foot, girth, lean });
		context.fillStyle = css(light, 0.8);
		trunk(context, { x: x + side * girth * 0.3, foot, girth: girth * 0.34, lean });
		context.strokeStyle = css(dark);
		context.lineCap = "round";
		for (let bough = 0; bough < 4; bough++) {
			const y = height * between(random, 0.02, 0.42);
			const reach = between(random, 0.6, 2.4) * girth * (random() < 0.5 ? 1 : -1) * 1.8;
			context.lineWidth = girth * between(random, 0.1, 0.24);
			context.beginPath();
			context.moveTo(x + lean * (1 - y / foot), y);
			context.quadraticCurveTo(
				x + reach * 0.5,
				y - girth * 0.4,
				x + reach + lean * 0.6,
				y - girth * between(random, 1.2, 2.6),
			);
			context.stroke();
		}
	}
}

function trunk(context: SKRSContext2D, shape: { x: number; foot: number; girth: number; lean: number }): void {
	const { x, foot, girth, lean } = shape;
	context.beginPath();
	context.moveTo(x - girth * 0.9, foot);
	context.quadraticCurveTo(x - girth * 0.46, foot - girth * 1.4, x - girth * 0.42 + lean * 0.5, foot * 0.5);
	context.lineTo(x - girth * 0.3 + lean, -4);
	context.lineTo(x + girth * 0.3 + lean, -4);
	context.lineTo(x + girth * 0.42 + lean * 0.5, foot * 0.5);
	context.quadraticCurveTo(x + girth * 0.46, foot - girth * 1.4, x + girth * 0.9, foot);
	context.fill();
}

function paintLeaves(context: SKRSContext2D, options: RowPaint): void {
	const { stage, row, palette, random, fade } = options;
	if (stage.scene.season === "winter") return;
	const { width, height, unit } = stage;
	const leaves = foliage[stage.scene.season];
	const span = width + stage.margin * 2;
	const size = (9 + row.index * 5.5) * unit;
	const count = Math.round((span / size) * (row.index === 4 ? 4.2 : 5.6));
	for (let index = 0; index < count; index++) {
		const x = random() * span - stage.margin;
		const edge = height * row.leaf * (0.55 + 0.75 * Math.abs(x / width - 0.55)) * between(random, 0.5, 1.1);
		const y = edge * random() ** 0.75;
		const leaf = pick(random, leaves);
		const glow = ramp(1 - Math.abs(x / width - 0.56) * 1.6, 0, 1) * ramp(y / (height * 0.5), 0, 1);
		const tone = mix(
			shaded(palette, scale(leaf, 0.8)),
			lit(palette, leaf),
			0.25 + 0.7 * glow * random() + 0.15 * random(),
		);
		context.fillStyle = css(fade(tone), 0.92);
		context.beginPath();
		for (let lobe = 0; lobe < 5; lobe++) {
			const angle = lobe * 1.3 + random();
			const lx = x + Math.cos(angle) * size * 1.2;
			const ly = y + Math.sin(angle) * size * 0.75;
			const r = size * between(random, 0.35, 0.72);
			context.moveTo(lx + r, ly);
			context.arc(lx, ly, r, 0, 7);
		}
		context.fill();
	}
}

function paintFloor(context: SKRSContext2D, options: RowPaint & { ridge: (x: number) => number }): void {
	const { stage, row, palette, random, fade, ridge } = options;
	const { width, height, unit } = stage;
	const litter: Colour = {
		spring: [118, 142, 74],
		summer: [82, 104, 58],
		autumn: [176, 104, 48],
		winter: [220, 228, 242],
	}[stage.scene.season] as unknown as Colour;
	traceRidge(context, ridge, { stage, below: height + stage.margin + 4 });
	const dark = fade(shaded(palette, scale(litter, 0.74)));
	fillDown(context, { top: height * (row.ground - 0.02), bottom: height * (row.ground + 0.24) }, [
		[0, mix(dark, fade(lit(palette, litter)), 0.55)],
		[1, fade(shaded(palette, scale(litter, 0.5)))],
	]);
	const path = { x: width * 0.55, near: row.ground };
	const specks = 90 + row.index * 40;
	for (let index = 0; index < specks; index++) {
		const x = random() * (width + stage.margin * 2) - stage.margin;
		const y = ridge(x) + random() ** 1.6 * height * 0.16;
		const size = (1.4 + row.index * 1.2) * unit * between(random, 0.6, 1.5);
		const away = ramp(Math.abs(x - path.x) / (width * 0.3), 0.1, 0.7);
		const leaf = stage.scene.season === "winter" ? litter : pick(random, foliage[stage.scene.season]);
		context.fillStyle = css(fade(mix(shaded(palette, leaf), lit(palette, leaf), random() * (1 - away * 0.6))), 0.75);
		context.beginPath();
		context.ellipse(x, y, size * 1.6, size * 0.6, random() - 0.5, 0, 7);
		context.fill();
	}
	if (stage.scene.season === "autumn" || stage.scene.season === "winter") return;
	context.strokeStyle = css(mix(dark, fade(lit(palette, litter)), 0.3));
	context.lineWidth = (0.8 + row.index * 0.5) * unit;
	context.beginPath();
	for (let index = 0; index < 60 + row.index * 20; index++) {
		const x = random() * (width + stage.margin * 2) - stage.margin;
		const y = ridge(x) + 2 * unit;
		const tall = (6 + row.index * 7) * unit * between(random, 0.5, 1.2);
		context.moveTo(x, y);
		context.quadraticCurveTo(x, y - tall * 0.6, x + between(random, -0.5, 0.5) * tall, y - tall);
	}
	context.stroke();
}
