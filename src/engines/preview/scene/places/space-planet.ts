import type { Canvas, SKRSContext2D } from "@napi-rs/canvas";
import { createCanvas } from "@napi-rs/canvas";
import { fillGlow } from "../brushes/glow.ts";
import { bare, createPixels } from "../brushes/pixels.ts";
import type { Colour } from "../colour.ts";
import { hsl, mix, scale } from "../colour.ts";
import { clamp, fractal2, ramp } from "../noise.ts";
import { createPlate } from "../plate.ts";
import { between, pick } from "../random.ts";
import type { Frame, Stage } from "../stage.ts";

/** A banded world lit from one side, its rings behind and before it, and a small moon. */
export function createPlanet(stage: Stage): (context: SKRSContext2D, frame: Frame) => void {
	const { width, height } = stage;
	const random = stage.random("planet");
	const radius = Math.min(width, height) * 0.235;
	const hue = stage.scene.hues[0] ?? pick(random, [28, 205, 340, 165, 46]);
	const ball = createBall(stage, { radius, hue });
	const rings = createRings(stage, { radius, hue });
	const moon = createBall(stage, { radius: radius * 0.15, hue: hue + 160, calm: true });
	const at = { x: width * (height > width ? 0.6 : 0.68), y: height * (height > width ? 0.3 : 0.4) };
	const tilt = between(random, -0.42, -0.28);
	const world = createPlate(stage, {
		depth: 0.1,
		top: Math.max(0, at.y - radius * 1.8),
		bottom: Math.min(height, at.y + radius * 1.8),
		draw(context) {
			const glow = { x: at.x - radius * 0.25, y: at.y - radius * 0.2, radius: radius * 1.75 };
			fillGlow(context, { ...glow, colour: hsl(hue, 0.8, 0.62), alpha: 0.3 });
			context.translate(at.x, at.y);
			context.rotate(tilt);
			half(context, rings, { radius, upper: true });
			context.rotate(-tilt);
			context.drawImage(ball, -radius * 1.02, -radius * 1.02, radius * 2.04, radius * 2.04);
			context.rotate(tilt);
			half(context, rings, { radius, upper: false });
		},
		inked: false,
	});
	return (context, frame) => {
		world.paint(context, frame);
		const turn = frame.time * 0.05 + 2.5;
		const x = at.x + Math.cos(turn) * radius * 2.5;
		const y = at.y - radius * 0.8 + Math.sin(turn) * radius * 0.4;
		frame.enter(context, 0.1);
		context.drawImage(moon, x - radius * 0.15, y - radius * 0.15, radius * 0.3, radius * 0.3);
		context.restore();
	};
}

function half(context: SKRSContext2D, rings: Canvas, options: { radius: number; upper: boolean }): void {
	const reach = options.radius * 2.35;
	const flat = reach * 0.24;
	const middle = rings.height / 2;
	if (options.upper) context.drawImage(rings, 0, 0, rings.width, middle, -reach, -flat, reach * 2, flat);
	else context.drawImage(rings, 0, middle, rings.width, middle, -reach, 0, reach * 2, flat);
}

/** A shaded ball with bands of weather (or, when calm, craters), with a rim of air on its lit side. */
function createBall(stage: Stage, options: { radius: number; hue: number; calm?: boolean }): Canvas {
	const size = Math.ceil(options.radius * 2.04);
	const seed = stage.seedOf(`ball ${options.hue}`);
	const tones: readonly Colour[] = [
		hsl(options.hue, 0.55, 0.72),
		hsl(options.hue + 14, 0.6, 0.5),
		hsl(options.hue - 16, 0.45, 0.84),
		hsl(options.hue + 26, 0.55, 0.38),
	];
	const light = { x: -0.62, y: -0.42, z: 0.66 };
	const wide = 1.02;
	return createPixels(size, size, (px, py, write) => {
		const x = (px / size) * 2 * wide - wide;
		const y = (py / size) * 2 * wide - wide;
		const distance = Math.hypot(x, y);
		const edge = clamp((1 - distance) * options.radius + 0.5);
		if (edge <= 0) return write(bare, 0);
		const z = Math.sqrt(Math.max(0, 1 - x * x - y * y));
		const leaned = y * 0.93 + x * 0.33;
		const swirl = fractal2(Math.atan2(x, z + 0.2) * 1.6, leaned * 5, { seed, octaves: 4 }) - 0.5;
		const band = options.calm ? fractal2(x * 4, y * 4, { seed, octaves: 3 }) * 3 : (leaned + 1) * 4.2 + swirl * 1.1;
		const step = Math.floor(band);
		const from = tones[((step % 4) + 4) % 4] as Colour;
		const to = tones[(((step + 1) % 4) + 4) % 4] as Colour;
		const surface = mix(from, to, ramp(band - step, 0.2, 0.8));
		const sun = clamp((x * light.x + y * light.y + z * light.z) * 1.12 + 0.06);
		const air = (1 - z) ** 3 * ramp(sun, 0.05, 0.6);
		const colour = mix(mix([5, 6, 18], surface, sun ** 0.85), hsl(options.hue + 180, 0.6, 0.86), air * 0.6);
		write(colour, 255 * edge);
	});
}

/** Rings seen from above, flattened when drawn, with the world's shadow across them. */
function createRings(stage: Stage, options: { radius: number; hue: number }): Canvas {
	const wide = Math.ceil(options.radius * 4.7);
	const high = Math.ceil(wide * 0.24);
	const seed = stage.seedOf("rings");
	const tone = hsl(options.hue + 8, 0.42, 0.8);
	const dusk = scale(tone, 0.35);
	const profile = Float32Array.from({ length: 400 }, (_, step) => {
		const at = step / 400;
		const gap = at > 0.6 && at < 0.645 ? 0.05 : 1;
		return gap * (0.25 + 0.75 * fractal2(at * 46, 3, { seed, octaves: 3 })) * ramp(at, 0, 0.08) * ramp(1 - at, 0, 0.1);
	});
	const canvas = createPixels(wide, high * 2, (px, py, write) => {
		const x = (px / wide) * 2 - 1;
		const y = (py / (high * 2)) * 2 - 1;
		const far = (Math.hypot(x, y) - 0.54) / 0.46;
		if (far <= 0 || far >= 1) return write(bare, 0);
		const shadow = y < 0 && x > -0.1 && x < 0.42 ? ramp(Math.abs(x - 0.16), 0.18, 0.26) : 1;
		const colour = mix(dusk, tone, shadow);
		write(colour, 225 * (profile[Math.floor(far * 400)] as number));
	});
	const copy = createCanvas(wide, high * 2);
	copy.getContext("2d").drawImage(canvas, 0, 0);
	return copy;
}
