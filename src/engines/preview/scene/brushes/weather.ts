import type { SKRSContext2D } from "@napi-rs/canvas";
import { css, mix } from "../colour.ts";
import { noise1 } from "../noise.ts";
import { between, hashPoint } from "../random.ts";
import type { Frame, Stage } from "../stage.ts";
import { createGlow } from "./glow.ts";

type Painting = (context: SKRSContext2D, frame: Frame) => void;

/** What falls from the sky in a scene: rain, snow, lightning; nothing in clear weather. */
export function createWeather(stage: Stage): Painting {
	switch (stage.scene.weather) {
		case "rain":
			return createRain(stage, 1);
		case "storm":
			return join(createLightning(stage), createRain(stage, 1.5));
		case "snow":
			return createSnow(stage);
		default:
			return () => {};
	}
}

export function join(...paintings: Painting[]): Painting {
	return (context, frame) => {
		for (const paint of paintings) paint(context, frame);
	};
}

function createRain(stage: Stage, force: number): Painting {
	const random = stage.random("rain");
	const area = (stage.width * stage.height) / (1280 * 720 * stage.unit ** 2);
	const slant = 0.12 * force;
	const layers = [0.45, 0.7, 1].map((near) => ({
		near,
		drops: Array.from({ length: Math.round(110 * area * (1.4 - near * 0.5) * force) }, () => ({
			x: random(),
			y: random(),
			speed: between(random, 0.9, 1.15),
		})),
	}));
	return (context, frame) => {
		const colour = mix(frame.palette.cloud, [255, 255, 255], 0.45);
		context.save();
		for (const { near, drops } of layers) {
			const length = (26 + 34 * near) * near * stage.unit;
			context.strokeStyle = css(colour, 0.13 + 0.15 * near);
			context.lineWidth = Math.max(0.6, 1.5 * near * stage.unit);
			context.beginPath();
			for (const drop of drops) {
				const fall = (drop.y + frame.at * 1.5 * near * drop.speed) % 1;
				const y = fall * (stage.height + length * 2) - length;
				const x =
					((drop.x + fall * 0.06 * force) % 1) * (stage.width * 1.1) - (y / stage.height) * slant * 40 * stage.unit;
				context.moveTo(x, y);
				context.lineTo(x - length * slant, y + length);
			}
			context.stroke();
		}
		context.restore();
	};
}

function createSnow(stage: Stage): Painting {
	const random = stage.random("snow");
	const area = (stage.width * stage.height) / (1280 * 720 * stage.unit ** 2);
	const flake = createGlow([255, 255, 255], { size: 24, core: 0.25 });
	const flakes = Array.from({ length: Math.round(300 * area) }, () => {
		const near = random() ** 2.4;
		return {
			x: random(),
			y: random(),
			near,
			size: (2.2 + 11 * near) * stage.unit,
			speed: 0.045 + 0.12 * near,
			phase: random() * 9,
		};
	});
	return (context, frame) => {
		context.save();
		for (const { x, y, near, size, speed, phase } of flakes) {
			const fall = (y + frame.at * speed) % 1;
			const sway =
				Math.sin(frame.at * 0.9 + phase) * 0.008 + frame.at * 0.012 * (0.4 + near) + frame.view(near).x / stage.width;
			const left = ((((x + sway) % 1) + 1) % 1) * stage.width;
			context.globalAlpha = 0.5 + 0.42 * (1 - near);
			context.drawImage(flake, left - size / 2, fall * (stage.height + size) - size, size, size);
		}
		context.restore();
	};
}

/** A sheet of light over everything, a few times a film, and the bolt that made it. */
function createLightning(stage: Stage): Painting {
	const seed = stage.seedOf("lightning");
	return (context, frame) => {
		const slot = Math.floor(frame.at / 1.7);
		const since = frame.at - slot * 1.7 - 0.25 - hashPoint(slot, 1, seed);
		if (since < 0 || since > 0.5) return;
		const flash = Math.exp(-since * 9) * (0.7 + 0.3 * Math.sin(since * 70));
		context.save();
		context.globalCompositeOperation = "screen";
		context.fillStyle = css([176, 190, 255], 0.5 * flash);
		context.fillRect(0, 0, stage.width, stage.height);
		context.globalCompositeOperation = "source-over";
		if (since < 0.24) paintBolt(context, { stage, seed: seed + slot, alpha: Math.min(1, flash * 1.5) });
		context.restore();
	};
}

function paintBolt(context: SKRSContext2D, options: { stage: Stage; seed: number; alpha: number }): void {
	const { stage, seed, alpha } = options;
	const left = (0.15 + 0.7 * hashPoint(2, 3, seed)) * stage.width;
	const bottom = stage.height * 0.55;
	context.beginPath();
	for (let step = 0; step <= 26; step++) {
		const y = (step / 26) * bottom;
		const x =
			left + (noise1(step * 0.35, seed) - 0.5) * 220 * stage.unit + (hashPoint(step, 7, seed) - 0.5) * 26 * stage.unit;
		if (step === 0) context.moveTo(x, y);
		else context.lineTo(x, y);
	}
	context.lineJoin = "round";
	for (const [width, strength] of [
		[14, 0.12],
		[6, 0.3],
		[2.2, 1],
	] as const) {
		context.lineWidth = width * stage.unit;
		context.strokeStyle = css([222, 228, 255], strength * alpha);
		context.stroke();
	}
}
