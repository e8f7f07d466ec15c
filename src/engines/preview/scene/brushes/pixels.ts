import type { Canvas } from "@napi-rs/canvas";
import { createCanvas } from "@napi-rs/canvas";
import type { Colour } from "../colour.ts";

/** Writes one pixel: its colour and its alpha, 0 to 255. */
export type PixelWriter = (colour: Colour, alpha: number) => void;

/** The colour of a pixel that nothing is seen of. */
export const bare: Colour = [0, 0, 0];

/** A canvas made pixel by pixel; for textures, which are made small and drawn larger. */
export function createPixels(
	width: number,
	height: number,
	shade: (x: number, y: number, write: PixelWriter) => void,
): Canvas {
	const columns = Math.max(1, Math.round(width));
	const rows = Math.max(1, Math.round(height));
	const canvas = createCanvas(columns, rows);
	const context = canvas.getContext("2d");
	const image = context.createImageData(columns, rows);
	const { data } = image;
	let index = 0;
	const write: PixelWriter = (colour, alpha) => {
		data[index] = colour[0];
		data[index + 1] = colour[1];
		data[index + 2] = colour[2];
		data[index + 3] = alpha;
	};
	for (let y = 0; y < rows; y++) {
		for (let x = 0; x < columns; x++) {
			shade(x, y, write);
			index += 4;
		}
	}
	context.putImageData(image, 0, 0);
	return canvas;
}

/** The canvas-wide strength of a map of numbers 0 to 1, kept so that one shape can be coloured for several hours. */
export function createMap(width: number, height: number, value: (x: number, y: number) => number): Float32Array {
	const map = new Float32Array(width * height);
	for (let y = 0; y < height; y++) {
		for (let x = 0; x < width; x++) map[y * width + x] = value(x, y);
	}
	return map;
}
