import type { SKRSContext2D } from "@napi-rs/canvas";
import { css } from "../colour.ts";
import { ramp } from "../noise.ts";
import { between } from "../random.ts";
import type { Frame, Stage } from "../stage.ts";

/** Shafts of light that fall through the crowns and breathe. */
export function createShafts(stage: Stage): (context: SKRSContext2D, frame: Frame) => void {
	const { width, height } = stage;
	const random = stage.random("shafts");
	const shafts = Array.from({ length: 6 }, () => ({
		at: between(random, -0.26, 0.3),
		wide: between(random, 0.02, 0.06),
		beat: between(random, 0.3, 0.8),
		phase: random() * 6,
	}));
	const dull = { clear: 1, cloudy: 0.8, fog: 0.85, snow: 0.3, rain: 0.15, storm: 0 }[stage.scene.weather];
	return (context, frame) => {
		const strength = dull * frame.palette.glowing * (1 - ramp(frame.palette.night, 0.2, 0.7) * 0.75);
		if (strength < 0.03) return;
		context.save();
		context.globalCompositeOperation = "screen";
		const source = { x: width * 0.6, y: -height * 0.14 };
		const gradient = context.createLinearGradient(0, 0, 0, height * 0.86);
		gradient.addColorStop(0, css(frame.palette.glow, 0.34));
		gradient.addColorStop(1, css(frame.palette.glow, 0));
		context.fillStyle = gradient;
		for (const shaft of shafts) {
			context.globalAlpha = strength * (0.5 + 0.5 * Math.sin(frame.time * shaft.beat + shaft.phase));
			const foot = source.x + shaft.at * width * 2.1 - width * 0.12;
			context.beginPath();
			context.moveTo(source.x + shaft.at * width * 0.5, source.y);
			context.lineTo(foot - shaft.wide * width, height * 0.86);
			context.lineTo(foot + shaft.wide * width * 1.4, height * 0.86);
			context.closePath();
			context.fill();
		}
		context.restore();
	};
}
