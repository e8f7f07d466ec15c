import type { SKRSContext2D } from "@napi-rs/canvas";
import type { Colour } from "../colour.ts";
import { css, hsl, mix, scale } from "../colour.ts";
import { noise1, ramp } from "../noise.ts";
import type { Palette } from "../palette.ts";
import { shaded } from "../palette.ts";
import { createPlate } from "../plate.ts";
import { fillPoints } from "../brushes/trees.ts";
import { fillGlow } from "../brushes/glow.ts";
import type { Random } from "../random.ts";
import { between, pick } from "../random.ts";
import type { Frame, Stage } from "../stage.ts";

type Painting = (context: SKRSContext2D, frame: Frame) => void;

/** A sign on a front: upright or lying, in one neon hue, with strokes for its letters. */
interface Sign {
	readonly x: number;
	readonly y: number;
	readonly width: number;
	readonly height: number;
	readonly colour: Colour;
	readonly beat: number;
	readonly strokes: readonly (readonly [number, number, number, number])[];
}

/** Fronts of houses down both sides of a street that runs to a point. */
export function createFacades(
	stage: Stage,
	options: { eye: number; vanish: number },
): { far: Painting; near: Painting } {
	const rows = [
		{ share: 0.07, depth: 0.1, distance: 0.6, tall: 0.52 },
		{ share: 0.17, depth: 0.17, distance: 0.42, tall: 0.66 },
		{ share: 0.32, depth: 0.3, distance: 0.22, tall: 0.94 },
		{ share: 0.5, depth: 0.55, distance: 0.04, tall: 1.3 },
	].map((row, index) => createRow(stage, { ...row, ...options, index }));
	const paintAll =
		(from: number, to: number): Painting =>
		(context, frame) => {
			for (const row of rows.slice(from, to)) row(context, frame);
		};
	return { far: paintAll(0, 2), near: paintAll(2, 4) };
}

/** What a street's width is reckoned by: narrow streets look best, whatever the frame's shape. */
function streetSpan(stage: Stage): number {
	return Math.min(stage.width, stage.height * 1.18);
}

interface RowOptions {
	readonly index: number;
	/** Half the street's width at this row, in frame widths. */
	readonly share: number;
	readonly depth: number;
	readonly distance: number;
	readonly tall: number;
	readonly eye: number;
	readonly vanish: number;
}

function createRow(stage: Stage, row: RowOptions): Painting {
	const { width, height, unit } = stage;
	const foot = row.eye + row.share * 66 * unit;
	const top = Math.max(-40 * unit, row.eye - row.eye * row.tall);
	const signs = createSigns(stage, { ...row, foot, top });
	const wide = width * (0.1 + row.share * 0.55);
	const plate = createPlate(stage, {
		depth: row.depth,
		top: Math.min(0, top) - 2,
		bottom: Math.min(height, foot + 2),
		draw(context, palette) {
			const random = stage.random(`front ${row.index}`);
			for (const side of [-1, 1] as const) {
				const inner = row.vanish + side * row.share * streetSpan(stage);
				const outer = inner + side * (wide + width * 0.2);
				paintFront(context, {
					stage,
					palette,
					random,
					row,
					span: { inner, outer, top: top + random() * 90 * unit, foot, side },
				});
			}
			for (const sign of signs) {
				context.globalCompositeOperation = "screen";
				fillGlow(context, {
					x: sign.x + sign.width / 2,
					y: sign.y + sign.height / 2,
					radius: Math.max(sign.width, sign.height) * 1.5,
					colour: sign.colour,
					alpha: 0.6 * (0.35 + 0.65 * palette.night),
				});
				context.globalCompositeOperation = "source-over";
				context.fillStyle = css(scale(sign.colour, 0.16));
				context.fillRect(sign.x, sign.y, sign.width, sign.height);
				if (sign.beat === 0) paintTubes(context, sign, { strength: 1, palette, distance: row.distance });
			}
		},
	});
	return (context, frame) => {
		plate.paint(context, frame);
		paintSigns(context, frame, { signs, depth: row.depth, distance: row.distance });
	};
}

function paintFront(
	context: SKRSContext2D,
	options: {
		stage: Stage;
		palette: Palette;
		random: Random;
		row: RowOptions;
		span: { inner: number; outer: number; top: number; foot: number; side: 1 | -1 };
	},
): void {
	const { stage, palette, random, row, span } = options;
	const { unit } = stage;
	const { inner, outer, top, foot, side } = span;
	const wall: Colour = pick(random, [
		[122, 110, 140],
		[140, 118, 126],
		[104, 116, 144],
	] as const);
	const dark = shaded(palette, wall, row.distance);
	const gradient = context.createLinearGradient(0, top, 0, foot);
	gradient.addColorStop(0, css(scale(dark, 0.72)));
	gradient.addColorStop(1, css(mix(dark, mix(palette.low, palette.glow, 0.4), 0.4)));
	context.fillStyle = gradient;
	context.fillRect(Math.min(inner, outer), top, Math.abs(outer - inner), foot - top);
	context.fillStyle = css(scale(dark, 0.5));
	const lip = side * 10 * unit * (0.4 + row.share * 2.4);
	fillPoints(context, [
		[inner, top],
		[inner - lip, top + 30 * unit],
		[inner - lip, foot + 3 * unit],
		[inner, foot],
	]);
	const pitch = (13 + 60 * row.share) * unit;
	const lamp: readonly Colour[] = [
		[255, 204, 128],
		[255, 168, 92],
		[150, 220, 255],
		[255, 130, 190],
	];
	for (let y = top + pitch * 0.6; y < foot - pitch * 1.7; y += pitch) {
		for (let x = pitch * 0.35; x < Math.abs(outer - inner) - pitch * 0.4; x += pitch * 0.86) {
			const lit = random() < 0.2 + 0.26 * palette.night;
			const left = side > 0 ? inner + x : inner - x - pitch * 0.5;
			const glass = lit ? mix(pick(random, lamp), palette.haze, row.distance * 0.7) : scale(dark, 0.62);
			context.fillStyle = css(glass, lit ? 0.4 + 0.45 * palette.night : 1);
			context.fillRect(left, y, pitch * 0.5, pitch * 0.6);
			if (lit) {
				context.fillStyle = css(scale(dark, 0.5), 0.8);
				context.fillRect(left + pitch * 0.23, y, pitch * 0.04, pitch * 0.6);
				if (random() < 0.4) context.fillRect(left, y, pitch * 0.5, pitch * 0.22);
			}
		}
	}
	const shop = context.createLinearGradient(0, foot - pitch * 1.3, 0, foot);
	const warm = mix(pick(random, lamp), palette.haze, row.distance * 0.7);
	shop.addColorStop(0, css(warm, 0.5 + 0.4 * palette.night));
	shop.addColorStop(1, css(scale(warm, 0.5), 0.7));
	context.fillStyle = shop;
	context.fillRect(
		Math.min(inner, outer) + (side > 0 ? pitch * 0.2 : 0),
		foot - pitch * 1.25,
		Math.abs(outer - inner) - pitch * 0.2,
		pitch * 1.05,
	);
	context.fillStyle = css(scale(dark, 0.45));
	for (let x = 0; x < Math.abs(outer - inner); x += pitch * 0.9)
		context.fillRect(inner + side * x - unit * 2, foot - pitch * 1.3, 4 * unit * (0.4 + row.share * 2), pitch * 1.3);
	context.fillRect(Math.min(inner, outer), foot - pitch * 1.42, Math.abs(outer - inner), pitch * 0.2);
}

function createSigns(stage: Stage, row: RowOptions & { foot: number; top: number }): Sign[] {
	const random = stage.random(`signs ${row.index}`);
	const { unit } = stage;
	const hues = stage.scene.hues.length > 0 ? stage.scene.hues : [325, 188, 275, 350, 48, 205, 150];
	const size = (0.34 + row.share * 2.5) * unit;
	return Array.from({ length: row.index > 1 ? 14 : 8 }, (_, index) => {
		const side = index % 2 === 0 ? -1 : 1;
		const upright = random() < 0.7;
		const wide = (upright ? between(random, 22, 34) : between(random, 70, 110)) * size;
		const high = (upright ? between(random, 96, 190) : between(random, 26, 38)) * size;
		const inner = row.vanish + side * row.share * streetSpan(stage);
		const off = upright ? between(random, -0.9, 5) * wide : between(random, 0.05, 1.6) * wide;
		const y = between(random, row.top + (row.foot - row.top) * 0.22, row.foot - 110 * size - high * 0.5);
		return {
			x: side > 0 ? inner + off : inner - off - wide,
			y,
			width: wide,
			height: high,
			colour: hsl(pick(random, hues), 1, 0.6),
			beat: random() < 0.18 ? between(random, 3, 6) : 0,
			strokes: letters(random, { wide, high, upright }),
		};
	});
}

function letters(random: Random, shape: { wide: number; high: number; upright: boolean }): Sign["strokes"] {
	const along = shape.upright ? shape.high : shape.wide;
	const across = shape.upright ? shape.wide : shape.high;
	const count = Math.max(2, Math.round(along / (across * 0.95)));
	const cell = along / count;
	return Array.from({ length: count }, (_, index) => index).flatMap((index) =>
		Array.from({ length: 4 }, (): readonly [number, number, number, number] => {
			const lying = random() < 0.5;
			const a = index * cell + cell * between(random, 0.16, 0.8);
			const b = across * between(random, 0.2, 0.76);
			const long = lying ? cell * 0.5 : across * 0.5;
			const start = lying ? index * cell + cell * 0.22 : a;
			const from = lying ? b : across * 0.22;
			const to = lying ? [start + long, b] : [a, from + long];
			return shape.upright
				? [from, start, to[1] as number, to[0] as number]
				: [start, from, to[0] as number, to[1] as number];
		}),
	);
}

/** The signs that flicker; those that do not are part of the front. */
function paintSigns(
	context: SKRSContext2D,
	frame: Frame,
	options: { signs: readonly Sign[]; depth: number; distance: number },
): void {
	frame.enter(context, options.depth);
	options.signs.forEach((sign, index) => {
		if (sign.beat === 0) return;
		const strength = noise1(frame.at * sign.beat, index) > 0.34 ? 1 : 0.18;
		paintTubes(context, sign, { strength, palette: frame.palette, distance: options.distance });
	});
	context.restore();
}

function paintTubes(
	context: SKRSContext2D,
	sign: Sign,
	light: { strength: number; palette: Palette; distance: number },
): void {
	const alpha = light.strength * (0.4 + 0.6 * ramp(light.palette.night, 0.05, 0.5)) * (1 - light.distance * 0.5);
	const thin = Math.min(sign.width, sign.height);
	context.lineCap = "round";
	context.beginPath();
	for (const [x, y, toX, toY] of sign.strokes) {
		context.moveTo(sign.x + x, sign.y + y);
		context.lineTo(sign.x + toX, sign.y + toY);
	}
	context.roundRect(
		sign.x + thin * 0.06,
		sign.y + thin * 0.06,
		sign.width - thin * 0.12,
		sign.height - thin * 0.12,
		thin * 0.1,
	);
	context.strokeStyle = css(sign.colour, 0.4 * alpha);
	context.lineWidth = thin * 0.2;
	context.stroke();
	context.strokeStyle = css(mix(sign.colour, [255, 255, 255], 0.55), alpha);
	context.lineWidth = thin * 0.065;
	context.stroke();
}
