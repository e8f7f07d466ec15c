import { type Canvas, createCanvas } from "@napi-rs/canvas";
import type { Painter } from "../painter.ts";
import { i420Bytes, type PixelRows, writeI420Rows } from "./i420.ts";

/** Draws frames with a painter and hands them out in the film's size. Reuses its canvases: one frame at a time. */
export interface FrameReader {
	draw(atSeconds: number): void;
	/** The drawn frame as I420. The array is overwritten by the next read. */
	read(): Uint8Array;
	/** The drawn frame as a JPEG, at most 1280 pixels on its long side. */
	cover(): Promise<Cover>;
}

export interface Cover {
	readonly jpeg: Uint8Array;
	readonly width: number;
	readonly height: number;
}

export interface FilmSize {
	readonly width: number;
	readonly height: number;
}

const coverLongSide = 1280;
const coverQuality = 88;
const bandRows = 256;

export function createFrameReader(painter: Painter, film: FilmSize): FrameReader {
	const canvas = createCanvas(painter.width, painter.height);
	const context = canvas.getContext("2d", { alpha: false });
	const picture = new Uint8Array(i420Bytes(film.width, film.height));
	const sameSize = painter.width === film.width && painter.height === film.height;
	const read = sameSize ? () => readWhole(canvas, picture) : createBandReader(canvas, film, picture);
	return {
		draw: (atSeconds) => painter.paint(context, atSeconds),
		read() {
			read();
			return picture;
		},
		cover: () => encodeCover(canvas, film),
	};
}

function readWhole(canvas: Canvas, picture: Uint8Array): void {
	const { width, height } = canvas;
	convert(canvas, picture, { width, height, top: 0, rows: height });
}

/** Scales band by band, so that a 4K frame never stands in memory as RGBA. */
function createBandReader(canvas: Canvas, film: FilmSize, picture: Uint8Array): () => void {
	const { width, height } = film;
	const band = createCanvas(width, Math.min(bandRows, height));
	const context = band.getContext("2d", { alpha: false });
	context.imageSmoothingEnabled = true;
	context.imageSmoothingQuality = "medium";
	return () => {
		for (let top = 0; top < height; top += bandRows) {
			const rows = Math.min(bandRows, height - top);
			context.drawImage(canvas, 0, 0, canvas.width, canvas.height, 0, -top, width, height);
			convert(band, picture, { width, height, top, rows });
		}
	};
}

/**
 * `canvas.data()` is a copy without the conversions of `getImageData`; opaque, so premultiplied makes no difference.
 * The copy, megabytes outside V8's heap, is given up at once: it goes at the next turn of the event loop, where a
 * collector would first let many gather.
 */
function convert(canvas: Canvas, picture: Uint8Array, rows: Omit<PixelRows, "pixels">): void {
	const bytes = canvas.data();
	writeI420Rows(picture, { ...rows, pixels: new Int32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 4) });
	(bytes.buffer as ArrayBuffer).transfer(0);
}

/** A JPEG of the film's shape, at most 1280 pixels on its long side. */
export async function encodeCover(canvas: Canvas, film: FilmSize): Promise<Cover> {
	const scale = Math.min(1, coverLongSide / Math.max(film.width, film.height));
	const width = Math.max(1, Math.round(film.width * scale));
	const height = Math.max(1, Math.round(film.height * scale));
	const target = createCanvas(width, height);
	const context = target.getContext("2d", { alpha: false });
	context.imageSmoothingEnabled = true;
	context.imageSmoothingQuality = "high";
	context.drawImage(canvas, 0, 0, canvas.width, canvas.height, 0, 0, width, height);
	return { jpeg: new Uint8Array(await target.encode("jpeg", coverQuality)), width, height };
}
