import type { Canvas, SKRSContext2D } from "@napi-rs/canvas";
import { createGlow } from "../brushes/glow.ts";
import type { Colour } from "../colour.ts";
import { css, mix, scale } from "../colour.ts";
import { ramp } from "../noise.ts";
import type { Palette } from "../palette.ts";
import { lit, shaded } from "../palette.ts";
import type { Frame, Stage } from "../stage.ts";
import type { FigureGround, Painting } from "./figures.ts";

/** A sailing boat that rocks on the water, with its reflection. */
export function createBoat(stage: Stage, ground: FigureGround): Painting | null {
	const { water } = ground;
	if (water === null) return null;
	const { width, height, unit, scene } = stage;
	const row = water + (height - water) * (scene.place === "city" ? 0.34 : 0.3);
	const size = (scene.place === "city" ? 96 : 210) * unit;
	const rough = scene.weather === "storm" ? 3 : 1;
	return (context, frame) => {
		frame.enter(context, 0.32);
		const x = width * 0.36 + frame.time * 9 * unit;
		const bob = Math.sin(frame.time * 1.25) * 3.4 * unit * rough;
		const tilt = (Math.sin(frame.time * 0.95 + 0.7) * 0.028 + 0.02) * rough;
		context.translate(x, row + bob);
		context.save();
		context.scale(1, -0.62);
		context.transform(1, 0, Math.sin(frame.time * 1.7) * 0.05, 1, 0, 0);
		context.globalAlpha = 0.3;
		paintHull(context, { size, palette: frame.palette, tilt: -tilt });
		context.restore();
		paintHull(context, { size, palette: frame.palette, tilt });
		context.strokeStyle = css(mix(frame.palette.horizon, [255, 255, 255], 0.35), 0.55);
		context.lineCap = "round";
		for (let ring = 0; ring < 5; ring++) {
			context.lineWidth = (2.2 - ring * 0.3) * unit;
			context.beginPath();
			const reach = size * (0.38 + ring * 0.1) + Math.sin(frame.time * 2 + ring) * 5 * unit;
			const shift = -ring * 8 * unit;
			context.moveTo(shift - reach, (4 + ring * 8) * unit);
			context.quadraticCurveTo(
				shift,
				(7 + ring * 9 + Math.sin(frame.time * 2.4 + ring * 2) * 2) * unit,
				shift + reach * 0.8,
				(4 + ring * 8) * unit,
			);
			context.globalAlpha = 0.5 - ring * 0.09;
			context.stroke();
		}
		context.restore();
	};
}

function paintHull(context: SKRSContext2D, boat: { size: number; palette: Palette; tilt: number }): void {
	const { size, palette } = boat;
	context.save();
	context.rotate(boat.tilt);
	const sail = (light: number): string =>
		css(mix(shaded(palette, [236, 226, 220]), lit(palette, [255, 250, 240]), light));
	context.strokeStyle = css(shaded(palette, [90, 66, 54]));
	context.lineWidth = size * 0.014;
	context.beginPath();
	context.moveTo(0, -size * 0.06);
	context.lineTo(0, -size * 1.14);
	context.stroke();
	const main = context.createLinearGradient(-size * 0.45, 0, 0, 0);
	main.addColorStop(0, sail(0.25));
	main.addColorStop(1, sail(0.75));
	context.fillStyle = main;
	context.beginPath();
	context.moveTo(-size * 0.014, -size * 1.12);
	context.bezierCurveTo(-size * 0.14, -size * 0.8, -size * 0.34, -size * 0.42, -size * 0.46, -size * 0.19);
	context.quadraticCurveTo(-size * 0.2, -size * 0.12, -size * 0.014, -size * 0.16);
	context.fill();
	const jib = context.createLinearGradient(0, 0, size * 0.4, 0);
	jib.addColorStop(0, sail(0.7));
	jib.addColorStop(1, sail(1));
	context.fillStyle = jib;
	context.beginPath();
	context.moveTo(size * 0.018, -size * 1.06);
	context.bezierCurveTo(size * 0.2, -size * 0.78, size * 0.3, -size * 0.44, size * 0.44, -size * 0.14);
	context.quadraticCurveTo(size * 0.2, -size * 0.2, size * 0.018, -size * 0.22);
	context.fill();
	const hull: Colour = [150, 62, 50];
	const wood = context.createLinearGradient(0, -size * 0.12, 0, size * 0.05);
	wood.addColorStop(0, css(mix(shaded(palette, hull), lit(palette, hull), 0.75)));
	wood.addColorStop(1, css(scale(shaded(palette, hull), 0.5)));
	context.fillStyle = wood;
	context.beginPath();
	context.moveTo(-size * 0.44, -size * 0.11);
	context.quadraticCurveTo(0, -size * 0.07, size * 0.52, -size * 0.13);
	context.quadraticCurveTo(size * 0.4, size * 0.02, size * 0.28, size * 0.045);
	context.lineTo(-size * 0.3, size * 0.045);
	context.quadraticCurveTo(-size * 0.42, size * 0.01, -size * 0.44, -size * 0.11);
	context.fill();
	context.strokeStyle = sail(0.8);
	context.lineWidth = size * 0.012;
	context.beginPath();
	context.moveTo(-size * 0.43, -size * 0.095);
	context.quadraticCurveTo(0, -size * 0.055, size * 0.5, -size * 0.115);
	context.stroke();
	context.restore();
}

/** A whale that breaches once, with its spray. */
export function createWhale(stage: Stage, ground: FigureGround): Painting | null {
	const { water } = ground;
	if (water === null) return null;
	const { width, height, unit } = stage;
	const row = water + (height - water) * 0.42;
	return (context, frame) => {
		const life = (frame.at % 4.6) / 4.6;
		const size = 250 * unit;
		frame.enter(context, 0.36);
		const lift = Math.sin(Math.min(1, life * 1.25) * Math.PI);
		const x = width * 0.44 + life * 70 * unit;
		const { palette } = frame;
		context.save();
		context.beginPath();
		context.rect(-width, -height, width * 3, row + height);
		context.clip();
		context.translate(x, row + size * 0.62 - lift * size * 0.98);
		context.rotate(-0.72 + life * 1.25);
		const skin = context.createLinearGradient(0, -size * 0.2, 0, size * 0.2);
		skin.addColorStop(0, css(mix(shaded(palette, [70, 84, 104]), lit(palette, [96, 112, 132]), 0.5)));
		skin.addColorStop(0.58, css(shaded(palette, [58, 70, 90])));
		skin.addColorStop(0.62, css(shaded(palette, [206, 212, 220])));
		context.fillStyle = skin;
		context.beginPath();
		context.moveTo(size * 0.58, -size * 0.02);
		context.bezierCurveTo(size * 0.4, -size * 0.26, -size * 0.2, -size * 0.24, -size * 0.72, -size * 0.02);
		context.bezierCurveTo(-size * 0.3, size * 0.12, size * 0.3, size * 0.26, size * 0.58, -size * 0.02);
		context.fill();
		context.fillStyle = css(shaded(palette, [52, 62, 82]));
		context.beginPath();
		context.moveTo(size * 0.14, size * 0.02);
		context.quadraticCurveTo(size * 0.02, size * 0.24, -size * 0.16, size * 0.28);
		context.quadraticCurveTo(-size * 0.08, size * 0.12, size * 0.02, size * 0.0);
		context.fill();
		context.restore();
		context.fillStyle = css(mix(palette.cloud, [255, 255, 255], 0.5));
		for (let drop = 0; drop < 60; drop++) {
			const side = Math.sin(drop * 12.9898) * 0.5;
			const up = Math.abs(Math.sin(drop * 78.233));
			const burst = ramp(lift, 0.1, 0.7) * (1 - ramp(life, 0.62, 1));
			const size2 = (1.4 + 4.2 * Math.abs(Math.sin(drop * 3.7))) * unit;
			context.globalAlpha = 0.7 * burst * (1 - up * 0.6);
			context.beginPath();
			context.arc(x + side * 290 * unit * (0.5 + life), row - up * 84 * unit * burst + 4 * unit, size2, 0, 7);
			context.fill();
		}
		context.restore();
	};
}

/** A lighthouse on its rock, whose beam goes round after dark. */
export function createLighthouse(stage: Stage, ground: FigureGround): Painting | null {
	const { water } = ground;
	if (water === null) return null;
	const { width, unit } = stage;
	const x = width * 0.84;
	const foot = water - 6 * unit;
	const tall = 190 * unit;
	const glow = createGlow([255, 240, 190], { size: 64, core: 0.1 });
	return (context, frame) => {
		frame.enter(context, 0.14);
		const { palette } = frame;
		context.fillStyle = css(mix(shaded(palette, [84, 78, 82], 0.1), lit(palette, [110, 98, 94], 0.1), 0.35));
		context.beginPath();
		context.moveTo(x - 190 * unit, water + 6 * unit);
		context.bezierCurveTo(
			x - 120 * unit,
			water - 14 * unit,
			x - 84 * unit,
			foot - 34 * unit,
			x - 30 * unit,
			foot - 30 * unit,
		);
		context.bezierCurveTo(
			x + 20 * unit,
			foot - 40 * unit,
			x + 70 * unit,
			foot - 46 * unit,
			x + 120 * unit,
			foot - 16 * unit,
		);
		context.lineTo(x + 250 * unit, water + 6 * unit);
		context.fill();
		const base = foot - 26 * unit;
		paintLightTower(context, { x, base, tall, palette });
		paintBeam(context, frame, { x, lamp: base - tall * 0.885, glow });
		context.restore();
	};
}

function paintLightTower(
	context: SKRSContext2D,
	options: { x: number; base: number; tall: number; palette: Palette },
): void {
	const { x, base, tall, palette } = options;
	const wall = context.createLinearGradient(x - tall * 0.1, 0, x + tall * 0.1, 0);
	wall.addColorStop(0, css(shaded(palette, [226, 222, 222], 0.05)));
	wall.addColorStop(1, css(lit(palette, [255, 250, 242], 0.05)));
	for (let band = 0; band < 5; band++) {
		const half = (share: number): number => tall * (0.1 - 0.042 * share);
		context.fillStyle =
			band % 2 === 0 ? wall : css(mix(shaded(palette, [190, 56, 50], 0.05), lit(palette, [214, 66, 56], 0.05), 0.5));
		context.beginPath();
		context.moveTo(x - half(band / 5), base - (tall * 0.8 * band) / 5);
		context.lineTo(x - half((band + 1) / 5), base - (tall * 0.8 * (band + 1)) / 5);
		context.lineTo(x + half((band + 1) / 5), base - (tall * 0.8 * (band + 1)) / 5);
		context.lineTo(x + half(band / 5), base - (tall * 0.8 * band) / 5);
		context.fill();
	}
	context.fillStyle = css(shaded(palette, [60, 54, 60]));
	context.fillRect(x - tall * 0.085, base - tall * 0.82, tall * 0.17, tall * 0.025);
	context.fillRect(x - tall * 0.05, base - tall * 0.98, tall * 0.1, tall * 0.03);
	context.fillStyle = css(mix(shaded(palette, [150, 170, 184]), [255, 236, 170], palette.night));
	context.fillRect(x - tall * 0.045, base - tall * 0.95, tall * 0.09, tall * 0.13);
}

function paintBeam(context: SKRSContext2D, frame: Frame, options: { x: number; lamp: number; glow: Canvas }): void {
	const { x, lamp, glow } = options;
	const { palette, time } = frame;
	const { width, unit } = frame.stage;
	const night = ramp(palette.night, 0.2, 0.7);
	if (night > 0.02) {
		const turn = Math.cos(time * 0.9);
		context.globalCompositeOperation = "screen";
		const beam = context.createLinearGradient(x, lamp, x + turn * width * 0.8, lamp);
		beam.addColorStop(0, css([255, 240, 190], 0.55 * night));
		beam.addColorStop(1, css([255, 240, 190], 0));
		context.fillStyle = beam;
		context.beginPath();
		context.moveTo(x, lamp);
		context.lineTo(x + turn * width * 0.8, lamp - 70 * unit);
		context.lineTo(x + turn * width * 0.8, lamp + 46 * unit);
		context.fill();
		context.globalAlpha = night;
		context.drawImage(glow, x - 60 * unit, lamp - 60 * unit, 120 * unit, 120 * unit);
	}
}
