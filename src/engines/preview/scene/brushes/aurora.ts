import type { Canvas, SKRSContext2D } from "@napi-rs/canvas";
import { createCanvas } from "@napi-rs/canvas";
import type { Colour } from "../colour.ts";
import { css } from "../colour.ts";
import { noise1, ramp } from "../noise.ts";
import type { Frame, Stage } from "../stage.ts";

/** Northern lights: three curtains of rays that wander and flicker, green below and violet above. */
export function createAurora(stage: Stage, horizon: number): (context: SKRSContext2D, frame: Frame) => void {
	const { unit, width } = stage;
	const rays = [
		ray([70, 255, 170], [80, 110, 255]),
		ray([110, 255, 140], [190, 80, 255]),
		ray([60, 235, 200], [120, 90, 255]),
	];
	const seed = stage.seedOf("aurora");
	const small = 4;
	const sheet = createCanvas(Math.ceil(width / small), Math.ceil(horizon / small));
	const inner = sheet.getContext("2d");
	const step = (11 * unit) / small;
	return (context, frame) => {
		const night = ramp(frame.palette.night, 0.5, 0.95);
		if (night < 0.02) return;
		const high = horizon / small;
		inner.globalCompositeOperation = "source-over";
		inner.globalAlpha = 1;
		inner.clearRect(0, 0, sheet.width, sheet.height);
		inner.globalCompositeOperation = "screen";
		rays.forEach((curtain, which) => {
			const base = high * (0.76 - 0.2 * which);
			for (let x = -step; x < sheet.width + step; x += step) {
				const along = x / (sheet.width * 0.36) + which * 7;
				const time = frame.time * 0.16;
				const fold = noise1(along * 1.3 + time, seed + which) - 0.5;
				const flicker = 0.55 + 0.45 * noise1((x * small) / (26 * unit) + frame.time * 0.9, seed + 20 + which);
				const light = ramp(noise1(along * 1.1 - time * 1.3, seed + 10 + which), 0.24, 0.8) * flicker;
				if (light < 0.03) continue;
				const tall = high * (0.36 + 0.34 * noise1(along * 2.2 + time * 2, seed + 30 + which));
				inner.globalAlpha = light * night * (which === 0 ? 0.75 : 0.5);
				inner.drawImage(curtain, x, base + fold * high * 0.42 - tall, step * 2.6, tall);
			}
		});
		context.globalCompositeOperation = "screen";
		context.drawImage(sheet, 0, 0, sheet.width * small, sheet.height * small);
		context.globalCompositeOperation = "source-over";
	};
}

function ray(low: Colour, high: Colour): Canvas {
	const sheet = createCanvas(16, 128);
	const context = sheet.getContext("2d");
	const down = context.createLinearGradient(0, 0, 0, 128);
	down.addColorStop(0, css(high, 0));
	down.addColorStop(0.45, css(high, 0.35));
	down.addColorStop(0.78, css(low, 0.8));
	down.addColorStop(0.93, css(low, 1));
	down.addColorStop(1, css(low, 0));
	context.fillStyle = down;
	context.fillRect(0, 0, 16, 128);
	context.globalCompositeOperation = "destination-in";
	const across = context.createLinearGradient(0, 0, 16, 0);
	across.addColorStop(0, "rgba(0,0,0,0)");
	across.addColorStop(0.5, "rgba(0,0,0,1)");
	across.addColorStop(1, "rgba(0,0,0,0)");
	context.fillStyle = across;
	context.fillRect(0, 0, 16, 128);
	return sheet;
}
