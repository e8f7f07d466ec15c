import type { Size } from "../../../core/sizes.ts";
import { sample } from "../motion/flow.ts";
import { smallLuma } from "../motion/small-luma.ts";
import type { Plane } from "../picture/plane.ts";
import type { Source } from "../source/open-source.ts";
import type { Mouth } from "./find-mouth.ts";

/** A mouth as it was found in the frame of an instant. */
export interface Found {
	readonly mouth: Mouth;
	readonly atSeconds: number;
}

export type MouthPlace = Pick<Mouth, "x" | "y" | "reach">;

const longSide = 240;
const looksPerSecond = 12;

/** A mouth, and until when it is followed. */
export interface Followed extends Found {
	readonly toSeconds: number;
}

/**
 * Where it was at each look, the one at which it was found being 0, in pixels of the view, which its source covers; null where
 * the face was lost. Plain data.
 */
export interface MouthPath extends Pick<Followed, "atSeconds" | "toSeconds"> {
	readonly places: ReadonlyMap<number, MouthPlace | null>;
}

/**
 * Follows a mouth through its film, both ways from where it was found, by the face around it: in each look the place and
 * size at which that is most like itself.
 */
export function followMouth(source: Source, view: Size, { mouth, atSeconds, toSeconds }: Followed): MouthPath {
	const lumaAt = (instant: number) => smallLuma(source.picture(source.frameAt(instant)), longSide);
	const origin = lumaAt(atSeconds);
	const toView = scaleBetween(view, source, origin);
	const start: MouthPlace = toView.back(mouth);
	const places = new Map<number, MouthPlace | null>([[0, mouthPlace(mouth)]]);
	const step = 1 / looksPerSecond;
	for (const direction of [1, -1]) {
		let place: MouthPlace | null = start;
		let motion = { x: 0, y: 0 };
		const template = takeTemplate(origin, start);
		for (let look = direction; isWithin(atSeconds + look * step, toSeconds + step); look += direction) {
			if (place !== null) {
				const before: MouthPlace = place;
				place = search(lumaAt(atSeconds + look * step), template, {
					...before,
					x: before.x + motion.x,
					y: before.y + motion.y,
				});
				if (place !== null) motion = { x: place.x - before.x, y: place.y - before.y };
			}
			places.set(look, place === null ? null : toView.there(place));
		}
	}
	return { atSeconds, toSeconds, places };
}

/** Where a mouth is on its path at an instant; null where its face is lost. */
export function placeOn({ atSeconds, toSeconds, places }: MouthPath, now: number): MouthPlace | null {
	const at = (Math.min(now, toSeconds) - atSeconds) * looksPerSecond;
	const look = Math.floor(at);
	const [early, late] = [places.get(look) ?? null, places.get(look + 1) ?? places.get(look) ?? null];
	return early === null || late === null ? null : between(early, late, at - look);
}

function mouthPlace({ x, y, reach }: MouthPlace): MouthPlace {
	return { x, y, reach };
}

function isWithin(instant: number, end: number): boolean {
	return instant > -1 / looksPerSecond && instant < end;
}

function between(one: MouthPlace, other: MouthPlace, share: number): MouthPlace {
	const mixed = (from: number, to: number): number => from + (to - from) * share;
	return { x: mixed(one.x, other.x), y: mixed(one.y, other.y), reach: mixed(one.reach, other.reach) };
}

/** From the small picture of the whole source to the view, which may cut some of it off. */
function scaleBetween(view: Size, source: Size, small: Plane) {
	const scale = Math.max(view.width / source.width, view.height / source.height) * (source.width / small.columns);
	const left = (view.width - small.columns * scale) / 2;
	const top = (view.height - small.rows * scale) / 2;
	return {
		there: ({ x, y, reach }: MouthPlace) => ({ x: x * scale + left, y: y * scale + top, reach: reach * scale }),
		back: ({ x, y, reach }: MouthPlace) => ({ x: (x - left) / scale, y: (y - top) / scale, reach: reach / scale }),
	};
}

/** Points over the face, from the brows to the chin, in the mouth's reach. */
const columns = 20;
const rows = 22;
const [leftmost, rightmost, topmost, lowest] = [-2.7, 2.7, -4, 1.4];
const points = Array.from({ length: columns * rows }, (_, index) => ({
	x: leftmost + ((rightmost - leftmost) * (index % columns)) / (columns - 1),
	y: topmost + ((lowest - topmost) * Math.floor(index / columns)) / (rows - 1),
}));

/** What is seen at those points. */
function takeTemplate(luma: Plane, place: MouthPlace): Float32Array {
	return Float32Array.from(points, (_, at) => seenAt(luma, place, at));
}

const pointX = Float32Array.from(points, ({ x }) => x);
const pointY = Float32Array.from(points, ({ y }) => y);

function seenAt(luma: Plane, { x, y, reach }: MouthPlace, at: number): number {
	// A point's pixel is around its middle.
	return sample(luma, x + (pointX[at] as number) * reach - 0.5, y + (pointY[at] as number) * reach - 0.5);
}

const leastLike = 0.55;

/** Coarse, then fine; sizes close to the last one only. */
function search(luma: Plane, template: Float32Array, from: MouthPlace): MouthPlace | null {
	let best = from;
	let most = -1;
	const look = (far: number, step: number, sizes: readonly number[]): void => {
		const { x, y, reach } = best;
		for (const size of sizes) {
			for (let down = -far; down <= far; down += step) {
				for (let across = -far; across <= far; across += step) {
					const place = { x: x + across, y: y + down, reach: reach * size };
					const like = likeness(luma, place, template);
					if (like > most) [best, most] = [place, like];
				}
			}
		}
	};
	look(6, 2, [1]);
	look(1, 1, [0.97, 1, 1.03]);
	look(0.5, 0.25, [1]);
	return most < leastLike ? null : best;
}

/** How well what is seen at a place goes with the template, -1 to 1, whatever the light. */
function likeness(luma: Plane, place: MouthPlace, template: Float32Array): number {
	const count = template.length;
	let [one, other, oneOne, otherOther, both] = [0, 0, 0, 0, 0];
	for (let at = 0; at < count; at++) {
		const seen = seenAt(luma, place, at);
		const was = template[at] as number;
		one += seen;
		other += was;
		oneOne += seen * seen;
		otherOther += was * was;
		both += seen * was;
	}
	const spread = (oneOne - (one * one) / count) * (otherOther - (other * other) / count);
	return (both - (one * other) / count) / Math.sqrt(Math.max(1e-9, spread));
}
