import type { Canvas, SKRSContext2D } from "@napi-rs/canvas";
import { createCanvas } from "@napi-rs/canvas";
import { mix, scale } from "../colour.ts";
import { createKeySheets } from "../key-sheets.ts";
import { noise1, ramp } from "../noise.ts";
import type { Palette } from "../palette.ts";
import { keysAt } from "../plate.ts";
import { between } from "../random.ts";
import type { Frame, Stage } from "../stage.ts";
import { createGlow } from "./glow.ts";
import { downward } from "./shade.ts";

type Painting = (context: SKRSContext2D, frame: Frame) => void;

/**
 * Still water below a shore that mirrors what stands above it: rows of the picture above are copied downwards, each
 * shaken sideways by ripples that grow towards the viewer, and darkened with depth.
 * What `paintAbove` paints must cover every row above the shore; it is painted apart and then laid on the frame, as
 * reading a frame while it is painted would copy it whole.
 */
export function createMirror(
	stage: Stage,
	options: { shore: number; ripple?: number; paintAbove: Painting },
): Painting {
	const { shore } = options;
	const height = stage.height - shore;
	const above = createCanvas(stage.width, shore);
	const inner = above.getContext("2d");
	const reach = Math.max(1, Math.min(shore, Math.ceil(height * 1.5)));
	const seed = stage.seedOf("mirror");
	const ripple = options.ripple ?? 1;
	const row = Math.max(1, Math.round(3 * stage.unit));
	const veilOf = createKeySheets(stage, {
		width: stage.width,
		height: Math.max(1, Math.ceil(height)),
		draw: (veil, palette) => paintVeil(veil, palette, height),
	});
	return (context, frame) => {
		inner.save();
		options.paintAbove(inner, frame);
		inner.restore();
		context.drawImage(above, 0, 0);
		for (let y = 0; y < height; y += row) {
			const near = y / height;
			const wave = noise1((y * (0.3 - near * 0.2)) / stage.unit + frame.at * (2.4 - near), seed) - 0.5;
			const source = reach - row - Math.round(y * 1.15 + wave * near * 60 * ripple * stage.unit);
			const shake = Math.round(
				(noise1((y * 0.16) / stage.unit - frame.at * 2.1, seed + 1) - 0.5) * (4 + 34 * near) * ripple * stage.unit,
			);
			const from = shore - reach + Math.max(0, Math.min(reach - row, source));
			context.drawImage(above, 0, from, stage.width, row, shake, shore + y, stage.width, row);
			if (shake > 0) context.drawImage(above, 0, from, shake, row, 0, shore + y, shake, row);
			else if (shake < 0)
				context.drawImage(above, stage.width + shake, from, -shake, row, stage.width + shake, shore + y, -shake, row);
		}
		const [from, to, amount] = keysAt(frame.progress, stage.keys.length);
		context.drawImage(veilOf(from), 0, shore);
		if (to !== from) {
			context.globalAlpha = amount;
			context.drawImage(veilOf(to), 0, shore);
			context.globalAlpha = 1;
		}
	};
}

function paintVeil(context: SKRSContext2D, palette: Palette, height: number): void {
	const deep = mix(scale(palette.zenith, 0.62), palette.ambient, 0.12);
	context.fillStyle = downward(context, { top: 0, bottom: height }, [
		[0, mix(deep, palette.haze, 0.55), 0.3],
		[0.12, deep, 0.24],
		[1, deep, 0.62],
	]);
	context.fillRect(0, 0, context.canvas.width, context.canvas.height);
}

/** The light that a low sun or the moon strews on water: short bright strokes, denser and wider towards the viewer. */
export function createGlitter(
	stage: Stage,
	options: { shore: number; bottom: number; count: number },
): (context: SKRSContext2D, frame: Frame, light: { x: number; strength: number; wide?: number }) => void {
	const random = stage.random("glitter");
	const strokes = Array.from({ length: options.count }, () => ({
		down: random() ** 1.35,
		across: (random() + random() + random()) / 1.5 - 1,
		beat: between(random, 1.2, 3.4),
		phase: random() * 10,
		length: between(random, 0.5, 1.5),
	}));
	const sparks = stage.keys.map(({ palette }) =>
		createGlow(mix(palette.glow, palette.disc, 0.6), { size: 32, core: 0.35 }),
	);
	return (context, frame, light) => {
		if (light.strength < 0.02) return;
		const spark = sparks[Math.round(frame.progress * (sparks.length - 1))] as Canvas;
		context.save();
		context.globalCompositeOperation = "screen";
		for (const stroke of strokes) {
			const shine = ramp(Math.sin(frame.time * stroke.beat + stroke.phase), 0.1, 0.95);
			if (shine <= 0.02) continue;
			const near = stroke.down;
			const y = options.shore + 2 * stage.unit + near * (options.bottom - options.shore);
			const reach = (26 + 250 * near) * stage.unit * (light.wide ?? 1);
			const length = (5 + 30 * near) * stroke.length * stage.unit;
			context.globalAlpha = shine * light.strength * (1 - Math.abs(stroke.across) * 0.75) * (0.95 - 0.35 * near);
			const x = light.x + stroke.across * reach + Math.sin(frame.time + stroke.phase) * 3 * stage.unit;
			const thick = Math.max(1.2, (1.3 + 3.1 * near) * stage.unit);
			context.drawImage(spark, x - length, y - thick, length * 2, thick * 2);
		}
		context.restore();
	};
}
