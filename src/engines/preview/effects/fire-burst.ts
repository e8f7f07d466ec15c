import { createGlow } from "../scene/brushes/glow.ts";
import { ramp } from "../scene/noise.ts";
import { between } from "../scene/random.ts";
import { createSlides, type Effect, wash } from "./effect.ts";

/** Flames rise from below and gather; half-way they burst in a ring of light, and embers drift through what is left. */
export const paintFireBurst: Effect = (options) => {
	const { width, height, unit, random, seconds } = options;
	const slides = createSlides(options);
	const sprites = [
		createGlow([255, 236, 170], { core: 0.1 }),
		createGlow([255, 150, 40]),
		createGlow([220, 50, 10]),
	] as const;
	const tongues = Array.from({ length: 150 }, () => ({
		x: random(),
		phase: random(),
		pace: between(random, 0.5, 1.1),
		size: between(random, 34, 105),
		swing: between(random, 0.01, 0.04),
		hot: random(),
	}));
	const embers = Array.from({ length: 110 }, () => ({
		angle: random() * 7,
		reach: between(random, 0.15, 1.1),
		rise: between(random, 0.05, 0.5),
		size: between(random, 1.5, 5),
		phase: random() * 7,
	}));
	const burstAt = seconds * 0.5;
	return (context, atSeconds) => {
		slides(context, atSeconds);
		const heat = ramp(atSeconds, 0.1 * seconds, 0.45 * seconds) * (1 - 0.6 * ramp(atSeconds, 0.6 * seconds, seconds));
		wash(context, `rgba(255,110,30,${0.5 * heat})`, "soft-light");
		wash(context, `rgba(30,0,0,${0.35 * heat})`, "multiply");
		context.globalCompositeOperation = "lighter";
		for (const { x, phase, pace, size, swing, hot } of tongues) {
			const life = (phase + atSeconds * pace) % 1;
			const tall = 0.25 + 0.5 * heat;
			const reach = size * unit * (1 - 0.75 * life) * (0.6 + heat);
			context.globalAlpha = (0.2 + 0.4 * heat) * (1 - life) * Math.min(1, life * 6);
			const sprite = sprites[life < 0.25 ? 0 : life < 0.55 + 0.2 * hot ? 1 : 2];
			const left = (x + swing * Math.sin(atSeconds * 5 + phase * 20) * life) * width;
			context.drawImage(sprite, left - reach, height * (1.04 - tall * life) - reach * 1.4, reach * 2, reach * 2.8);
		}
		const since = atSeconds - burstAt;
		if (since > 0) {
			for (const { angle, reach, rise, size, phase } of embers) {
				const far = 1 - Math.exp(-since * 1.5);
				const x = width / 2 + Math.cos(angle) * reach * far * width * 0.6;
				const y = height * 0.6 + Math.sin(angle) * reach * far * height * 0.6 - rise * since * height * 0.2;
				const dot = size * unit * (2.4 + Math.sin(atSeconds * 9 + phase));
				context.globalAlpha = Math.max(0, 1 - since / (seconds - burstAt)) ** 0.7;
				context.drawImage(sprites[1], x - dot, y - dot, dot * 2, dot * 2);
			}
			const ring = since * 1.5 * width;
			context.globalAlpha = 0.7 * Math.max(0, 1 - since * 1.5);
			context.strokeStyle = "rgb(255,150,60)";
			context.lineWidth = (3 + 26 * since) * unit;
			context.beginPath();
			context.arc(width / 2, height * 0.6, ring, 0, 7);
			context.stroke();
		}
		context.globalAlpha = 1;
		const flash = Math.max(0, 1 - Math.abs(since) / 0.22) ** 2;
		if (flash > 0) wash(context, `rgba(255,226,170,${0.85 * flash})`, "screen");
	};
};
