import { type Canvas, createCanvas, ImageData } from "@napi-rs/canvas";
import type { FoundRegions } from "../../../core/ports/picture-maker.ts";
import { findMouth, type Mouth } from "../lips/find-mouth.ts";
import { smoothAlong } from "../picture/edge-aware.ts";
import { subjectOf } from "../picture/nearness.ts";
import { boxBlur, mapPlane, type Plane } from "../picture/plane.ts";
import { takeThumbnail, type Thumbnail } from "../picture/thumbnail.ts";
import { ramp } from "../scene/noise.ts";
import { encodeCanvas } from "../render/encode-picture.ts";
import { canvasOf } from "./frame-canvas.ts";
import { openSource } from "./open-source.ts";
import { boxAround, partsOf } from "./parts.ts";
import { unlikeRow } from "./row-unlike.ts";
import { createSourceView } from "./source-view.ts";

/**
 * Guesses what a frame shows: whatever stands out from the frame's borders and from its rows, each connected part by itself, first
 * what is large, unlike its surroundings and near, the sky last; one with a face, or with skin where a face would be, is called a person. There is always one, and the background, which is all the rest.
 */
export async function findRegions({ path, keyframe }: { path: string; keyframe: number }): Promise<FoundRegions> {
	const source = await openSource(path);
	try {
		const frame = Math.min(source.frames, Math.max(1, keyframe));
		const pixels = createSourceView(source, source).pixelsOf(frame - 1);
		const canvas = canvasOf(pixels);
		const masks = [];
		for (const { name, mask } of regionsOf(canvas, findMouth(pixels))) {
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

function regionsOf(canvas: Canvas, mouth: Mouth | null): Region[] {
	const whole = { left: 0, top: 0, width: canvas.width, height: canvas.height };
	const view = takeThumbnail(canvas, whole, long);
	const likely = subjectOf(view);
	const apart = unlikeRow(view);
	const sky = skyOf(view);
	const guess = mapPlane(likely, (index) => {
		const stands = (likely.values[index] as number) * 0.35 + (apart.values[index] as number) * 0.65;
		return stands * (1 - 0.85 * (sky.values[index] as number));
	});
	const subject = smoothAlong(guess, view.lightness, { radius: 4, tolerance: 0.05 });
	const skin = skinOf(view);
	const found = partsOf(standingOut(subject), { smallest: smallestPart, most: 3 * mostParts });
	const parts = found
		.map((part) => ({ part, weight: weightOf(part, guess) }))
		.sort((one, other) => other.weight - one.weight)
		.map(({ part }) => part)
		.slice(0, mostParts);
	const regions = parts.map(
		(part): Region => ({
			name: holds(part, mouth, canvas) || looksLikePerson(skin, part) ? "person" : "object",
			mask: part,
		}),
	);
	const background = mapPlane(subject, (index) => (parts.some((part) => (part.values[index] as number) > 0.5) ? 0 : 1));
	return [...regions, { name: "background", mask: background }];
}

/** 1 where a frame may show sky or clouds: in its upper part, light, not warm, and soft. */
function skyOf(view: Thumbnail): Plane {
	const { lightness, redness, yellowness } = view;
	const { columns, rows } = lightness;
	const crisp = boxBlur(crispness(lightness), 3);
	return mapPlane(lightness, (index) => {
		const warm = Math.max((redness.values[index] as number) - 0.5, (yellowness.values[index] as number) - 0.5);
		const down = Math.floor(index / columns) / rows;
		return (
			(1 - ramp(down, 0.5, 0.66)) *
			ramp(lightness.values[index] as number, 0.42, 0.6) *
			(1 - ramp(warm, 0.02, 0.06)) *
			(1 - ramp(crisp.values[index] as number, 0.035, 0.075))
		);
	});
}

/** How unlike each point is to those beside it: clouds are soft, things are not. */
function crispness({ columns, rows, values }: Plane): Plane {
	return mapPlane({ columns, rows }, (index) => {
		const right = values[index % columns < columns - 1 ? index + 1 : index] as number;
		const below = values[index + columns] ?? (values[index] as number);
		return Math.abs(right - (values[index] as number)) + Math.abs(below - (values[index] as number));
	});
}

/** How much a part asks to be looked at: large, unlike what is around it, and towards the middle and the foreground. */
function weightOf(part: Plane, guess: Plane): number {
	const { columns, rows, values } = part;
	const { left, top, width, height } = boxAround(part);
	let [sum, count] = [0, 1e-6];
	values.forEach((value, index) => {
		if (value < 0.5) return;
		sum += guess.values[index] as number;
		count++;
	});
	const across = (left + width / 2) / columns - 0.5;
	const foot = (top + height) / rows;
	return Math.sqrt(count) * (sum / count) * (1 - 1.1 * Math.abs(across)) * (0.4 + 0.6 * ramp(foot, 0.3, 0.75));
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

/** Whether a face is in a part, by where its mouth is. */
function holds({ columns, rows, values }: Plane, mouth: Mouth | null, { width, height }: Canvas): boolean {
	if (mouth === null) return false;
	const [column, row] = [Math.floor((mouth.x / width) * columns), Math.floor((mouth.y / height) * rows)];
	return (values[row * columns + column] ?? 0) > 0.5;
}

/** Upright, with skin in its upper part, where a face would be, but not all over. */
function looksLikePerson(skin: Plane, part: Plane): boolean {
	const { columns, values } = part;
	const box = boxAround(part);
	// People stand: what ends in the upper half of a frame hangs or flies.
	if (box.height < 1.15 * box.width || box.top + box.height < 0.55 * part.rows) return false;
	const inside = [...values.keys()].filter((index) => (values[index] as number) > 0.5);
	const shareOf = (indices: readonly number[]): number =>
		indices.reduce((sum, index) => sum + (skin.values[index] as number), 0) / Math.max(1, indices.length);
	const upper = inside.filter((index) => Math.floor(index / columns) < box.top + 0.45 * box.height);
	const all = shareOf(inside);
	return shareOf(upper) > faceShare && all > skinOfPerson && all < 0.55;
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
