import type { SKRSContext2D } from "@napi-rs/canvas";
import type { Colour } from "../colour.ts";
import { css, hsl, mix } from "../colour.ts";
import { createGlow } from "../brushes/glow.ts";
import { lit, shaded } from "../palette.ts";
import { between, pick } from "../random.ts";
import type { Stage } from "../stage.ts";
import type { FigureGround, Painting } from "./figures.ts";

/** A loose flock that beats and glides across the sky. */
export function createBirds(stage: Stage, ground: FigureGround): Painting {
	const { width, unit, scene } = stage;
	const random = stage.random("birds");
	const white = scene.place === "sea" && scene.hour.name !== "night";
	const birds = Array.from({ length: 11 }, (_, index) => ({
		x: -0.04 * index + between(random, -0.03, 0.03),
		y: 0.34 + 0.03 * Math.abs(index - 4) + between(random, -0.05, 0.05),
		size: between(random, 11, 19) * unit * (index % 4 === 0 ? 1.5 : 1),
		phase: random() * 6,
		beat: between(random, 4.6, 6.4),
	}));
	return (context, frame) => {
		frame.enter(context, 0.2);
		const dark = shaded(frame.palette, white ? [236, 238, 244] : [54, 52, 62], white ? 0 : 0.12);
		context.strokeStyle = css(
			white ? mix(dark, lit(frame.palette, [255, 255, 255]), 0.6) : mix(dark, [20, 18, 30], 0.4),
		);
		context.lineCap = "round";
		for (const bird of birds) {
			const cycle = (((0.46 + bird.x + frame.time * 0.045) % 1.3) + 1.3) % 1.3;
			const x = (cycle - 0.12) * width;
			const y = bird.y * ground.horizon + Math.sin(frame.time * 0.8 + bird.phase) * 9 * unit;
			const glide = Math.sin(frame.time * 0.6 + bird.phase) > 0.45;
			const flap = glide ? 0.34 : Math.sin(frame.time * bird.beat + bird.phase);
			const { size } = bird;
			context.lineWidth = size * 0.13;
			context.beginPath();
			context.moveTo(x - size, y - size * 0.5 * flap);
			context.quadraticCurveTo(x - size * 0.42, y - size * 0.62 * flap - size * 0.1, x, y);
			context.quadraticCurveTo(x + size * 0.42, y - size * 0.62 * flap - size * 0.1, x + size, y - size * 0.5 * flap);
			context.stroke();
		}
		context.restore();
	};
}

/** Butterflies by day, fireflies by night. */
export function createButterflies(stage: Stage, ground: FigureGround): Painting {
	const { width, height, unit } = stage;
	const random = stage.random("butterflies");
	const low = (ground.ground ?? height * 0.8) / height;
	const flies = Array.from({ length: 26 }, () => ({
		x: random(),
		y: between(random, low - 0.28, low + 0.12),
		hue: pick(random, [38, 205, 330, 54, 18]),
		phase: random() * 6.28,
		size: between(random, 7, 14) * unit,
	}));
	const spark = createGlow([220, 255, 130], { size: 48, core: 0.14 });
	return (context, frame) => {
		frame.enter(context, 0.6);
		const night = frame.palette.night > 0.5;
		if (night) context.globalCompositeOperation = "screen";
		for (const [index, fly] of flies.entries()) {
			if (!night && index > 11) break;
			const time = frame.time * 0.8 + fly.phase;
			const x = (fly.x + 0.05 * Math.sin(time) + 0.02 * Math.sin(time * 2.7)) * width;
			const y = (fly.y + 0.04 * Math.sin(time * 1.4 + 1)) * height;
			if (night) {
				context.globalAlpha = 0.25 + 0.75 * Math.max(0, Math.sin(time * 2.3));
				context.drawImage(spark, x - fly.size * 1.4, y - fly.size * 1.4, fly.size * 2.8, fly.size * 2.8);
			} else
				paintButterfly(context, {
					x,
					y,
					size: fly.size,
					open: Math.abs(Math.sin(frame.time * 9 + fly.phase)),
					colour: lit(frame.palette, hsl(fly.hue, 0.85, 0.58)),
				});
		}
		context.restore();
	};
}

function paintButterfly(
	context: SKRSContext2D,
	fly: { x: number; y: number; size: number; open: number; colour: Colour },
): void {
	const { x, y, size } = fly;
	context.fillStyle = css(fly.colour);
	context.beginPath();
	for (const side of [-1, 1]) {
		const wing = side * size * (0.25 + 0.75 * fly.open);
		context.moveTo(x, y);
		context.bezierCurveTo(
			x + wing * 0.4,
			y - size * 1.1,
			x + wing * 1.3,
			y - size * 0.8,
			x + wing * 0.8,
			y - size * 0.05,
		);
		context.bezierCurveTo(x + wing, y + size * 0.5, x + wing * 0.3, y + size * 0.7, x, y + size * 0.1);
	}
	context.fill();
	context.fillStyle = "rgba(30,22,26,0.9)";
	context.fillRect(x - size * 0.06, y - size * 0.3, size * 0.12, size * 0.7);
}

/** A kite on its line, with a tail that writes in the wind. */
export function createKite(stage: Stage, ground: FigureGround): Painting {
	const { width, unit } = stage;
	return (context, frame) => {
		frame.enter(context, 0.3);
		const x = width * 0.36 + Math.sin(frame.time * 0.7) * 34 * unit;
		const y = ground.horizon * 0.36 + Math.sin(frame.time * 1.1 + 1) * 22 * unit;
		const size = 40 * unit;
		context.strokeStyle = css(shaded(frame.palette, [240, 240, 240]), 0.55);
		context.lineWidth = unit;
		context.beginPath();
		context.moveTo(x, y);
		context.quadraticCurveTo(
			x - 70 * unit,
			ground.horizon * 0.9,
			x - 210 * unit,
			(ground.ground ?? ground.horizon) + 20 * unit,
		);
		context.stroke();
		context.strokeStyle = css(lit(frame.palette, [250, 200, 70]));
		context.lineWidth = 2.6 * unit;
		context.beginPath();
		for (let step = 0; step <= 16; step++) {
			const px = x + Math.sin(step * 0.7 - frame.time * 5) * step * 0.9 * unit + step * 3 * unit;
			const py = y + size * 0.7 + step * 6 * unit;
			if (step === 0) context.moveTo(x + 4 * unit, y + size * 0.7);
			else context.lineTo(px, py);
		}
		context.stroke();
		context.translate(x, y);
		context.rotate(0.3 + Math.sin(frame.time * 1.7) * 0.1);
		const half = (points: readonly (readonly [number, number])[], colour: Colour): void => {
			context.fillStyle = css(lit(frame.palette, colour));
			context.beginPath();
			for (const [px, py] of points) context.lineTo(px * size, py * size);
			context.fill();
		};
		half(
			[
				[0, -0.8],
				[0.55, -0.15],
				[0, 0.8],
			],
			[240, 92, 70],
		);
		half(
			[
				[0, -0.8],
				[-0.55, -0.15],
				[0, 0.8],
			],
			[214, 58, 66],
		);
		context.restore();
	};
}
