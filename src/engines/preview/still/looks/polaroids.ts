import type { Image, SKRSContext2D } from "@napi-rs/canvas";
import { createPixels } from "../../scene/brushes/pixels.ts";
import { mix } from "../../scene/colour.ts";
import { fractal2 } from "../../scene/noise.ts";
import { between } from "../../scene/random.ts";
import { castShadow, cutTo, type Look, type LookOptions, repeated } from "./look.ts";

/** Instant prints pegged to strings across a wooden wall: every picture, and a few of them again in other tones. */
export const paintPolaroids: Look = (context, options) => {
	const { width, height, unit, random } = options;
	paintBoards(context, options);
	const columns = width > height * 1.2 ? 4 : 3;
	const side = (width / columns) * 0.78;
	const rows = Math.max(1, Math.min(4, Math.round(height / (side * 1.42))));
	const prints = repeated(options.pictures, columns * rows);
	for (let row = 0; row < rows; row++) {
		const top = (height / rows) * (row + 0.1);
		const sag = 26 * unit;
		const stringAt = (x: number): number => top + sag * (1 - (2 * (x / width) - 1) ** 2);
		drawString(context, { stringAt, unit });
		for (let column = 0; column < columns; column++) {
			const x = (width / columns) * (column + 0.5) + between(random, -8, 8) * unit;
			const tone = Math.floor(row * columns + column) < options.pictures.length ? 0 : 1 + Math.floor(random() * 3);
			context.save();
			context.translate(x, stringAt(x));
			context.rotate(between(random, -0.07, 0.07));
			drawPrint(context, { picture: prints[row * columns + column] as Image, side, tone, unit });
			context.restore();
		}
	}
	paintEvening(context);
};

const tones = ["rgba(255,236,200,0.12)", "rgba(255,170,90,0.3)", "rgba(70,140,220,0.28)", "rgba(120,120,120,0.92)"];

/** Hangs from the origin; its paper is yellowed a little, its colours are those of an old film. */
function drawPrint(
	context: SKRSContext2D,
	options: { picture: Image; side: number; tone: number; unit: number },
): void {
	const { picture, side, tone, unit } = options;
	const rim = side * 0.06;
	const inner = side - 2 * rim;
	const tall = side * 1.2;
	context.save();
	castShadow(context, 16 * unit, 0.5);
	context.fillStyle = "#f7f3ea";
	context.fillRect(-side / 2, -6 * unit, side, tall);
	context.restore();
	const top = rim - 6 * unit;
	context.drawImage(cutTo(picture, { width: inner, height: inner }), -inner / 2, top, inner, inner);
	context.globalCompositeOperation = tone === 3 ? "color" : "soft-light";
	context.fillStyle = tones[tone] as string;
	context.fillRect(-inner / 2, top, inner, inner);
	context.globalCompositeOperation = "source-over";
	const fade = context.createLinearGradient(0, top, 0, top + inner);
	fade.addColorStop(0, "rgba(255,246,220,0.2)");
	fade.addColorStop(0.5, "rgba(255,246,220,0)");
	fade.addColorStop(1, "rgba(30,10,40,0.18)");
	context.fillStyle = fade;
	context.fillRect(-inner / 2, top, inner, inner);
	drawPeg(context, unit);
}

function drawPeg(context: SKRSContext2D, unit: number): void {
	const wood = context.createLinearGradient(-6 * unit, 0, 6 * unit, 0);
	wood.addColorStop(0, "#b98a55");
	wood.addColorStop(0.5, "#e2bd8a");
	wood.addColorStop(1, "#93683a");
	context.fillStyle = wood;
	context.fillRect(-5.5 * unit, -20 * unit, 11 * unit, 40 * unit);
	context.fillStyle = "#8c8f96";
	context.fillRect(-6.5 * unit, -2 * unit, 13 * unit, 5 * unit);
}

function drawString(context: SKRSContext2D, line: { stringAt(x: number): number; unit: number }): void {
	const { width } = context.canvas;
	for (const [lower, colour] of [
		[4, "rgba(0,0,0,0.3)"],
		[0, "#d8c7a5"],
	] as const) {
		context.beginPath();
		for (let step = 0; step <= 40; step++)
			context.lineTo((step / 40) * width, line.stringAt((step / 40) * width) + lower * line.unit);
		context.strokeStyle = colour;
		context.lineWidth = 2.6 * line.unit;
		context.stroke();
	}
}

function paintBoards(context: SKRSContext2D, { width, height, seed, unit }: LookOptions): void {
	const board = 150;
	const wall = createPixels(width / (2 * unit), height / (2 * unit), (x, y, write) => {
		const plank = Math.floor((y * 2) / board);
		const within = ((y * 2) % board) / board;
		const grain = fractal2(x * 0.012 + plank * 31, y * 0.32, { seed, octaves: 4 });
		const plain = mix(
			[112, 78, 54],
			[172, 128, 92],
			grain * 0.8 + 0.2 * fractal2(plank * 7.7, 1, { seed, octaves: 1 }),
		);
		write(within < 0.02 ? [40, 26, 18] : plain, 255);
	});
	context.drawImage(wall, 0, 0, width, height);
}

function paintEvening(context: SKRSContext2D): void {
	const { width, height } = context.canvas;
	const light = context.createRadialGradient(width * 0.3, height * 0.2, 0, width * 0.45, height * 0.45, width * 0.85);
	light.addColorStop(0, "rgba(255,214,150,0.24)");
	light.addColorStop(0.5, "rgba(255,200,140,0)");
	light.addColorStop(1, "rgba(20,8,20,0.5)");
	context.fillStyle = light;
	context.fillRect(0, 0, width, height);
}
