import { type Canvas, createCanvas } from "@napi-rs/canvas";
import { pictureInput, plainOrder, type RenderOrder } from "../render-order.ts";
import { noise2 } from "../scene/noise.ts";
import type { Painter } from "../painter.ts";

/** For the tests of this folder: pictures with known contents, frames of painters, and measures of both. */

/** A warm, patterned figure before a cool, textured wall; no pixel is dark, so that an empty one would show. */
export function portrait(width: number, height: number): Canvas {
	const canvas = createCanvas(width, height);
	const context = canvas.getContext("2d");
	const image = context.createImageData(width, height);
	const unit = Math.min(width, height);
	for (let index = 0; index < width * height; index++) {
		const x = index % width;
		const y = Math.floor(index / width);
		const wall =
			110 + 70 * noise2((x / unit) * 26, (y / unit) * 26, 5) + 20 * noise2((x / unit) * 90, (y / unit) * 90, 6);
		const warm = noise2((x / unit) * 40, (y / unit) * 40, 9) > 0.5 ? 30 : 0;
		const figure = withinFigure((x - width / 2) / unit, (y - height / 2) / unit);
		image.data.set(figure ? [220, 90 + warm * 2, 70 + warm, 255] : [wall * 0.75, wall * 0.95, wall, 255], index * 4);
	}
	context.putImageData(image, 0, 0);
	return canvas;
}

/** A head and a body; lengths in shares of the shorter side, from the middle. */
function withinFigure(x: number, y: number): boolean {
	return x * x + (y + 0.16) ** 2 < 0.012 || (Math.abs(x) < 0.15 - 0.04 * (y < 0.05 ? 1 : 0) && y > -0.06);
}

export function orderFor(picturePath: string, changes: Partial<RenderOrder> & { camera?: string } = {}): RenderOrder {
	const { camera, ...rest } = changes;
	return plainOrder({
		operation: "image-to-video",
		prompt: "",
		...{ width: 320, height: 180, seconds: 4, fps: 12, seed: 11 },
		look: { style: null, camera: camera ?? null, movement: null },
		inputs: [pictureInput(picturePath)],
		...rest,
	});
}

/** RGBA, four numbers a pixel. */
export function frameAt(painter: Painter, atSeconds: number): Uint8ClampedArray {
	const context = createCanvas(painter.width, painter.height).getContext("2d");
	painter.paint(context, atSeconds);
	return context.getImageData(0, 0, painter.width, painter.height).data;
}

export interface Grey {
	readonly width: number;
	readonly values: Float32Array;
}

export function greyOf(data: Uint8ClampedArray, width: number): Grey {
	const values = Float32Array.from({ length: data.length / 4 }, (_, index) => {
		const at = index * 4;
		return 0.3 * (data[at] as number) + 0.59 * (data[at + 1] as number) + 0.11 * (data[at + 2] as number);
	});
	return { width, values };
}

/** The mean structural similarity over squares of 8 pixels; 1 for the same picture. */
export function structuralSimilarity(left: Grey, right: Grey): number {
	const height = left.values.length / left.width;
	let sum = 0;
	let count = 0;
	for (let top = 0; top + 8 <= height; top += 4) {
		for (let start = 0; start + 8 <= left.width; start += 4) {
			sum += squareSimilarity(left, right, top * left.width + start);
			count++;
		}
	}
	return sum / count;
}

function squareSimilarity(left: Grey, right: Grey, start: number): number {
	let [meanL, meanR, squareL, squareR, cross] = [0, 0, 0, 0, 0];
	for (let step = 0; step < 64; step++) {
		const at = start + (step >> 3) * left.width + (step & 7);
		const a = left.values[at] as number;
		const b = right.values[at] as number;
		meanL += a / 64;
		meanR += b / 64;
		squareL += (a * a) / 64;
		squareR += (b * b) / 64;
		cross += (a * b) / 64;
	}
	const [small, smaller] = [6.5, 58.5];
	const spread = squareL - meanL * meanL + squareR - meanR * meanR;
	return (
		((2 * meanL * meanR + small) * (2 * (cross - meanL * meanR) + smaller)) /
		((meanL * meanL + meanR * meanR + small) * (spread + smaller))
	);
}

/** Where the square of 24 pixels about (x, y) of the first picture is found in the second, by the least difference. */
export function displacement(
	first: Grey,
	second: Grey,
	place: { x: number; y: number; reach?: number },
): { x: number; y: number } {
	const reach = place.reach ?? 28;
	let best = { x: 0, y: 0, difference: Number.POSITIVE_INFINITY };
	for (let y = -reach; y <= reach; y++) {
		for (let x = -reach; x <= reach; x++) {
			let difference = 0;
			for (let step = 0; step < 24 * 24 && difference < best.difference; step += 3) {
				const at = (place.y - 12 + Math.floor(step / 24)) * first.width + place.x - 12 + (step % 24);
				difference += Math.abs((first.values[at] as number) - (second.values[at + y * first.width + x] ?? 999));
			}
			if (difference < best.difference) best = { x, y, difference };
		}
	}
	return { x: best.x, y: best.y };
}
