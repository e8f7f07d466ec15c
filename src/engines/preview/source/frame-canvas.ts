import { type Canvas, createCanvas, ImageData } from "@napi-rs/canvas";
import type { Pixels } from "../picture/pixels.ts";
import type { Source } from "./open-source.ts";
import { createSourceView } from "./source-view.ts";

/** A frame of a film as a canvas of its own, in the film's size. */
export function frameCanvas(source: Source, frame: number): Canvas {
	return canvasOf(createSourceView(source, source).pixelsOf(frame));
}

/** A canvas of its own with these pixels. */
export function canvasOf({ width, height, values }: Pixels): Canvas {
	const canvas = createCanvas(width, height);
	const bytes = new Uint8ClampedArray(values.buffer as ArrayBuffer, values.byteOffset, values.byteLength);
	canvas.getContext("2d").putImageData(new ImageData(bytes, width, height), 0, 0);
	return canvas;
}
