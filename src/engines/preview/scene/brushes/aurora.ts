import type { Canvas, SKRSContext2D } from "@napi-rs/canvas";
import { createCanvas } from "@napi-rs/canvas";
import type { Colour } from "../colour.ts";
import { css } from "../colour.ts";
import { noise1, ramp } from "../noise.ts";
import type { Frame, Stage } from "../stage.ts";

/** Northern lights: three curtains of rays that wander and flicker, green below and violet above. */
export function createAurora(stage: Stage, horizon: number): (context: SKRSContext2D, frame: Frame) => void {
	const { unit, width } = stage;
	const rays = [ray([70, 255, 170], [80, 110, 255]), ray([110, 255, 140], [190, 80, 255]), ray([60, 235, 200], [120, 90, 255])];
	const seed = stage.seedOf("aurora");
	const step = 11 * unit;
	return (context, frame) => {
		const night = ramp(frame.palette.night, 0.5, 0.95);
		if (night < 0.02) return;
		context.save();
		context.globalCompositeOperation = "screen";
		rays.forEach((sheet, curtain) => {
			const base = horizon * (0.74 - 0.2 * curtain);
			for (let x = -step; x < width + step; x += step) {
				const along = x / (width * 0.36) + curtain * 7;
				const time = frame.time * 0.16;
				const fold = noise1(along * 1.3 + time, seed + curtain) - 0.5;
				const light = ramp(noise1(along * 1.1 - time * 1.3, seed + 10 + curtain), 0.28, 0.85) * (0.55 + 0.45 * noise1(x / (26 * unit) + frame.time * 0.9, seed + 20 + curtain));
				if (light < 0.03) continue;
				const high = horizon * (0.34 + 0.32 * noise1(along * 2.2 + time * 2, seed + 30 + curtain));
				context.globalAlpha = light * night * (curtain === 0 ? 0.62 : 0.42);
				context.drawImage(sheet, x, base + fold * horizon * 0.42 - high, step * 2.6, high);
			}
		});
		context.restore();
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
