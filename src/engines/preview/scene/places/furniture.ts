import type { SKRSContext2D } from "@napi-rs/canvas";
import type { Colour } from "../colour.ts";
import { css, mix, scale } from "../colour.ts";
import type { Random } from "../random.ts";
import { between, pick } from "../random.ts";

type Light = (surface: Colour) => Colour;

const spines: readonly Colour[] = [
	[150, 58, 52],
	[58, 88, 110],
	[190, 150, 84],
	[86, 110, 78],
	[120, 76, 104],
	[206, 186, 156],
	[70, 62, 84],
];

export function paintBookcase(
	context: SKRSContext2D,
	shape: { x: number; foot: number; width: number; height: number; random: Random; light: Light },
): void {
	const { x, foot, width, height, random, light } = shape;
	const wood = light([104, 66, 44]);
	context.fillStyle = css(scale(wood, 0.38));
	context.fillRect(x, foot - height, width, height);
	const shelves = 5;
	for (let shelf = 0; shelf < shelves; shelf++) {
		const bottom = foot - 10 - (shelf * height) / shelves;
		const room = height / shelves - 14;
		let at = x + 8;
		while (at < x + width - 14) {
			const thick = between(random, 7, 17) * (width / 210);
			const tall = room * between(random, 0.6, 0.94);
			if (random() < 0.1) at += thick * 1.4;
			context.fillStyle = css(scale(light(pick(random, spines)), between(random, 0.5, 0.8)));
			context.fillRect(at, bottom - tall, thick - 1.2, tall);
			context.fillStyle = css(light([226, 196, 140]), 0.4);
			context.fillRect(at + 1, bottom - tall * 0.8, thick - 3, 2);
			at += thick;
		}
		context.fillStyle = css(scale(wood, 0.8));
		context.fillRect(x, bottom, width, 6);
	}
	context.fillStyle = css(scale(wood, 0.7));
	context.fillRect(x - 4, foot - height - 8, width + 8, 10);
	context.fillRect(x - 3, foot - height, 7, height);
}

export function paintLamp(
	context: SKRSContext2D,
	shape: { x: number; foot: number; height: number; light: Light },
): void {
	const { x, foot, height, light } = shape;
	context.fillStyle = css(scale(light([96, 72, 58]), 0.5));
	context.fillRect(x - height * 0.009, foot - height * 0.8, height * 0.018, height * 0.8);
	context.beginPath();
	context.ellipse(x, foot, height * 0.1, height * 0.022, 0, 0, 7);
	context.fill();
	const shade = context.createLinearGradient(0, foot - height, 0, foot - height * 0.76);
	shade.addColorStop(0, "#e8a55c");
	shade.addColorStop(0.6, "#ffdfa6");
	shade.addColorStop(1, "#fff0cc");
	context.fillStyle = shade;
	context.beginPath();
	context.moveTo(x - height * 0.075, foot - height);
	context.lineTo(x + height * 0.075, foot - height);
	context.lineTo(x + height * 0.14, foot - height * 0.77);
	context.lineTo(x - height * 0.14, foot - height * 0.77);
	context.closePath();
	context.fill();
}

export function paintPicture(
	context: SKRSContext2D,
	shape: { x: number; y: number; width: number; height: number; light: Light },
): void {
	const { x, y, width, height, light } = shape;
	const left = x - width / 2;
	const top = y - height / 2;
	context.fillStyle = css(scale(light([176, 128, 70]), 0.8));
	context.fillRect(left - 8, top - 8, width + 16, height + 16);
	const sky = context.createLinearGradient(0, top, 0, top + height);
	sky.addColorStop(0, css(scale(light([92, 124, 160]), 0.8)));
	sky.addColorStop(1, css(scale(light([240, 196, 150]), 0.8)));
	context.fillStyle = sky;
	context.fillRect(left, top, width, height);
	context.fillStyle = css(scale(light([70, 92, 84]), 0.7));
	context.beginPath();
	context.moveTo(left, top + height);
	context.lineTo(left, top + height * 0.7);
	context.lineTo(left + width * 0.3, top + height * 0.42);
	context.lineTo(left + width * 0.55, top + height * 0.72);
	context.lineTo(left + width * 0.76, top + height * 0.55);
	context.lineTo(left + width, top + height * 0.8);
	context.lineTo(left + width, top + height);
	context.fill();
}

export function paintRug(
	context: SKRSContext2D,
	shape: { x: number; y: number; width: number; height: number; tone: Colour; trim: Colour },
): void {
	const { x, y, width, height, tone, trim } = shape;
	for (const [share, colour] of [
		[1, scale(tone, 0.7)],
		[0.9, scale(trim, 0.75)],
		[0.86, scale(tone, 0.85)],
		[0.52, scale(trim, 0.6)],
		[0.48, scale(tone, 0.7)],
	] as const) {
		context.fillStyle = css(colour);
		context.beginPath();
		context.ellipse(x, y, (width / 2) * share, (height / 2) * share, 0, 0, 7);
		context.fill();
	}
}

type Curve = readonly [number, number, number, number, number, number];

/** The chair's outline and its edge towards the fire, as curves in shares of its size, from its foot upwards. */
const chairBack: readonly Curve[] = [
	[-0.56, 0.6, -0.5, 1.06, -0.22, 1.12],
	[0, 1.16, 0.16, 1.12, 0.22, 0.98],
	[0.27, 0.8, 0.26, 0.7, 0.27, 0.56],
	[0.42, 0.6, 0.54, 0.54, 0.54, 0.42],
	[0.56, 0.24, 0.54, 0.16, 0.52, 0.08],
];
const chairEdge: readonly Curve[] = [
	[0.16, 1.12, 0.2, 1, 0.26, 0.8],
	[0.27, 0.7, 0.26, 0.6, 0.28, 0.56],
	[0.42, 0.62, 0.56, 0.52, 0.55, 0.2],
];

/** A wing chair seen from behind and the side, its edge lit by the fire. */
export function paintChair(
	context: SKRSContext2D,
	shape: { x: number; foot: number; size: number; tone: Colour; edge: Colour },
): void {
	const { x, foot, size, tone, edge } = shape;
	const trace = (from: readonly [number, number], curves: readonly Curve[]): void => {
		context.beginPath();
		context.moveTo(x + from[0] * size, foot - from[1] * size);
		for (const [ax, ay, bx, by, cx, cy] of curves) {
			context.bezierCurveTo(
				x + ax * size,
				foot - ay * size,
				x + bx * size,
				foot - by * size,
				x + cx * size,
				foot - cy * size,
			);
		}
	};
	context.fillStyle = css(scale(tone, 0.2));
	context.beginPath();
	context.ellipse(x, foot, size * 0.62, size * 0.09, 0, 0, 7);
	context.fill();
	const gradient = context.createLinearGradient(x - size * 0.5, 0, x + size * 0.55, 0);
	gradient.addColorStop(0, css(scale(tone, 0.26)));
	gradient.addColorStop(0.55, css(scale(tone, 0.46)));
	gradient.addColorStop(1, css(mix(scale(tone, 0.9), edge, 0.35)));
	trace([-0.5, 0.1], chairBack);
	context.closePath();
	context.fillStyle = gradient;
	context.fill();
	context.save();
	context.clip();
	context.lineWidth = size * 0.05;
	context.strokeStyle = css(edge, 0.5);
	trace([0.02, 1.15], chairEdge);
	context.stroke();
	context.restore();
	context.fillStyle = css(scale(tone, 0.16));
	for (const leg of [-0.4, 0.42]) context.fillRect(x + leg * size, foot - size * 0.11, size * 0.05, size * 0.11);
}
