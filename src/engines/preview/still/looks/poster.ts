import type { SKRSContext2D } from "@napi-rs/canvas";
import { createPixels } from "../../scene/brushes/pixels.ts";
import { hsl, mix } from "../../scene/colour.ts";
import { fractal2 } from "../../scene/noise.ts";
import { between } from "../../scene/random.ts";
import { type Box, castShadow, cutTo, type Look } from "./look.ts";

/** The picture in a wooden frame with a bevelled mat, on a wall that a lamp lights from above. */
export const paintPoster: Look = (context, { pictures, width, height, unit, random, seed }) => {
	paintWall(context, { hue: between(random, 20, 260), seed });
	const picture = pictures[0] as (typeof pictures)[number];
	const box = placeFrame(picture, { width, height });
	const wood = 22 * unit;
	const mat = Math.min(box.width, box.height) * 0.09;
	context.save();
	castShadow(context, 34 * unit, 0.5);
	context.fillStyle = "#3b2618";
	context.fillRect(box.x, box.y, box.width, box.height);
	context.restore();
	paintWood(context, box, { wood, seed });
	const inner = grow(box, -wood);
	context.fillStyle = "#f6f2e9";
	context.fillRect(inner.x, inner.y, inner.width, inner.height);
	paintInset(context, inner, { depth: 9 * unit, alpha: 0.38 });
	const window = grow(inner, -mat);
	context.drawImage(cutTo(picture, window), window.x, window.y, window.width, window.height);
	paintInset(context, window, { depth: 5 * unit, alpha: 0.5 });
	paintGlass(context, inner);
};

/** A frame of the picture's own shape, as large as the wall allows. */
function placeFrame(picture: { width: number; height: number }, wall: { width: number; height: number }): Box {
	const scale = Math.min((wall.width * 0.74) / picture.width, (wall.height * 0.78) / picture.height);
	const rim = Math.min(wall.width, wall.height) * 0.06;
	const width = Math.min(wall.width * 0.86, picture.width * scale + rim);
	const height = Math.min(wall.height * 0.88, picture.height * scale + rim);
	return { x: (wall.width - width) / 2, y: (wall.height - height) * 0.46, width, height };
}

function paintWall(context: SKRSContext2D, options: { hue: number; seed: number }): void {
	const { width, height } = context.canvas;
	const wall = hsl(options.hue, 0.16, 0.56);
	const plaster = createPixels(width / 3, height / 3, (x, y, write) => {
		const rough = fractal2(x * 0.09, y * 0.09, { seed: options.seed, octaves: 4 }) - 0.5;
		write(mix(wall, rough > 0 ? [255, 255, 250] : [20, 20, 30], Math.abs(rough) * 0.22), 255);
	});
	context.drawImage(plaster, 0, 0, width, height);
	const lamp = context.createRadialGradient(width / 2, -height * 0.1, 0, width / 2, height * 0.2, height * 1.05);
	lamp.addColorStop(0, "rgba(255,238,205,0.62)");
	lamp.addColorStop(0.45, "rgba(255,230,190,0.1)");
	lamp.addColorStop(1, "rgba(14,10,24,0.55)");
	context.fillStyle = lamp;
	context.fillRect(0, 0, width, height);
}

/** Four mitred bars, each with its own light. */
function paintWood(context: SKRSContext2D, box: Box, { wood, seed }: { wood: number; seed: number }): void {
	const { x, y, width, height } = box;
	const [right, low] = [x + width, y + height];
	const bars = [
		[[x, y, right, y, right - wood, y + wood, x + wood, y + wood], "#8a5c38"],
		[[x, low, right, low, right - wood, low - wood, x + wood, low - wood], "#3f2717"],
		[[x, y, x, low, x + wood, low - wood, x + wood, y + wood], "#6d4629"],
		[[right, y, right, low, right - wood, low - wood, right - wood, y + wood], "#55351f"],
	] as const;
	bars.forEach(([points, colour], bar) => {
		context.save();
		context.beginPath();
		for (let index = 0; index < points.length; index += 2)
			context.lineTo(points[index] as number, points[index + 1] as number);
		context.clip();
		context.fillStyle = colour;
		context.fillRect(x, y, width, height);
		for (let line = 0; line < 26; line++) {
			const at = (line / 26) * wood;
			context.strokeStyle = `rgba(20,8,0,${0.05 + 0.16 * fractal2(line * 0.7, bar * 9.1, { seed, octaves: 2 })})`;
			context.lineWidth = wood / 30;
			context.strokeRect(x + at, y + at, width - 2 * at, height - 2 * at);
		}
		context.restore();
	});
}

/** The shadow that a rim throws onto what lies behind it. */
function paintInset(context: SKRSContext2D, box: Box, { depth, alpha }: { depth: number; alpha: number }): void {
	const edges = [
		[box.x, box.y, box.x, box.y + depth, box.width, depth],
		[box.x, box.y, box.x + depth * 0.7, box.y, depth * 0.7, box.height],
	] as const;
	for (const [fromX, fromY, toX, toY, width, height] of edges) {
		const shade = context.createLinearGradient(fromX, fromY, toX, toY);
		shade.addColorStop(0, `rgba(20,14,10,${alpha})`);
		shade.addColorStop(1, "rgba(20,14,10,0)");
		context.fillStyle = shade;
		context.fillRect(box.x, box.y, width, height);
	}
}

function paintGlass(context: SKRSContext2D, box: Box): void {
	const shine = context.createLinearGradient(box.x, box.y, box.x + box.width, box.y + box.height);
	shine.addColorStop(0.08, "rgba(255,255,255,0)");
	shine.addColorStop(0.2, "rgba(255,255,255,0.16)");
	shine.addColorStop(0.27, "rgba(255,255,255,0.03)");
	shine.addColorStop(0.31, "rgba(255,255,255,0.09)");
	shine.addColorStop(0.36, "rgba(255,255,255,0)");
	context.fillStyle = shine;
	context.fillRect(box.x, box.y, box.width, box.height);
}

function grow(box: Box, by: number): Box {
	return { x: box.x - by, y: box.y - by, width: box.width + 2 * by, height: box.height + 2 * by };
}
