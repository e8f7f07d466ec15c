import type { Canvas, SKRSContext2D } from "@napi-rs/canvas";
import type { Colour } from "../colour.ts";
import { mix } from "../colour.ts";
import { clamp, fractal2, lerp, ramp } from "../noise.ts";
import type { Palette } from "../palette.ts";
import { createPlate } from "../plate.ts";
import { between } from "../random.ts";
import type { Frame, Stage } from "../stage.ts";
import { bare, createMap, createPixels } from "./pixels.ts";

export interface CloudsOptions {
	/** The row where the sky ends. */
	readonly horizon: number;
	/** How many of each kind; about 5 fills a sky. */
	readonly cumulus: number;
	readonly streaks: number;
	/** Where the light comes from: -1 left, 1 right; lit from below when the sun is low. */
	readonly light?: number;
}

interface Cloud {
	readonly sheets: readonly Canvas[];
	readonly x: number;
	readonly y: number;
	readonly width: number;
	readonly height: number;
	readonly slow: boolean;
	readonly alpha: number;
}

/** Clouds that drift: heaps with lit tops, and long streaks that catch a low sun from below. */
export function createClouds(stage: Stage, options: CloudsOptions): (context: SKRSContext2D, frame: Frame) => void {
	const more = { clear: 1, cloudy: 1.6, fog: 0.3, snow: 1.2, rain: 1.7, storm: 1.9 }[stage.scene.weather];
	const anime = stage.scene.style === "anime";
	const clouds = [
		...makeClouds(stage, { ...options, kind: "streak", count: Math.round(options.streaks * more) }),
		...makeClouds(stage, { ...options, kind: "heap", count: Math.round(options.cumulus * more * (anime ? 1.2 : 1)) }),
	];
	if (stage.keys.length > 1) return createLayer(stage, { clouds, speed: 7, depth: 0.03 });
	const layers = [
		createLayer(stage, { clouds: clouds.filter((cloud) => cloud.slow), speed: 5, depth: 0.02 }),
		createLayer(stage, { clouds: clouds.filter((cloud) => !cloud.slow), speed: 9, depth: 0.04 }),
	];
	return (context, frame) => {
		for (const layer of layers) layer(context, frame);
	};
}

/** Clouds that drift together are one plate, wide enough for the way they go in the whole film. */
function createLayer(
	stage: Stage,
	options: { clouds: readonly Cloud[]; speed: number; depth: number },
): (context: SKRSContext2D, frame: Frame) => void {
	const { clouds } = options;
	if (clouds.length === 0) return () => {};
	const haste = stage.keys.length > 2 ? 4 : 1;
	const speed = options.speed * stage.unit * haste * stage.scene.pace;
	const travel = Math.ceil(speed * stage.seconds) + 2;
	const plate = createPlate(stage, {
		depth: options.depth,
		top: Math.max(0, Math.min(...clouds.map((cloud) => cloud.y))),
		bottom: Math.max(...clouds.map((cloud) => cloud.y + cloud.height)),
		inked: false,
		sheer: true,
		travel,
		phases: stage.keys.length > 1 ? 1 : 2,
		draw(context, palette) {
			const key = stage.keys.findIndex((each) => each.palette === palette);
			for (const cloud of clouds) {
				context.globalAlpha = cloud.alpha;
				context.drawImage(cloud.sheets[key] as Canvas, cloud.x - travel * 0.5, cloud.y, cloud.width, cloud.height);
			}
			context.globalAlpha = 1;
		},
	});
	return (context, frame) => plate.paintShifted(context, frame, { x: speed * frame.at });
}

type Kind = "heap" | "streak";

function makeClouds(stage: Stage, options: CloudsOptions & { kind: Kind; count: number }): Cloud[] {
	const random = stage.random(`clouds ${options.kind}`);
	const { kind, horizon } = options;
	const unit = stage.unit;
	const shapes = Array.from({ length: Math.min(options.count, kind === "heap" ? 4 : 3) }, (_, index) =>
		createShape(stage, { kind, index, light: options.light ?? 0.4 }),
	);
	return Array.from({ length: options.count }, (_, index) => {
		const shape = shapes[index % shapes.length] as CloudShape;
		const high = (index + random()) / options.count;
		const near = kind === "heap" ? lerp(1.25, 0.42, high) : between(random, 0.6, 1.2);
		const big = stage.scene.style === "anime" && kind === "heap" ? 1.45 : 1;
		const width = (kind === "heap" ? 430 : 780) * unit * near * big * between(random, 0.85, 1.2);
		const height = width * (kind === "heap" ? 0.42 : 0.16);
		const spread = (index * 0.618 + random() * 0.2) % 1;
		return {
			sheets: shape.sheets,
			x: spread * (stage.width + width) - width * 0.6,
			y: horizon * (kind === "heap" ? lerp(0.04, 0.86, high) : lerp(0.1, 0.84, high)) - height * 0.5,
			width,
			height,
			slow: kind === "streak",
			alpha: kind === "heap" ? lerp(0.95, 0.7, high) : 0.75,
		};
	});
}

interface CloudShape {
	readonly sheets: readonly Canvas[];
}

/** One shape, coloured for every key of light. Made at a third of its drawn size: clouds are soft. */
function createShape(stage: Stage, options: { kind: Kind; index: number; light: number }): CloudShape {
	const heap = options.kind === "heap";
	const width = heap ? 140 : 160;
	const height = heap ? 59 : 29;
	const seed = stage.seedOf(`cloud ${options.kind} ${options.index}`);
	const crisp = stage.scene.style === "anime" || stage.scene.style === "comic" ? 0.1 : 0.34;
	const density = (x: number, y: number): number => {
		const across = (x / width) * 2 - 1;
		const down = y / height;
		if (heap) {
			const noise = fractal2(x * 0.065, y * 0.075, { seed, octaves: 5 });
			const dome = 1 - across * across * 1.15;
			const top = ramp(down, 0.95 - dome * 0.9, 1.25 - dome * 0.72);
			return (
				clamp((noise * 1.15 + dome * 0.62 - 0.86 + top * 0.28) * top) *
				ramp(1 - down, 0.02, 0.2) *
				ramp(1 - Math.abs(across), 0, 0.18)
			);
		}
		const noise = fractal2(x * 0.0225, y * 0.2 + x * 0.0075, { seed, octaves: 5 });
		return clamp(noise * 1.5 - 0.62) * ramp(1 - Math.abs(across), 0, 0.5) * ramp(1 - Math.abs(down * 2 - 1), 0, 0.7);
	};
	const map = createMap(width, height, density);
	const look = (x: number, y: number): number =>
		map[
			Math.max(0, Math.min(height - 1, Math.round(y))) * width + Math.max(0, Math.min(width - 1, Math.round(x)))
		] as number;
	const sheets = stage.keys.map(({ palette }) =>
		paintShape(palette, { ...options, width, height, density: look, crisp }),
	);
	return { sheets };
}

interface ShapePaint {
	readonly kind: Kind;
	readonly light: number;
	readonly width: number;
	readonly height: number;
	readonly crisp: number;
	density(x: number, y: number): number;
}

function paintShape(palette: Palette, shape: ShapePaint): Canvas {
	const { width, height, crisp } = shape;
	const heap = shape.kind === "heap";
	const low = palette.night < 0.9 && palette.glowing > 0.82;
	const bottom: Colour = low
		? mix(palette.cloudShade, palette.glow, heap ? 0.28 : 0.5)
		: mix(palette.cloudShade, palette.low, 0.3);
	return createPixels(width, height, (x, y, write) => {
		const here = shape.density(x, y);
		if (here <= 0.004) return write(bare, 0);
		const toLight = shape.density(x + shape.light * 5.6, y - 4.8);
		const light = clamp(0.56 + (here - toLight) * (heap ? 1.9 : 1.3) - (heap ? (y / height) * 0.42 - 0.16 : 0));
		const colour = mix(bottom, palette.cloud, light);
		const alpha = ramp(here, 0.01, crisp) * (heap ? 245 : 205);
		write(colour, alpha);
	});
}
