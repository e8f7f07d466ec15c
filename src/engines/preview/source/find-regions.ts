import { type Canvas, createCanvas, ImageData } from "@napi-rs/canvas";
import type { FoundRegions } from "../../../core/ports/picture-maker.ts";
import { smoothAlong } from "../picture/edge-aware.ts";
import { subjectOf } from "../picture/nearness.ts";
import { mapPlane, type Plane } from "../picture/plane.ts";
import { takeThumbnail, type Thumbnail } from "../picture/thumbnail.ts";
import { encodeCanvas } from "../render/encode-picture.ts";
import { frameCanvas } from "./frame-canvas.ts";
import { openSource } from "./open-source.ts";
import { boxAround, partsOf } from "./parts.ts";
import { unlikeRow } from "./row-unlike.ts";

/**
 * Guesses what a frame shows: whatever stands out from the frame's borders and from its rows, each connected part by itself, the largest
 * first; one with much skin is called a person. There is always one, and the background, which is all the rest.
 */
export async function findRegions({ path, keyframe }: { path: string; keyframe: number }): Promise<FoundRegions> {
	const source = await openSource(path);
	try {
		const frame = Math.min(source.frames, Math.max(1, keyframe));
		const canvas = frameCanvas(source, frame - 1);
		const masks = [];
		for (const { name, mask } of regionsOf(canvas)) {
			masks.push({ name, picture: await encodeCanvas(paintMask(mask, canvas), "image/png") });
		}
		return { keyframe: await encodeCanvas(canvas, "image/jpeg"), frame, masks };
	} finally {
		source.close();
	}
}

type Region = { readonly name: FoundRegions["masks"][number]["name"]; readonly mask: Plane };

const long = 256;
const mostParts = 3;
/** Shares of the frame, and of a part. */
const smallestPart = 0.012;
const skinOfPerson = 0.12;
const faceShare = 0.2;

function regionsOf(canvas: Canvas): Region[] {
	const whole = { left: 0, top: 0, width: canvas.width, height: canvas.height };
	const view = takeThumbnail(canvas, whole, long);
	const likely = subjectOf(view);
	const apart = unlikeRow(view);
	const guess = mapPlane(
		likely,
		(index) => (likely.values[index] as number) * 0.35 + (apart.values[index] as number) * 0.65,
	);
	const subject = smoothAlong(guess, view.lightness, { radius: 4, tolerance: 0.05 });
	const skin = skinOf(view);
	const parts = partsOf(standingOut(subject), { smallest: smallestPart, most: mostParts });
	const regions = parts.map(
		(part): Region => ({ name: looksLikePerson(skin, part) ? "person" : "object", mask: part }),
	);
	const background = mapPlane(subject, (index) => (parts.some((part) => (part.values[index] as number) > 0.5) ? 0 : 1));
	return [...regions, { name: "background", mask: background }];
}

/** Where a subject is likely; where nothing is, the likeliest twelfth of the frame. */
function standingOut(subject: Plane): Plane {
	const sorted = Float32Array.from(subject.values).sort();
	const area = subject.values.length;
	const level = Math.min(0.5, sorted[Math.floor(area * (1 - 1 / 12))] as number);
	const above = (least: number): Plane =>
		mapPlane(subject, (index) => ((subject.values[index] as number) > least ? 1 : 0));
	const likely = above(level);
	if (likely.values.some((value) => value > 0)) return likely;
	const { columns, rows } = subject;
	// A frame of one colour: its middle is as good as any other part.
	return mapPlane(subject, (index) => {
		const x = ((index % columns) + 0.5) / columns - 0.5;
		const y = (Math.floor(index / columns) + 0.5) / rows - 0.5;
		return Math.hypot(x, y) < 0.2 ? 1 : 0;
	});
}

/** 1 where a colour could be skin: redder than green by a measure, and greener than blue, in all complexions. */
function skinOf(view: Thumbnail): Plane {
	return mapPlane(view.lightness, (index) => {
		const light = view.lightness.values[index] as number;
		const red = (view.redness.values[index] as number) - 0.5;
		const yellow = (view.yellowness.values[index] as number) - 0.5;
		return light > 0.15 &&
			light < 0.92 &&
			red > 0.035 &&
			red < 0.2 &&
			yellow > 0.02 &&
			yellow < 0.22 &&
			yellow < red * 2.4
			? 1
			: 0;
	});
}

/** Upright, with skin in its upper part, where a face would be, but not all over. */
function looksLikePerson(skin: Plane, part: Plane): boolean {
	const { columns, values } = part;
	const box = boxAround(part);
	if (box.height < 1.15 * box.width) return false;
	const inside = [...values.keys()].filter((index) => (values[index] as number) > 0.5);
	const shareOf = (indices: readonly number[]): number =>
		indices.reduce((sum, index) => sum + (skin.values[index] as number), 0) / Math.max(1, indices.length);
	const upper = inside.filter((index) => Math.floor(index / columns) < box.top + 0.45 * box.height);
	const all = shareOf(inside);
	return shareOf(upper) > faceShare && all > skinOfPerson && all < 0.8;
}

/** In the frame's size, with smooth outlines and nothing between black and white. */
function paintMask(mask: Plane, { width, height }: Canvas): Canvas {
	const small = createCanvas(mask.columns, mask.rows);
	const image = new ImageData(mask.columns, mask.rows);
	mask.values.forEach((value, index) => {
		image.data.fill(value > 0.5 ? 255 : 0, index * 4, index * 4 + 3);
		image.data[index * 4 + 3] = 255;
	});
	small.getContext("2d").putImageData(image, 0, 0);
	const canvas = createCanvas(width, height);
	const context = canvas.getContext("2d");
	context.imageSmoothingQuality = "high";
	context.drawImage(small, 0, 0, width, height);
	const whole = context.getImageData(0, 0, width, height);
	for (let at = 0; at < whole.data.length; at += 4)
		whole.data.fill((whole.data[at] as number) > 127 ? 255 : 0, at, at + 3);
	context.putImageData(whole, 0, 0);
	return canvas;
}
