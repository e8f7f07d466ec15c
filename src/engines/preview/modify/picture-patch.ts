import { type Canvas, createCanvas, type Image } from "@napi-rs/canvas";
import { shrinkTo } from "../picture/shrink.ts";
import { fitPicture } from "../picture/fit-picture.ts";
import { canvasOf } from "../source/frame-canvas.ts";
import type { SourceRoom } from "../source/source-painter.ts";
import type { TrackedRegion } from "./tracked-region.ts";

/**
 * A picture cut to a region's outline, as it lies in the key frame: scaled to cover the region's box, and brought half of the
 * way to the light and colours of what it replaces.
 */
export function createPatch(room: SourceRoom, region: TrackedRegion, picture: Image): Canvas {
	const { width, height } = room.view;
	const patch = createCanvas(width, height);
	const { box } = region;
	if (box.width === 0) return patch;
	const context = patch.getContext("2d");
	const near = Math.round(Math.min(width, height) / 40);
	const size = { width: box.width + 2 * near, height: box.height + 2 * near };
	const fitted = fitPicture(shrinkTo(picture, size), size, 0);
	context.drawImage(fitted.canvas, box.left - near, box.top - near);
	const frame = canvasOf(room.view.pixelsAt(region.keySeconds));
	matchColours(patch, { frame, region });
	context.globalCompositeOperation = "destination-in";
	context.drawImage(region.mask, 0, 0);
	return patch;
}

/** How far a patch's mean colour goes towards the film's. */
const share = 0.4;

function matchColours(patch: Canvas, { frame, region }: { frame: Canvas; region: TrackedRegion }): void {
	const wanted = meanWithin(frame, region);
	const own = meanWithin(patch, region);
	const gains = wanted.map((value, channel) => {
		const gain = ((value + 12) / ((own[channel] as number) + 12)) ** share;
		return Math.max(0.6, Math.min(1.6, gain));
	});
	const context = patch.getContext("2d");
	const image = context.getImageData(0, 0, patch.width, patch.height);
	for (let at = 0; at < image.data.length; at += 4)
		for (const channel of [0, 1, 2])
			image.data[at + channel] = (image.data[at + channel] as number) * (gains[channel] as number);
	context.putImageData(image, 0, 0);
}

function meanWithin(canvas: Canvas, { mask }: TrackedRegion): readonly number[] {
	const size = 64;
	const small = createCanvas(size, size);
	const context = small.getContext("2d");
	context.imageSmoothingQuality = "medium";
	context.drawImage(canvas, 0, 0, size, size);
	context.globalCompositeOperation = "destination-in";
	context.drawImage(mask, 0, 0, size, size);
	const { data } = context.getImageData(0, 0, size, size);
	const sums = [0, 0, 0];
	let weight = 1e-6;
	for (let at = 0; at < data.length; at += 4) {
		const alpha = data[at + 3] as number;
		weight += alpha;
		for (const channel of [0, 1, 2]) sums[channel] = (sums[channel] as number) + (data[at + channel] as number) * alpha;
	}
	return sums.map((sum) => sum / weight);
}
