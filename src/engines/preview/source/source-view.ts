import { type Canvas, createCanvas, ImageData } from "@napi-rs/canvas";
import type { Size } from "../../../core/sizes.ts";
import type { Pixels } from "../picture/pixels.ts";
import type { Area } from "../picture/thumbnail.ts";
import { createHalver } from "./halve-i420.ts";
import type { Source } from "./open-source.ts";
import { writeRgba, writeSmallerRgba } from "./to-rgba.ts";

/** A source film in the size in which it is painted. */
export interface SourceView {
	readonly width: number;
	readonly height: number;
	/** The frame seen at an instant, in the view's own pixels: they change with the next call, and may be changed. */
	pixelsAt(atSeconds: number): Pixels;
	/** The same of a frame by its number. */
	pixelsOf(frame: number): Pixels;
}

/**
 * Frames in `size`, which they cover: what a film of another shape has too much is cut off evenly on both sides.
 * A film of the very size comes through unscaled.
 */
export function createSourceView(source: Source, size: Size): SourceView {
	const { width, height } = size;
	const view = { width, height, values: new Int32Array(width * height) };
	const isSameSize = source.width === width && source.height === height;
	const read = isSameSize
		? (frame: number) => writeRgba(view.values, source.picture(frame))
		: createScaler(source, view);
	const pixelsOf = (frame: number): Pixels => {
		read(frame);
		return view;
	};
	return { width, height, pixelsOf, pixelsAt: (atSeconds) => pixelsOf(source.frameAt(atSeconds)) };
}

function createScaler(source: Source, view: Pixels): (frame: number) => void {
	const scale = Math.max(view.width / source.width, view.height / source.height);
	const width = source.width * scale;
	const height = source.height * scale;
	const place = { left: (view.width - width) / 2, top: (view.height - height) / 2 };
	return scale > 1 ? createEnlarger(source, view, { ...place, width, height }) : createReducer(source, view, place);
}

function createReducer(source: Source, view: Pixels, place: { left: number; top: number }): (frame: number) => void {
	const halvers: ReturnType<typeof createHalver>[] = [];
	let { width, height } = source;
	// What is mixed of the nearest pixels alone must not leave out any.
	for (; Math.max(view.width / width, view.height / height) < 0.5; width >>= 1, height >>= 1)
		halvers.push(createHalver());
	const scale = Math.max(view.width / width, view.height / height);
	return (frame) => {
		const picture = halvers.reduce((larger, halve) => halve(larger), source.picture(frame));
		writeSmallerRgba(view, picture, { ...place, scale });
	};
}

function createEnlarger(source: Source, view: Pixels, { left, top, width, height }: Area): (frame: number) => void {
	const image = new ImageData(source.width, source.height);
	const whole = new Int32Array(image.data.buffer, image.data.byteOffset, source.width * source.height);
	const near = createCanvas(source.width, source.height).getContext("2d", { alpha: false });
	const scaled = createCanvas(view.width, view.height);
	const context = scaled.getContext("2d", { alpha: false });
	context.imageSmoothingQuality = "high";
	return (frame) => {
		writeRgba(whole, source.picture(frame));
		near.putImageData(image, 0, 0);
		context.drawImage(near.canvas, left, top, width, height);
		copyOut(scaled, view.values);
	};
}

/** Gives the copy that the canvas hands out up at once: megabytes outside V8's heap would gather. */
export function copyOut(canvas: Canvas, target: Int32Array): void {
	const bytes = canvas.data();
	target.set(new Int32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 4));
	(bytes.buffer as ArrayBuffer).transfer(0);
}
