import type { Canvas, SKRSContext2D } from "@napi-rs/canvas";
import { createCanvas } from "@napi-rs/canvas";
import { createPixels } from "./brushes/pixels.ts";
import { css } from "./colour.ts";
import { clamp, fractal2, ramp } from "./noise.ts";
import { createRandom } from "./random.ts";
import type { StyleName } from "./scene.ts";
import type { Stage } from "./stage.ts";

/** What lies over every frame and never moves: grain against banding, a vignette, the paper or screen of a style. */
export function createFinish(stage: Stage): (context: SKRSContext2D) => void {
	const sheet = createCanvas(stage.width, stage.height);
	const context = sheet.getContext("2d");
	vignette(context, stage);
	overlays[stage.scene.style]?.(context, stage);
	tile(context, grain(stage.seedOf("grain"), grainOf[stage.scene.style] ?? 3), stage);
	const after = afterwards[stage.scene.style];
	return (target) => {
		after?.(target, stage);
		target.drawImage(sheet, 0, 0);
	};
}

const grainOf: Partial<Record<StyleName, number>> = { noir: 20, vintage: 16, oil: 7, sketch: 9, watercolor: 8 };

/** Blends over the finished frame, before the overlay. */
const afterwards: Partial<Record<StyleName, (context: SKRSContext2D, stage: Stage) => void>> = {
	noir: (context, stage) => blend(context, stage, { mode: "color", colour: "#808080" }),
	sketch: (context, stage) => {
		blend(context, stage, { mode: "color", colour: "rgba(150,140,128,0.86)" });
		blend(context, stage, { mode: "screen", colour: "#3a3732" });
	},
	vintage: (context, stage) => {
		blend(context, stage, { mode: "color", colour: "rgba(168,128,84,0.3)" });
		blend(context, stage, { mode: "screen", colour: "#241310" });
	},
	watercolor: (context, stage) => blend(context, stage, { mode: "screen", colour: "#2a2724" }),
	comic: (context, stage) => blend(context, stage, { mode: "saturation", colour: "rgba(255,40,0,0.22)" }),
};

function blend(
	context: SKRSContext2D,
	stage: Stage,
	options: { mode: SKRSContext2D["globalCompositeOperation"]; colour: string },
): void {
	context.globalCompositeOperation = options.mode;
	context.fillStyle = options.colour;
	context.fillRect(0, 0, stage.width, stage.height);
	context.globalCompositeOperation = "source-over";
}

const overlays: Partial<Record<StyleName, (context: SKRSContext2D, stage: Stage) => void>> = {
	comic: halftone,
	watercolor: paper,
	sketch: hatch,
	oil: canvasWeave,
	cyberpunk(context, { width, height }) {
		for (const [x, y, colour] of [
			[0.05, 0.2, [255, 40, 160]],
			[1, 0.75, [0, 220, 255]],
		] as const) {
			const gradient = context.createRadialGradient(x * width, y * height, 0, x * width, y * height, width * 0.75);
			gradient.addColorStop(0, css(colour, 0.17));
			gradient.addColorStop(1, css(colour, 0));
			context.fillStyle = gradient;
			context.fillRect(0, 0, width, height);
		}
		context.fillStyle = "rgba(6,0,20,0.1)";
		for (let y = 0; y < height; y += 3) context.fillRect(0, y, width, 1);
	},
};

function vignette(context: SKRSContext2D, stage: Stage): void {
	const { width, height } = stage;
	const strength =
		{ noir: 0.6, vintage: 0.5, comic: 0, watercolor: 0, sketch: 0, clay: 0.2, anime: 0.1 }[
			stage.scene.style as string
		] ?? 0.26;
	if (strength === 0) return;
	context.save();
	context.translate(width / 2, height / 2);
	context.scale(width, height);
	const gradient = context.createRadialGradient(0, 0, 0.36, 0, 0, 0.76);
	gradient.addColorStop(0, "rgba(8,6,20,0)");
	gradient.addColorStop(0.5, `rgba(8,6,20,${strength * 0.28})`);
	gradient.addColorStop(1, `rgba(8,6,20,${strength})`);
	context.fillStyle = gradient;
	context.fillRect(-0.5, -0.5, 1, 1);
	context.restore();
}

function grain(seed: number, strength: number): Canvas {
	const random = createRandom(seed);
	return createPixels(192, 192, (_x, _y, write) => {
		const value = (random() + random() - 1) * strength;
		const tone = value > 0 ? 255 : 0;
		write([tone, tone, tone], Math.round(Math.abs(value)));
	});
}

function tile(context: SKRSContext2D, piece: Canvas, stage: Stage): void {
	for (let y = 0; y < stage.height; y += piece.height) {
		for (let x = 0; x < stage.width; x += piece.width) context.drawImage(piece, x, y);
	}
}

/** Dots of ink on a slanted screen, larger towards the frame's lower corners. */
function halftone(context: SKRSContext2D, stage: Stage): void {
	const pitch = 8 * stage.unit;
	const { width, height } = stage;
	context.fillStyle = "rgba(18,10,34,0.34)";
	for (let row = -2; row * pitch * 0.5 < height + pitch; row++) {
		// One path a row: a path of every dot would take seconds to fill.
		context.beginPath();
		for (let column = -2; column * pitch < width + pitch; column++) {
			const x = column * pitch + (row % 2 === 0 ? 0 : pitch / 2);
			const y = row * pitch * 0.5;
			const edge = Math.hypot((x / width - 0.5) * 1.5, (y / height - 0.42) * 1.5);
			const radius = pitch * 0.36 * ramp(edge, 0.42, 1.1);
			if (radius < 0.35) continue;
			context.moveTo(x + radius, y);
			context.arc(x, y, radius, 0, 7);
		}
		context.fill();
	}
}

/** Rough white paper that shows through, and bare, ragged edges that the wash never reached. */
function paper(context: SKRSContext2D, stage: Stage): void {
	const seed = stage.seedOf("paper");
	const wide = Math.round(stage.width / (3 * stage.unit));
	const high = Math.round(stage.height / (3 * stage.unit));
	const sheet = createPixels(wide, high, (x, y, write) => {
		const edge = Math.min(x, y, wide - 1 - x, high - 1 - y);
		const ragged = edge - fractal2(x * 0.045, y * 0.045, { seed, octaves: 4 }) * 30 + 6;
		const tooth = fractal2(x * 0.4, y * 0.4, { seed: seed + 9, octaves: 2 });
		const bloom = ramp(fractal2(x * 0.02, y * 0.02, { seed: seed + 5, octaves: 3 }), 0.52, 0.72) * 0.16;
		const bare = 1 - ramp(ragged, -1.5, 3.5);
		write([251, 247, 238], 255 * clamp(bare + bloom + (tooth - 0.42) * 0.26));
	});
	context.drawImage(sheet, 0, 0, stage.width, stage.height);
}

function hatch(context: SKRSContext2D, stage: Stage): void {
	const random = stage.random("hatch");
	const { width, height, unit } = stage;
	context.lineWidth = Math.max(0.6, unit);
	for (let index = 0; index < 900; index++) {
		const x = random() * width * 1.2 - width * 0.1;
		const y = random() * height;
		const length = (30 + 70 * random()) * unit;
		context.strokeStyle = `rgba(40,36,34,${0.05 + 0.09 * (y / height)})`;
		context.beginPath();
		context.moveTo(x, y);
		context.lineTo(x + length * 0.72, y - length * 0.7);
		context.stroke();
	}
}

/** Short, thick strokes that catch the light, as paint does. */
function canvasWeave(context: SKRSContext2D, stage: Stage): void {
	const random = stage.random("strokes");
	const seed = stage.seedOf("strokes");
	const { width, height, unit } = stage;
	context.lineCap = "round";
	for (let index = 0; index < 2200; index++) {
		const x = random() * width;
		const y = random() * height;
		const angle = fractal2((x / width) * 3, (y / height) * 3, { seed, octaves: 2 }) * 7;
		const length = (8 + 16 * random()) * unit;
		const light = random() > 0.5;
		context.strokeStyle = light ? "rgba(255,250,235,0.13)" : "rgba(20,10,30,0.12)";
		context.lineWidth = (1.5 + 3 * random()) * unit;
		context.beginPath();
		context.moveTo(x, y);
		context.quadraticCurveTo(
			x + Math.cos(angle) * length,
			y + Math.sin(angle) * length,
			x + Math.cos(angle + 0.5) * length * 2,
			y + Math.sin(angle + 0.5) * length * 2,
		);
		context.stroke();
	}
}
