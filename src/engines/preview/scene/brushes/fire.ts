import type { SKRSContext2D } from "@napi-rs/canvas";
import { css } from "../colour.ts";
import { noise1 } from "../noise.ts";
import { between } from "../random.ts";
import type { Frame, Stage } from "../stage.ts";

/** Flames over logs, in three tongues of colour, with sparks that rise. */
export function createFire(
	stage: Stage,
	options: { x: number; foot: number; width: number; height: number; depth: number },
): (context: SKRSContext2D, frame: Frame) => void {
	const { x, foot, width, height } = options;
	const random = stage.random("fire");
	const sparks = Array.from({ length: 16 }, () => ({
		at: random(),
		speed: between(random, 0.4, 0.8),
		side: between(random, -0.4, 0.4),
		phase: random() * 6,
	}));
	const layers = [
		{ colour: [226, 52, 12], alpha: 0.85, size: 1, count: 7 },
		{ colour: [255, 132, 20], alpha: 0.9, size: 0.76, count: 6 },
		{ colour: [255, 214, 84], alpha: 0.95, size: 0.5, count: 5 },
		{ colour: [255, 248, 214], alpha: 0.9, size: 0.26, count: 3 },
	] as const;
	return (context, frame) => {
		frame.enter(context, options.depth);
		paintLogs(context, options);
		context.globalCompositeOperation = "screen";
		layers.forEach((layer, depth) => {
			context.fillStyle = css(layer.colour, layer.alpha);
			context.beginPath();
			for (let tongue = 0; tongue < layer.count; tongue++) {
				const share = tongue / (layer.count - 1) - 0.5;
				const middle = 1 - Math.abs(share) * 1.25;
				const dance = noise1(frame.at * 2.7 + tongue * 3.1, depth + 5);
				const tall = height * layer.size * middle * (0.6 + 0.75 * dance);
				const half = width * 0.17 * (0.45 + layer.size * 0.6);
				const at = x + share * width * layer.size;
				const lean = (noise1(frame.at * 1.9 + tongue * 7, depth + 31) - 0.5) * width * 0.34;
				context.moveTo(at - half, foot);
				context.bezierCurveTo(
					at - half * 1.5,
					foot - tall * 0.42,
					at + lean * 0.3 - half * 0.2,
					foot - tall * 0.55,
					at + lean,
					foot - tall,
				);
				context.bezierCurveTo(
					at + lean * 0.6 + half * 0.5,
					foot - tall * 0.6,
					at + half * 1.6,
					foot - tall * 0.4,
					at + half,
					foot,
				);
			}
			context.fill();
		});
		context.fillStyle = "#ffd28a";
		for (const spark of sparks) {
			const life = (spark.at + frame.at * spark.speed) % 1;
			context.globalAlpha = 1 - life;
			const size = height * 0.018;
			context.fillRect(
				x + (spark.side + 0.12 * Math.sin(life * 9 + spark.phase)) * width,
				foot - height * (0.2 + life * 1.15),
				size,
				size,
			);
		}
		context.restore();
	};
}

function paintLogs(context: SKRSContext2D, options: { x: number; foot: number; width: number; height: number }): void {
	const { x, foot, width, height } = options;
	context.lineCap = "round";
	for (const [from, to, rise, colour] of [
		[-0.55, 0.5, 0.02, "#2c1510"],
		[-0.42, 0.58, 0.1, "#40201a"],
		[0.5, -0.3, 0.16, "#351a14"],
	] as const) {
		context.strokeStyle = colour;
		context.lineWidth = height * 0.13;
		context.beginPath();
		context.moveTo(x + from * width, foot - rise * height * 0.4);
		context.lineTo(x + to * width, foot - rise * height - height * 0.02);
		context.stroke();
	}
}
