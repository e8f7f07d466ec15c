import type { SKRSContext2D } from "@napi-rs/canvas";
import { createGlow } from "../brushes/glow.ts";
import { css, mix, scale } from "../colour.ts";
import { lit, shaded } from "../palette.ts";
import { inkOf } from "../styles.ts";
import type { Frame, Stage } from "../stage.ts";
import type { FigureGround, Painting } from "./figures.ts";

/** A windmill on a hill, its sails turning. */
export function createWindmill(stage: Stage, ground: FigureGround): Painting | null {
	const { hill } = ground;
	if (hill === undefined) return null;
	const { width, unit } = stage;
	const x = width * (stage.height > width ? 0.62 : 0.68);
	const foot = hill.ridge(x) + 12 * unit;
	const tall = 178 * unit;
	return (context, frame) => {
		frame.enter(context, hill.depth);
		paintMill(context, frame, { x, foot, tall });
		context.translate(x, foot - tall * 0.86);
		context.rotate(frame.time * 0.85);
		const { palette } = frame;
		const ink = inkOf(stage);
		for (let sail = 0; sail < 4; sail++) {
			context.rotate(Math.PI / 2);
			context.fillStyle = css(
				mix(shaded(palette, [244, 236, 220], 0.1), lit(palette, [255, 250, 238], 0.06), 0.7),
				0.92,
			);
			context.fillRect(tall * 0.015, -tall * 0.62, tall * 0.12, tall * 0.5);
			context.strokeStyle = css(shaded(palette, [104, 78, 60], 0.1));
			context.lineWidth = tall * 0.014;
			context.beginPath();
			context.moveTo(0, 0);
			context.lineTo(0, -tall * 0.64);
			for (let rung = 0; rung < 7; rung++) {
				context.moveTo(0, -tall * (0.13 + rung * 0.08));
				context.lineTo(tall * 0.135, -tall * (0.13 + rung * 0.08));
			}
			context.moveTo(tall * 0.135, -tall * 0.12);
			context.lineTo(tall * 0.135, -tall * 0.62);
			context.stroke();
			if (ink) {
				context.strokeStyle = ink.colour;
				context.lineWidth = ink.width * 0.6;
				context.strokeRect(tall * 0.015, -tall * 0.62, tall * 0.12, tall * 0.5);
			}
		}
		context.restore();
	};
}

function paintMill(context: SKRSContext2D, frame: Frame, mill: { x: number; foot: number; tall: number }): void {
	const { x, foot, tall } = mill;
	const { palette } = frame;
	const wall = context.createLinearGradient(x - tall * 0.2, 0, x + tall * 0.2, 0);
	wall.addColorStop(0, css(shaded(palette, [214, 206, 196], 0.1)));
	wall.addColorStop(1, css(lit(palette, [255, 246, 230], 0.06)));
	context.fillStyle = wall;
	context.beginPath();
	context.moveTo(x - tall * 0.2, foot);
	context.lineTo(x - tall * 0.12, foot - tall * 0.78);
	context.lineTo(x + tall * 0.12, foot - tall * 0.78);
	context.lineTo(x + tall * 0.2, foot);
	context.fill();
	const roof = mix(shaded(palette, [150, 72, 56], 0.08), lit(palette, [186, 88, 62], 0.06), 0.5);
	context.fillStyle = css(roof);
	context.beginPath();
	context.moveTo(x - tall * 0.15, foot - tall * 0.77);
	context.quadraticCurveTo(x - tall * 0.1, foot - tall * 0.98, x, foot - tall);
	context.quadraticCurveTo(x + tall * 0.1, foot - tall * 0.98, x + tall * 0.15, foot - tall * 0.77);
	context.fill();
	context.fillStyle = css(mix(scale(roof, 0.45), [255, 200, 110], palette.night * 0.85));
	context.fillRect(x - tall * 0.03, foot - tall * 0.56, tall * 0.06, tall * 0.09);
	context.fillRect(x - tall * 0.035, foot - tall * 0.3, tall * 0.07, tall * 0.09);
	context.fillStyle = css(scale(roof, 0.5));
	context.fillRect(x - tall * 0.045, foot - tall * 0.14, tall * 0.09, tall * 0.14);
}

/** A train that crosses the land behind a hill, its windows lit at night and steam above it. */
export function createTrain(stage: Stage, ground: FigureGround): Painting | null {
	const { hill } = ground;
	if (hill === undefined) return null;
	const { width, unit } = stage;
	const puff = createGlow([250, 250, 255], { size: 48, core: 0.2 });
	return (context, frame) => {
		frame.enter(context, hill.depth);
		const { palette } = frame;
		const head = width * 0.34 + frame.time * 62 * unit;
		const row = hill.ridge(width * 0.5) + 16 * unit;
		for (let smoke = 0; smoke < 20; smoke++) {
			const age = smoke / 20 + ((frame.time * 1.6) % 1) / 20;
			const size = (10 + 52 * age) * unit;
			context.globalAlpha = 0.5 * (1 - age) ** 1.4;
			context.drawImage(
				puff,
				head - age * 190 * unit - size / 2,
				row - 42 * unit - age * 44 * unit - size / 2,
				size,
				size,
			);
		}
		context.globalAlpha = 1;
		for (let wagon = 0; wagon < 6; wagon++) {
			const x = head - wagon * 76 * unit - 66 * unit;
			const colour = wagon === 0 ? [70, 66, 76] : [168, 62, 56];
			context.fillStyle = css(
				mix(
					shaded(palette, colour as unknown as [number, number, number], 0.2),
					lit(palette, colour as unknown as [number, number, number], 0.2),
					0.4,
				),
			);
			context.beginPath();
			context.roundRect(x, row - 25 * unit, 70 * unit, 22 * unit, 4 * unit);
			if (wagon === 0) context.rect(x + 50 * unit, row - 36 * unit, 8 * unit, 14 * unit);
			context.fill();
			context.fillStyle = css(mix(shaded(palette, [210, 224, 236], 0.2), [255, 214, 130], palette.night));
			for (let pane = 0; pane < 5; pane++)
				context.fillRect(x + (8 + pane * 12) * unit, row - 20 * unit, 7 * unit, 7 * unit);
			context.fillStyle = css(shaded(palette, [40, 38, 44], 0.15));
			for (const wheel of [12, 26, 46, 60]) {
				context.beginPath();
				context.arc(x + wheel * unit, row - 2 * unit, 3.4 * unit, 0, 7);
				context.fill();
			}
		}
		context.restore();
	};
}
