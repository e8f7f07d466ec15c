import { type Canvas, createCanvas, type Image, type SKRSContext2D } from "@napi-rs/canvas";
import { type Affine, affineAt, fitAffine } from "../motion/affine.ts";
import { type Flow, sample } from "../motion/flow.ts";
import { trackFilm } from "../motion/track.ts";
import { mapPlane, type Plane } from "../picture/plane.ts";
import type { Area } from "../picture/thumbnail.ts";
import { boxAround } from "../source/parts.ts";
import type { SourceRoom } from "../source/source-painter.ts";

/** A part of a film that was marked in one of its frames and is followed from there. */
export interface TrackedRegion {
	/** White, more or less opaque, where the region is at the key frame; as large as what is painted. */
	readonly mask: Canvas;
	/** Where it lies in the key frame, in pixels. */
	readonly box: Area;
	readonly keySeconds: number;
	/** Where it has gone by an instant. */
	placeAt(atSeconds: number): Place;
	/** Draws with `draw`, as if at the key frame, moved to where the region has gone. */
	follow(context: SKRSContext2D, atSeconds: number, draw: (context: SKRSContext2D) => void): void;
}

export type Transform = [a: number, b: number, c: number, d: number, e: number, f: number];

/** How pixels of the key frame become those of an instant, and those of the instant become the key frame's. */
export interface Place {
	readonly forth: Transform;
	readonly back: Transform;
}

/**
 * Follows what `masks` mark, white on black, together. The first key frame is 1; without one the marks are those of the first.
 * An empty mask marks nothing.
 */
export async function trackRegion(room: SourceRoom, masks: readonly Image[]): Promise<TrackedRegion> {
	const { order, source, view, crew } = room;
	const key = Math.min(source.frames, Math.max(1, order.settings.keyframe ?? 1)) - 1;
	const keySeconds = source.startOf(key);
	const toSeconds = Math.min(order.seconds, source.startOf(source.frames - 1));
	const track = await trackFilm(source, { originSeconds: keySeconds, fromSeconds: 0, toSeconds }, crew);
	const { mask, box } = readMasks(masks, view);
	const region = shrink(mask, track.flowAt(keySeconds));
	// Whoever draws a frame asks for its place several times.
	let last: { readonly atSeconds: number; readonly place: Place } | null = null;
	const placeAt = (atSeconds: number): Place => {
		if (last?.atSeconds !== atSeconds) {
			const place = measurePlace(region, track.flowAt(Math.min(atSeconds, toSeconds)), view.width);
			last = { atSeconds, place };
		}
		return last.place;
	};
	return {
		mask,
		box,
		keySeconds,
		placeAt,
		follow(context, atSeconds, draw) {
			context.save();
			context.transform(...placeAt(atSeconds).forth);
			draw(context);
			context.restore();
		},
	};
}

function measurePlace(region: Plane, flow: Flow, width: number): Place {
	const inside = Float32Array.from(flow.x, (x, index) => {
		const column = (index % flow.columns) + x;
		const row = Math.floor(index / flow.columns) + (flow.y[index] as number);
		return sample(region, column, row) + 1e-4;
	});
	const { grow, turn, x, y } = asRigid(fitAffine(flow, inside), middleOf(flow, inside));
	const square = width / flow.columns;
	// What is seen at a point was, in the key frame, at the rigid motion of that point.
	const back: Transform = [grow, turn, -turn, grow, x * square, y * square];
	return { back, forth: invert(back) };
}

/** A shift, a growth and a turn: what is pasted in must not be squeezed by what the measure got wrong. */
interface Rigid {
	readonly grow: number;
	readonly turn: number;
	readonly x: number;
	readonly y: number;
}

/**
 * How far a region may grow, and turn: parts of it that go their own way, such as a mill's sails, are easily taken for a
 * turn of the whole, and what stands in for something that stands must not fall over.
 */
const [mostGrowth, mostTurn] = [0.3, 0.06];

function asRigid({ x, y }: Affine, middle: { column: number; row: number }): Rigid {
	const held = (value: number, most: number): number => Math.max(-most, Math.min(most, 0.8 * value));
	const grow = held((x[1] + y[2]) / 2, mostGrowth);
	const turn = held((y[1] - x[2]) / 2, mostTurn);
	const { column, row } = middle;
	return {
		grow: 1 + grow,
		turn,
		x: affineAt(x, column, row) - grow * column + turn * row,
		y: affineAt(y, column, row) - turn * column - grow * row,
	};
}

function invert([grow, turn, , , x, y]: Transform): Transform {
	const whole = grow * grow + turn * turn;
	const [a, b] = [grow / whole, -turn / whole];
	return [a, b, -b, a, -(a * x - b * y), -(b * x + a * y)];
}

function middleOf({ columns }: Flow, inside: Float32Array): { column: number; row: number } {
	let [weight, column, row] = [1e-9, 0, 0];
	inside.forEach((share, index) => {
		weight += share;
		column += share * (index % columns);
		row += share * Math.floor(index / columns);
	});
	return { column: column / weight, row: row / weight };
}

/** The masks together, their edges softened, and the box around them. */
function readMasks(masks: readonly Image[], size: { width: number; height: number }): { mask: Canvas; box: Area } {
	const { width, height } = size;
	const mask = createCanvas(width, height);
	const context = mask.getContext("2d");
	context.fillStyle = "black";
	context.fillRect(0, 0, width, height);
	context.globalCompositeOperation = "lighten";
	for (const image of masks) context.drawImage(image, 0, 0, width, height);
	const hard = context.getImageData(0, 0, width, height);
	const box = boxAround(
		mapPlane({ columns: width, rows: height }, (index) => ((hard.data[index * 4] as number) > 127 ? 1 : 0)),
	);
	const soft = createCanvas(width, height).getContext("2d");
	soft.filter = `blur(${(Math.min(width, height) / 150).toFixed(2)}px)`;
	soft.drawImage(mask, 0, 0);
	const image = soft.getImageData(0, 0, width, height);
	for (let at = 0; at < image.data.length; at += 4) {
		// A little wider than it was marked, so that nothing of what is replaced shows at its edge.
		image.data[at + 3] = Math.min(255, (image.data[at] as number) * 1.8);
		image.data.fill(255, at, at + 3);
	}
	context.putImageData(image, 0, 0);
	return { mask, box };
}

function shrink(mask: Canvas, { columns, rows }: { columns: number; rows: number }): Plane {
	const small = createCanvas(columns, rows);
	const context = small.getContext("2d");
	context.imageSmoothingQuality = "medium";
	context.drawImage(mask, 0, 0, columns, rows);
	const { data } = context.getImageData(0, 0, columns, rows);
	return mapPlane({ columns, rows }, (index) => (data[index * 4 + 3] as number) / 255);
}
