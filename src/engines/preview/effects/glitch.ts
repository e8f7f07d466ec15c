import { createCanvas } from "@napi-rs/canvas";
import { noise1, ramp } from "../scene/noise.ts";
import { hashPoint } from "../scene/random.ts";
import { createSlides, type Effect, wash } from "./effect.ts";

/** A signal that fails in fits: colours come apart, lines slip, blocks jump; between the fits only the lines of a screen. */
export const paintGlitch: Effect = (options) => {
	const { width, height, unit, seed } = options;
	const slides = createSlides(options);
	const frame = createCanvas(width, height);
	const tinted = createCanvas(width, height);
	const inner = frame.getContext("2d", { alpha: false });
	const tint = tinted.getContext("2d", { alpha: false });
	return (context, atSeconds) => {
		const fit = ramp(noise1(atSeconds * 1.7, seed), 0.5, 0.74);
		const tick = Math.floor(atSeconds * 14);
		const chance = (index: number, salt: number): number => hashPoint(tick * 131 + index, salt, seed);
		slides(inner, atSeconds);
		const apart = (1.5 + 16 * fit * (0.4 + chance(0, 1))) * unit;
		context.fillStyle = "black";
		context.fillRect(0, 0, width, height);
		for (const [colour, shift] of [
			["#ff0000", -apart],
			["#00ff00", 0],
			["#0000ff", apart],
		] as const) {
			tint.globalCompositeOperation = "source-over";
			if (shift !== 0) tint.drawImage(frame, 0, 0); // What the shift leaves bare at the edges.
			tint.drawImage(frame, shift, 0.3 * shift);
			tint.globalCompositeOperation = "multiply";
			tint.fillStyle = colour;
			tint.fillRect(0, 0, width, height);
			context.globalCompositeOperation = "lighter";
			context.drawImage(tinted, 0, 0);
		}
		context.globalCompositeOperation = "source-over";
		const slips = Math.round(16 * fit);
		for (let index = 0; index < slips; index++) {
			const top = chance(index, 2) * height;
			const tall = (0.006 + 0.06 * chance(index, 3) ** 2) * height;
			const shift = (chance(index, 4) - 0.5) * 0.22 * width * fit;
			context.drawImage(frame, 0, top, width, tall, shift, top, width, tall);
		}
		for (let index = 0; index < Math.round(7 * fit); index++) {
			context.globalCompositeOperation = "screen";
			context.fillStyle = ["rgba(0,255,230,0.5)", "rgba(255,0,140,0.5)", "rgba(255,255,255,0.35)"][index % 3] as string;
			const [x, y] = [chance(index, 5) * width, chance(index, 6) * height];
			context.fillRect(x, y, (0.04 + 0.2 * chance(index, 7)) * width, (0.005 + 0.03 * chance(index, 8)) * height);
		}
		context.globalCompositeOperation = "source-over";
		context.fillStyle = "rgba(0,0,16,0.16)";
		const pitch = Math.max(2, Math.round(3 * unit));
		for (let y = 0; y < height; y += pitch) context.fillRect(0, y, width, pitch / 3);
		const band = ((atSeconds * 0.23) % 1.3) * height - 0.15 * height;
		context.fillStyle = "rgba(255,255,255,0.05)";
		context.fillRect(0, band, width, 0.12 * height);
		if (fit > 0.9 && chance(1, 9) > 0.7) wash(context, "rgba(255,255,255,0.12)", "screen");
	};
};
