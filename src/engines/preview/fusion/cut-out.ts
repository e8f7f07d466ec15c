import { type Canvas, createCanvas, type Image } from "@napi-rs/canvas";
import type { Crew } from "../crew.ts";
import { smoothAlong } from "../picture/edge-aware.ts";
import { boxBlur, mapPlane, type Plane } from "../picture/plane.ts";
import { shrinkTo } from "../picture/shrink.ts";
import { takeThumbnail, type Thumbnail } from "../picture/thumbnail.ts";
import { createSampler } from "../picture/sampler.ts";
import { clamp, ramp } from "../scene/noise.ts";
import { type Segments, segment } from "./segment.ts";

/** What a picture is of, cut out of it. */
export interface CutOut {
	/** Tight about it, transparent around it. */
	readonly canvas: Canvas;
	/** Whether the picture's lower edge cuts it off: it must not float. */
	readonly cropped: boolean;
	/** Whether nothing could be told apart, so that it is the whole picture as a print. */
	readonly print: boolean;
}

/** The longer side of what is cut out, of the view that is segmented, and of the one that outlines are drawn in. */
const longest = 900;
const coarse = 128;
const fine = 400;
/** Below it, nothing is told apart. */
const leastContrast = 0.03;

/** Cuts the subjects out of the pictures of one film; its threads find their outlines together. */
export async function cutOutAll(pictures: readonly (Canvas | Image)[], crew: Crew): Promise<CutOut[]> {
	const outlines = await crew.share(
		"outlines",
		pictures.map((picture) => () => outlineOf(picture)),
	);
	return pictures.map((picture, index) => cutOut(picture, outlines[index]));
}

/** Cuts the subject out with a soft outline. A picture that is transparent already is taken at its word. */
export function cutOut(picture: Canvas | Image, alpha = outlineOf(picture)): CutOut {
	const canvas = scaled(picture);
	const fill = alpha.values.reduce((sum, value) => sum + value, 0) / alpha.values.length;
	if (fill < 0.015 || fill > 0.9) return asPrint(canvas);
	const bounds = boundsOf(alpha);
	erase(canvas, alpha);
	const { width, height } = canvas;
	const box = {
		x: Math.round(bounds.left * width),
		y: Math.round(bounds.top * height),
		width: Math.max(2, Math.round((bounds.right - bounds.left) * width)),
		height: Math.max(2, Math.round((bounds.bottom - bounds.top) * height)),
	};
	const tight = createCanvas(box.width, box.height);
	tight.getContext("2d").drawImage(canvas, -box.x, -box.y);
	return { canvas: tight, cropped: bounds.bottom > 0.985, print: false };
}

function scaled(picture: Canvas | Image): Canvas {
	const scale = Math.min(1, longest / Math.max(picture.width, picture.height));
	const width = Math.max(2, Math.round(picture.width * scale));
	const height = Math.max(2, Math.round(picture.height * scale));
	const canvas = createCanvas(width, height);
	const context = canvas.getContext("2d");
	context.imageSmoothingQuality = "medium";
	context.drawImage(shrinkTo(picture, { width, height }), 0, 0, width, height);
	return canvas;
}

/** The picture's own transparency, null where it has next to none. */
function ownAlpha(canvas: Canvas): Plane | null {
	const { width, height } = canvas;
	const { data } = canvas.getContext("2d").getImageData(0, 0, width, height);
	let clear = 0;
	for (let index = 3; index < data.length; index += 4) if ((data[index] as number) < 128) clear += 1;
	if (clear < 0.02 * width * height) return null;
	return mapPlane({ columns: width, rows: height }, (index) => (data[index * 4 + 3] as number) / 255);
}

/** The coarse mask, drawn along the picture's own edges and drawn in a little, so that no rim of the old place stays. */
/** Where the subject is, 0 to 1; plain data. */
function outlineOf(picture: Canvas | Image): Plane {
	const canvas = scaled(picture);
	return ownAlpha(canvas) ?? outline(canvas);
}

function outline(canvas: Canvas): Plane {
	const whole = { left: 0, top: 0, width: canvas.width, height: canvas.height };
	const view = takeThumbnail(canvas, whole, coarse);
	const segments = segment(view);
	const { mask } = segments;
	if (contrastOf(view, mask) < leastContrast) return mapPlane(mask, () => 0);
	const finer = takeThumbnail(canvas, whole, fine);
	const { columns, rows } = finer.lightness;
	const at = createSampler(mask.values, { ...mask, width: columns, height: rows });
	const larger = mapPlane(finer.lightness, (index) => at((index % columns) + 0.5, Math.floor(index / columns) + 0.5));
	const snug = smoothAlong(openGaps(finer, larger, segments), finer.lightness, { radius: 4, tolerance: 0.05 });
	return mapPlane(snug, (index) => ramp(snug.values[index] as number, 0.42, 0.78));
}

/** Points of the finer view about the outline, in which a leg and the grass beside it may have been one point of the coarse. */
const aboutOutline = 10;

/** Leaves out what shows through gaps that the coarse mask is too coarse for: there the colours have the last word. */
function openGaps(finer: Thumbnail, larger: Plane, { judge }: Segments): Plane {
	const unsure = mapPlane(larger, (index) => clamp(larger.values[index] as number, 0.2, 0.75));
	const judged = judge(finer, unsure);
	const wide = boxBlur(larger, aboutOutline);
	return mapPlane(larger, (index) => {
		const inside = wide.values[index] as number;
		if (inside > 0.995) return larger.values[index] as number;
		return Math.min(larger.values[index] as number, judged.values[index] as number);
	});
}

/** How far the mean colours within a mask and without it are apart. */
function contrastOf(view: Thumbnail, mask: Plane): number {
	const apart = [view.lightness, view.redness, view.yellowness].map(({ values }) => {
		const [within, without] = [
			[0, 1e-6],
			[0, 1e-6],
		] as [[number, number], [number, number]];
		values.forEach((value, index) => {
			const share = mask.values[index] as number;
			within[0] += share * value;
			within[1] += share;
			without[0] += (1 - share) * value;
			without[1] += 1 - share;
		});
		return within[0] / within[1] - without[0] / without[1];
	});
	return Math.hypot(...apart);
}

function erase(canvas: Canvas, alpha: Plane): void {
	const { width, height } = canvas;
	const context = canvas.getContext("2d");
	const image = context.getImageData(0, 0, width, height);
	const at = createSampler(alpha.values, { ...alpha, width, height });
	for (let index = 0; index < width * height; index++) {
		const share = at((index % width) + 0.5, Math.floor(index / width) + 0.5);
		image.data[index * 4 + 3] = Math.min(image.data[index * 4 + 3] as number, 255 * share);
	}
	context.putImageData(image, 0, 0);
}

/** In shares of the picture. */
function boundsOf(alpha: Plane): { left: number; top: number; right: number; bottom: number } {
	let [left, top, right, bottom] = [alpha.columns, alpha.rows, 0, 0];
	alpha.values.forEach((value, index) => {
		if (value < 0.08) return;
		const [x, y] = [index % alpha.columns, Math.floor(index / alpha.columns)];
		left = Math.min(left, x);
		right = Math.max(right, x + 1);
		top = Math.min(top, y);
		bottom = Math.max(bottom, y + 1);
	});
	return {
		left: left / alpha.columns,
		top: top / alpha.rows,
		right: right / alpha.columns,
		bottom: bottom / alpha.rows,
	};
}

/** The picture with a white rim and round corners, as it stands when nothing in it can be told from the rest. */
function asPrint(canvas: Canvas): CutOut {
	const rim = Math.round(Math.min(canvas.width, canvas.height) * 0.04);
	const print = createCanvas(canvas.width + 2 * rim, canvas.height + 2 * rim);
	const context = print.getContext("2d");
	context.beginPath();
	context.roundRect(0, 0, print.width, print.height, rim * 0.8);
	context.fillStyle = "#f8f5ee";
	context.fill();
	context.drawImage(canvas, rim, rim);
	return { canvas: print, cropped: false, print: true };
}
