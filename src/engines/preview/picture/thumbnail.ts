import { type Canvas, createCanvas, type Image } from "@napi-rs/canvas";
import { createPlane, type Plane } from "./plane.ts";
import { shrinkTo } from "./shrink.ts";

/** A small view of a picture in colours whose distance is roughly what an eye sees; each 0 to 1. */
export interface Thumbnail {
	readonly lightness: Plane;
	/** From green to red, and from blue to yellow. */
	readonly redness: Plane;
	readonly yellowness: Plane;
}

export interface Area {
	readonly left: number;
	readonly top: number;
	readonly width: number;
	readonly height: number;
}

/** `area` of the picture at about `long` points on its longer side. */
export function takeThumbnail(picture: Canvas | Image, area: Area, long: number): Thumbnail {
	const scale = long / Math.max(area.width, area.height);
	const columns = Math.max(2, Math.round(area.width * scale));
	const rows = Math.max(2, Math.round(area.height * scale));
	const least = { width: Math.ceil(picture.width * scale), height: Math.ceil(picture.height * scale) };
	const small = shrinkTo(picture, least);
	const shrunk = small.width / picture.width;
	const canvas = createCanvas(columns, rows);
	const context = canvas.getContext("2d");
	context.imageSmoothingQuality = "low";
	const { left, top, width, height } = area;
	context.drawImage(small, left * shrunk, top * shrunk, width * shrunk, height * shrunk, 0, 0, columns, rows);
	return readColours(context.getImageData(0, 0, columns, rows).data, { columns, rows });
}

function readColours(data: Uint8ClampedArray, shape: { columns: number; rows: number }): Thumbnail {
	const lightness = createPlane(shape);
	const redness = createPlane(shape);
	const yellowness = createPlane(shape);
	for (let index = 0; index < lightness.values.length; index++) {
		const red = (data[index * 4] as number) / 255;
		const green = (data[index * 4 + 1] as number) / 255;
		const blue = (data[index * 4 + 2] as number) / 255;
		lightness.values[index] = 0.3 * red + 0.59 * green + 0.11 * blue;
		redness.values[index] = 0.5 + 0.5 * (red - green);
		yellowness.values[index] = 0.5 + 0.5 * ((red + green) / 2 - blue);
	}
	return { lightness, redness, yellowness };
}
