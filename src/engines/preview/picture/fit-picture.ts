import { type Canvas, createCanvas, type Image } from "@napi-rs/canvas";
import { detailProfile } from "./detail-profile.ts";
import type { Size } from "../../../core/sizes.ts";
import { shrinkTo } from "./shrink.ts";

/** A picture cut to a film's size, with a border around it for a camera that looks past the edge. */
export interface FittedPicture {
	/** The film's size and the border's width; the pixels are `width + 2 * margin` a row. */
	readonly width: number;
	readonly height: number;
	readonly margin: number;
	/** Opaque RGBA, one number a pixel, in the byte order of `ImageData`. */
	readonly pixels: Int32Array;
	/** The same as a canvas, to be looked at small. */
	readonly canvas: Canvas;
	/** How much of the border on each side shows the picture itself; the rest mirrors it. */
	readonly spare: Sides;
}

export interface Sides {
	readonly left: number;
	readonly top: number;
	readonly right: number;
	readonly bottom: number;
}

/** Where the whole picture lies, in pixels of the film; it covers the film. */
interface Placement extends Size {
	readonly left: number;
	readonly top: number;
}

/**
 * Scales the picture until it covers the film and cuts what is over on one axis. The cut is centred across, and a
 * little above the middle down, where faces are; it gives way to detail: the window moves towards the part with the
 * most edges when that holds clearly more than the middle does.
 * What was cut off fills the border as far as it reaches, mirrored content the rest. Transparency is laid on white.
 */
export function fitPicture(picture: Canvas | Image, size: Size, margin: number): FittedPicture {
	const place = placePicture(picture, size);
	const width = size.width + 2 * margin;
	const height = size.height + 2 * margin;
	const canvas = createCanvas(width, height);
	const context = canvas.getContext("2d");
	context.fillStyle = "white";
	context.fillRect(0, 0, width, height);
	const near = shrinkTo(picture, place);
	// The best quality is a soft filter: it would blur even a picture that already has the right size.
	context.imageSmoothingQuality = near.width === place.width && near.height === place.height ? "low" : "high";
	context.drawImage(near, margin + place.left, margin + place.top, place.width, place.height);
	const spare = {
		left: Math.min(margin, Math.floor(0 - place.left)),
		top: Math.min(margin, Math.floor(0 - place.top)),
		right: Math.min(margin, Math.floor(place.left + place.width - size.width)),
		bottom: Math.min(margin, Math.floor(place.top + place.height - size.height)),
	};
	const image = context.getImageData(0, 0, width, height);
	const pixels = new Int32Array(image.data.buffer, image.data.byteOffset, width * height);
	mirrorBorder(pixels, { width, height }, inset(spare, margin));
	context.putImageData(image, 0, 0);
	return { width: size.width, height: size.height, margin, pixels, canvas, spare };
}

function placePicture(picture: Canvas | Image, size: Size): Placement {
	const scale = Math.max(size.width / picture.width, size.height / picture.height);
	const width = Math.max(size.width, picture.width * scale);
	const height = Math.max(size.height, picture.height * scale);
	const sideways = width - size.width >= height - size.height;
	const share = sideways ? size.width / width : size.height / height;
	const middle = sideways ? 0.5 : 0.3;
	const start =
		share > 0.999 ? 0 : bestWindow(detailProfile(picture, sideways ? "columns" : "rows"), { share, middle });
	return sideways
		? { width, height, left: -Math.min(width - size.width, start * width), top: 0 }
		: { width, height, left: 0, top: -Math.min(height - size.height, start * height) };
}

/** How much of the whole detail a window at the far end must have more than the centred one to win. */
const pullToCentre = 0.3;

/** Where the window that shows `share` of the profile begins, 0 to `1 - share`; without detail, at `middle` of that. */
function bestWindow(profile: Float32Array, options: { share: number; middle: number }): number {
	const { share, middle } = options;
	const free = 1 - share;
	const total = profile.reduce((sum, value) => sum + value, 0);
	if (total === 0) {
		return free * middle;
	}
	const length = Math.max(1, Math.round(share * profile.length));
	const last = profile.length - length;
	let sum = profile.subarray(0, length).reduce((sum, value) => sum + value, 0);
	let best = { score: Number.NEGATIVE_INFINITY, start: free * middle };
	for (let start = 0; start <= last; start++) {
		const offCentre = last === 0 ? 0 : Math.abs(start / last - middle) * 2;
		const score = sum / total - pullToCentre * offCentre * offCentre;
		if (score > best.score + 1e-6) {
			best = { score, start: last === 0 ? free * middle : (start / last) * free };
		}
		sum += (profile[start + length] ?? 0) - (profile[start] as number);
	}
	return best.start;
}

/** The rectangle of true content within the bordered picture. */
function inset(spare: Sides, margin: number): Sides {
	return {
		left: margin - spare.left,
		top: margin - spare.top,
		right: margin - spare.right,
		bottom: margin - spare.bottom,
	};
}

function mirrorBorder(pixels: Int32Array, size: Size, empty: Sides): void {
	const { width, height } = size;
	for (let row = empty.top; row < height - empty.bottom; row++) {
		const start = row * width;
		for (let step = 0; step < empty.left; step++) {
			pixels[start + empty.left - 1 - step] = pixels[start + empty.left + 1 + step] as number;
		}
		const end = start + width - empty.right;
		for (let step = 0; step < empty.right; step++) {
			pixels[end + step] = pixels[end - 2 - step] as number;
		}
	}
	for (let step = 0; step < empty.top; step++) {
		const from = (empty.top + 1 + step) * width;
		pixels.copyWithin((empty.top - 1 - step) * width, from, from + width);
	}
	for (let step = 0; step < empty.bottom; step++) {
		const from = (height - empty.bottom - 2 - step) * width;
		pixels.copyWithin((height - empty.bottom + step) * width, from, from + width);
	}
}
