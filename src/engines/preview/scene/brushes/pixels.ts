import type { Canvas } from "@napi-rs/canvas";
import { createCanvas } from "@napi-rs/canvas";

/** Writes one pixel: red, green, blue and alpha, each 0 to 255. */
export type PixelWriter = (red: number, green: number, blue: number, alpha: number) => void;

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
	const write: PixelWriter = (red, green, blue, alpha) => {
		data[index] = red;
		data[index + 1] = green;
		data[index + 2] = blue;
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
