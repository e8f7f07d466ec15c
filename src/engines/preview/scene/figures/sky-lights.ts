import { createGlow, fillGlow } from "../brushes/glow.ts";
import { css, hsl, mix } from "../colour.ts";
import { ramp } from "../noise.ts";
import { between, createRandom } from "../random.ts";
import type { Stage } from "../stage.ts";
import type { FigureGround, Painting } from "./figures.ts";

/** Shells that rise, burst into hundreds of falling sparks, and fade, one after another. */
export function createFireworks(stage: Stage, ground: FigureGround): Painting {
	const { width, unit } = stage;
	const seed = stage.seedOf("fireworks");
	const every = 0.55;
	const life = 1.9;
	return (context, frame) => {
		context.save();
		context.globalCompositeOperation = "screen";
		const last = Math.floor((frame.at + 1.4) / every);
		for (let shell = Math.max(0, last - 6); shell <= last; shell++) {
			const random = createRandom(seed + shell * 977);
			const x = between(random, 0.15, 0.85) * width;
			const y = between(random, 0.14, 0.5) * ground.horizon;
			const colour = hsl(Math.floor(random() * 360), 0.9, 0.65);
			const age = (frame.at + 1.4 - shell * every - 0.5) / life;
			if (age < 0 || age > 1) continue;
			const reach = between(random, 120, 230) * unit * (1 - (1 - age) ** 3);
			fillGlow(context, { x, y, radius: 200 * unit, colour, alpha: 0.4 * (1 - age) ** 2 });
			context.strokeStyle = css(mix(colour, [255, 255, 255], 0.45 * (1 - age)), (1 - age) ** 0.6);
			context.lineWidth = Math.max(0.8, 2.6 * unit * (1 - age * 0.5));
			context.lineCap = "round";
			context.beginPath();
			for (let spark = 0; spark < 74; spark++) {
				const angle = spark * 2.399963;
				const far = reach * Math.sqrt((spark + 6) / 80);
				const drop = age * age * 62 * unit;
				const px = x + Math.cos(angle) * far;
				const py = y + Math.sin(angle) * far + drop;
				const tail = 0.86 + 0.1 * age;
				context.moveTo(x + Math.cos(angle) * far * tail, y + Math.sin(angle) * far * tail + drop * 0.86);
				context.lineTo(px, py);
			}
			context.stroke();
		}
		context.restore();
	};
}

/** Paper lanterns that rise in a cloud, each with its small flame. */
export function createLanterns(stage: Stage, ground: FigureGround): Painting {
	const { width, unit } = stage;
	const random = stage.random("lanterns");
	const glow = createGlow([255, 160, 64], { size: 64 });
	const lanterns = Array.from({ length: 44 }, () => ({
		x: random(),
		y: random(),
		near: random() ** 1.6,
		phase: random() * 6,
	})).sort((a, b) => a.near - b.near);
	return (context, frame) => {
		context.save();
		for (const lantern of lanterns) {
			const size = (5 + 23 * lantern.near) * unit;
			const rise = (((lantern.y - frame.time * 0.014 * (0.4 + lantern.near)) % 1) + 1) % 1;
			const x =
				lantern.x * width + Math.sin(frame.time * 0.5 + lantern.phase) * 12 * unit + frame.view(lantern.near * 0.4).x;
			const y = rise * ground.horizon * 1.02;
			context.globalCompositeOperation = "screen";
			context.globalAlpha = 0.7 * ramp(rise, 0, 0.12);
			context.drawImage(glow, x - size * 1.9, y - size * 1.9, size * 3.8, size * 3.8);
			context.globalCompositeOperation = "source-over";
			context.globalAlpha = ramp(rise, 0, 0.12);
			const paper = context.createLinearGradient(0, y - size * 0.7, 0, y + size * 0.6);
			paper.addColorStop(0, "#e8702a");
			paper.addColorStop(1, "#ffdd8c");
			context.fillStyle = paper;
			context.beginPath();
			context.moveTo(x - size * 0.36, y + size * 0.56);
			context.bezierCurveTo(x - size * 0.6, y - size * 0.2, x - size * 0.5, y - size * 0.74, x, y - size * 0.74);
			context.bezierCurveTo(
				x + size * 0.5,
				y - size * 0.74,
				x + size * 0.6,
				y - size * 0.2,
				x + size * 0.36,
				y + size * 0.56,
			);
			context.closePath();
			context.fill();
		}
		context.restore();
	};
}

/** A rainbow that stands over the land. */
export function createRainbow(stage: Stage, ground: FigureGround): Painting {
	const { width, unit } = stage;
	const radius = Math.min(width * 0.62, ground.horizon * 1.25);
	return (context, frame) => {
		context.save();
		context.globalCompositeOperation = "screen";
		context.beginPath();
		context.rect(0, 0, width, ground.horizon);
		context.clip();
		context.lineWidth = 6.4 * unit;
		for (let band = 0; band < 14; band++) {
			const strength = 0.12 * Math.sin(((band + 0.5) / 14) * Math.PI) ** 0.7;
			context.strokeStyle = css(
				hsl(275 - band * 21, 0.9, 0.6),
				strength * (1 + 0.15 * Math.sin(frame.at)) * (1 - frame.palette.night * 0.8) * 2,
			);
			context.beginPath();
			context.arc(width * 0.42, ground.horizon * 1.16, radius - 44 * unit + band * 6 * unit, Math.PI, 0);
			context.stroke();
		}
		context.restore();
	};
}
