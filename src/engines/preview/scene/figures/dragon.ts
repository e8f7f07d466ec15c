import type { SKRSContext2D } from "@napi-rs/canvas";
import type { Colour } from "../colour.ts";
import { css, mix } from "../colour.ts";
import { lit, shaded } from "../palette.ts";
import type { Stage } from "../stage.ts";
import type { FigureGround, Painting } from "./figures.ts";

/** A dragon of the eastern kind: a long body that winds through the sky, with a mane, a crest and whiskers. */
export function createDragon(stage: Stage, ground: FigureGround): Painting {
	const { width, unit } = stage;
	const joints = 44;
	return (context, frame) => {
		frame.enter(context, 0.16);
		const dark = mix(shaded(frame.palette, [150, 52, 44], 0.1), [30, 10, 24], 0.25);
		const light = lit(frame.palette, [236, 170, 70], 0.08);
		const head = (frame.time * 0.075 + 0.36) * width;
		const spot = (joint: number): Joint => {
			const along = joint / joints;
			const x = head - joint * 11.5 * unit;
			const wave = frame.time * 1.5 - joint * 0.24;
			return [
				x,
				ground.horizon * 0.36 + Math.sin(wave) * 52 * unit * (0.5 + along * 0.6) + Math.cos(wave * 0.5) * 20 * unit,
				(joint < 5 ? 12 + joint * 1.8 : 21 * (1 - along) ** 0.75 + 1.5) * unit,
			];
		};
		paintBody(context, { spot, joints, dark, light });
		paintHead(context, { at: spot(0), size: 30 * unit, time: frame.time, dark, light });
		context.restore();
	};
}

type Joint = [x: number, y: number, girth: number];

function paintBody(
	context: SKRSContext2D,
	options: { spot(joint: number): Joint; joints: number; dark: Colour; light: Colour },
): void {
	const { spot, joints, dark, light } = options;
	for (let joint = joints - 1; joint >= 0; joint--) {
		const [x, y, girth] = spot(joint);
		context.fillStyle = css(dark);
		context.beginPath();
		context.moveTo(x - girth * 0.7, y - girth * 0.5);
		context.lineTo(x - girth * 0.5, y - girth * 1.75);
		context.lineTo(x + girth * 0.5, y - girth * 0.6);
		context.fill();
		context.beginPath();
		context.arc(x, y, girth, 0, 7);
		context.fill();
		context.fillStyle = css(mix(dark, light, 0.62));
		context.beginPath();
		context.ellipse(x + girth * 0.1, y + girth * 0.4, girth * 0.72, girth * 0.45, 0, 0, 7);
		context.fill();
		if (joint === 9 || joint === 24) {
			context.strokeStyle = css(dark);
			context.lineWidth = girth * 0.6;
			context.lineCap = "round";
			context.beginPath();
			context.moveTo(x, y + girth * 0.4);
			context.quadraticCurveTo(x + girth, y + girth * 2, x + girth * 1.9, y + girth * 1.7);
			context.stroke();
		}
	}
}

function paintHead(
	context: SKRSContext2D,
	options: { at: Joint; size: number; time: number; dark: Colour; light: Colour },
): void {
	const [x, y] = options.at;
	const { size, dark, light } = options;
	context.fillStyle = css(mix(dark, light, 0.2));
	context.beginPath();
	context.moveTo(x - size * 0.7, y - size * 0.5);
	context.quadraticCurveTo(x + size * 0.3, y - size * 0.95, x + size * 1.5, y - size * 0.18);
	context.lineTo(x + size * 1.45, y + size * 0.05);
	context.lineTo(x + size * 0.55, y + size * 0.14);
	context.lineTo(x + size * 1.2, y + size * 0.42);
	context.quadraticCurveTo(x + size * 0.2, y + size * 0.72, x - size * 0.6, y + size * 0.45);
	context.fill();
	context.strokeStyle = css(light);
	context.lineWidth = size * 0.087;
	context.beginPath();
	for (const side of [-0.6, 0.3]) {
		context.moveTo(x - size * 0.1, y - size * 0.7);
		context.quadraticCurveTo(
			x - size * 0.6,
			y - size * (1.3 + side * 0.2),
			x - size * (1.3 + side * 0.3),
			y - size * 1.4,
		);
		context.moveTo(x + size * 1.3, y - size * 0.1);
		context.bezierCurveTo(
			x + size * 1.8,
			y + size * side,
			x + size * 0.9,
			y + size * (0.9 + side),
			x + size * (0.3 + side),
			y + size * (1.2 + 0.2 * Math.sin(options.time * 3)),
		);
	}
	context.stroke();
	context.fillStyle = "#fff0a0";
	context.beginPath();
	context.arc(x + size * 0.42, y - size * 0.32, size * 0.1, 0, 7);
	context.fill();
}
