import type { Canvas, SKRSContext2D } from "@napi-rs/canvas";
import { createPixels } from "../brushes/pixels.ts";
import type { Ridge } from "../brushes/ridges.ts";
import { createRidge, traceRidge } from "../brushes/ridges.ts";
import type { Colour } from "../colour.ts";
import { mix } from "../colour.ts";
import { clamp, fractal2, ramp } from "../noise.ts";
import type { Palette } from "../palette.ts";
import { lit, shaded } from "../palette.ts";
import type { PlateOptions } from "../plate.ts";
import type { Stage } from "../stage.ts";

export interface RangeOptions {
	readonly name: string;
	readonly depth: number;
	/** 0 sharp and dark, 1 lost in haze. */
	readonly distance: number;
	/** The row of its foot, how high its peaks rise above that, and how far apart they stand. */
	readonly foot: number;
	readonly rise: number;
	readonly span: number;
	/** 0 bare rock, 1 snow down to the foot. */
	readonly snow: number;
	readonly rock: Colour;
}

/** A range of peaks: faces lit from the right, gullies, snow that lies on what is not too steep. */
export function layRange(stage: Stage, options: RangeOptions): PlateOptions {
	const ridge = createRidge(stage, {
		base: options.foot,
		rise: options.rise,
		span: options.span,
		octaves: 6,
		sharp: true,
		name: options.name,
	});
	const top = options.foot - options.rise * 1.05;
	const faces = createFaces(stage, { ...options, ridge, top });
	return {
		depth: options.depth,
		top,
		bottom: options.foot + 4,
		draw(context, palette) {
			context.save();
			traceRidge(context, ridge, { stage, below: options.foot + 4, step: 1.5 * stage.unit });
			context.clip();
			const left = -stage.margin - 8;
			const sheet = faces(palette);
			context.drawImage(sheet, left, top, stage.width - left * 2, options.foot + 4 - top);
			veil(context, { stage, palette, top, foot: options.foot });
			context.restore();
		},
	};
}

/** Mist that gathers at a range's foot. */
function veil(context: SKRSContext2D, options: { stage: Stage; palette: Palette; top: number; foot: number }): void {
	const { stage, palette, top, foot } = options;
	const gradient = context.createLinearGradient(0, top + (foot - top) * 0.4, 0, foot);
	const [red, green, blue] = palette.haze.map(Math.round) as [number, number, number];
	gradient.addColorStop(0, `rgba(${red},${green},${blue},0)`);
	gradient.addColorStop(1, `rgba(${red},${green},${blue},0.72)`);
	context.fillStyle = gradient;
	context.fillRect(-stage.margin - 8, top, stage.width + stage.margin * 2 + 16, foot + 4 - top);
}

/** Light and snow of every point, made once at a third of the size; the returned painter colours it for a palette. */
function createFaces(
	stage: Stage,
	options: RangeOptions & { ridge: Ridge; top: number },
): (palette: Palette) => Canvas {
	const { ridge, top, foot, rise } = options;
	const grain = 3.4 * stage.unit;
	const wide = Math.ceil((stage.width + stage.margin * 2 + 16) / grain);
	const high = Math.ceil((foot + 4 - top) / grain);
	const seed = stage.seedOf(`${options.name} faces`);
	const light = new Float32Array(wide * high);
	const snow = new Float32Array(wide * high);
	const fine = 22 / options.span;
	const rows = Float32Array.from({ length: wide }, (_, x) => ridge(x * grain - stage.margin - 8));
	const slopeOver = (reach: number): Float32Array =>
		Float32Array.from({ length: wide }, (_, x) => {
			const right = rows[Math.min(wide - 1, x + reach)] as number;
			return (right - (rows[Math.max(0, x - reach)] as number)) / (reach * 2 * grain);
		});
	const slopes = slopeOver(3);
	const leans = slopeOver(34);
	for (let y = 0; y < high; y++) {
		for (let x = 0; x < wide; x++) {
			const below = (y * grain + top - (rows[x] as number)) / rise;
			if (below < -0.04) continue;
			const skew = x + y * 0.55 * clamp((leans[x] as number) * 1.8, -1, 1);
			const fold = Math.abs(fractal2(skew * fine, y * fine * 0.42, { seed, octaves: 3 }) - 0.5) * 2;
			const next = Math.abs(fractal2((skew + 1.6) * fine, (y - 0.8) * fine * 0.42, { seed, octaves: 3 }) - 0.5) * 2;
			const facing = clamp(0.42 + (slopes[x] as number) * 0.3 * Math.exp(-below * 2.2) + (fold - next) * 3.4);
			const index = y * wide + x;
			light[index] = facing;
			const line = options.snow * 1.15 - below * 1.25 + (fold - 0.36) * 0.55;
			snow[index] = ramp(line, 0.02, 0.16);
		}
	}
	return (palette) => {
		const rock = [
			shaded(palette, options.rock, options.distance),
			lit(palette, options.rock, options.distance),
		] as const;
		const white = [
			shaded(palette, [196, 210, 240], options.distance * 0.85),
			mix(lit(palette, [255, 255, 255], options.distance * 0.8), [255, 255, 255], 0.12),
		] as const;
		return createPixels(wide, high, (x, y, write) => {
			const index = y * wide + x;
			const facing = light[index] as number;
			const bare = mix(rock[0], rock[1], facing);
			const covered = mix(white[0], white[1], clamp(facing * 1.15));
			const colour = mix(bare, covered, snow[index] as number);
			write(colour, 255);
		});
	};
}
