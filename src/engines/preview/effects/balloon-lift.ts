import { type Canvas, createCanvas, type SKRSContext2D } from "@napi-rs/canvas";
import { css, hsl, mix } from "../scene/colour.ts";
import { ramp } from "../scene/noise.ts";
import { between } from "../scene/random.ts";
import type { Effect } from "./effect.ts";

/** Balloons take the picture, a print with a white rim, up into a summer sky. */
export const paintBalloonLift: Effect = ({ pictures, width, height, unit, random, seconds }) => {
	const print = printOf(pictures[0] as Canvas, 12 * unit);
	const hue = random() * 360;
	const balloons = Array.from({ length: 15 }, (_, index) => ({
		x: between(random, -0.24, 0.24),
		y: between(random, -0.44, -0.2) - 0.1 * Math.cos(index),
		size: between(random, 0.055, 0.085) * Math.min(width, height),
		hue: hue + index * 47,
		phase: random() * 7,
	})).sort((one, other) => one.y - other.y);
	const puffs = Array.from({ length: 9 }, () => ({ x: random(), y: random(), size: between(random, 0.08, 0.2) }));
	return (context, atSeconds) => {
		const rise = ramp(atSeconds / seconds, 0.02, 1.3);
		paintSky(context, { puffs, rise });
		const sway = Math.sin(atSeconds * 0.9);
		const size = { width: width * 0.5, height: height * 0.5 };
		context.save();
		context.translate(width / 2 + sway * 12 * unit, height * (0.96 - 0.36 * rise));
		context.rotate(0.035 * sway);
		const knot = { x: 0, y: -size.height * 0.62 };
		for (const { x, y, size: reach, phase } of balloons) {
			const drift = 6 * unit * Math.sin(atSeconds * 1.3 + phase);
			context.strokeStyle = "rgba(255,255,255,0.75)";
			context.lineWidth = 1.3 * unit;
			context.beginPath();
			context.moveTo(knot.x, knot.y);
			context.quadraticCurveTo(
				x * width * 0.3,
				y * height * 0.9,
				x * width + drift,
				y * height - size.height * 0.3 + reach,
			);
			context.stroke();
		}
		for (const balloon of balloons) {
			const drift = 6 * unit * Math.sin(atSeconds * 1.3 + balloon.phase);
			paintBalloon(context, { ...balloon, x: balloon.x * width + drift, y: balloon.y * height - size.height * 0.3 });
		}
		for (const side of [-1, 1]) {
			context.beginPath();
			context.moveTo(knot.x, knot.y);
			context.lineTo(side * size.width * 0.44, -size.height * 0.46);
			context.stroke();
		}
		context.shadowColor = "rgba(10,20,60,0.4)";
		context.shadowBlur = 24 * unit;
		context.shadowOffsetY = 12 * unit;
		context.drawImage(print, -size.width / 2, -size.height / 2, size.width, size.height);
		context.restore();
	};
};

function printOf(picture: Canvas, rim: number): Canvas {
	const print = createCanvas(picture.width, picture.height);
	const context = print.getContext("2d");
	context.fillStyle = "#fbf8f1";
	context.fillRect(0, 0, print.width, print.height);
	context.drawImage(picture, 2 * rim, 2 * rim, print.width - 4 * rim, print.height - 4 * rim);
	return print;
}

function paintSky(
	context: SKRSContext2D,
	{ puffs, rise }: { puffs: readonly { x: number; y: number; size: number }[]; rise: number },
): void {
	const { width, height } = context.canvas;
	const sky = context.createLinearGradient(0, 0, 0, height);
	sky.addColorStop(0, css(mix([70, 140, 225], [30, 80, 180], rise)));
	sky.addColorStop(1, css(mix([205, 230, 250], [130, 190, 240], rise)));
	context.fillStyle = sky;
	context.fillRect(0, 0, width, height);
	for (const { x, y, size } of puffs) {
		const down = ((y + rise * (0.4 + 3 * size)) % 1.3) - 0.15;
		for (let lobe = 0; lobe < 4; lobe++) {
			const reach = size * width * (0.45 - 0.06 * lobe);
			const [left, top] = [(x + (lobe - 1.5) * size * 0.42) * width, down * height - (lobe % 2) * reach * 0.22];
			const cloud = context.createRadialGradient(left, top, 0, left, top, reach);
			cloud.addColorStop(0, "rgba(255,255,255,0.75)");
			cloud.addColorStop(0.5, "rgba(255,255,255,0.4)");
			cloud.addColorStop(1, "rgba(255,255,255,0)");
			context.fillStyle = cloud;
			context.fillRect(left - reach, top - reach, 2 * reach, 2 * reach);
		}
	}
}

function paintBalloon(context: SKRSContext2D, balloon: { x: number; y: number; size: number; hue: number }): void {
	const { x, y, size, hue } = balloon;
	const skin = context.createRadialGradient(x - size * 0.35, y - size * 0.45, size * 0.1, x, y, size * 1.25);
	skin.addColorStop(0, css(hsl(hue, 0.9, 0.86)));
	skin.addColorStop(0.35, css(hsl(hue, 0.82, 0.6)));
	skin.addColorStop(1, css(hsl(hue + 12, 0.75, 0.34)));
	context.fillStyle = skin;
	context.beginPath();
	context.ellipse(x, y, size, size * 1.16, 0, 0, 7);
	context.fill();
	context.beginPath();
	context.moveTo(x, y + size * 1.1);
	context.lineTo(x - size * 0.12, y + size * 1.3);
	context.lineTo(x + size * 0.12, y + size * 1.3);
	context.fill();
}
