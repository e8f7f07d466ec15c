import type { Pixels } from "../picture/pixels.ts";
import { type Box, createFacePlanes, type FacePlanes } from "./face-planes.ts";

/** Where a mouth is, in the picture's pixels. */
export interface Mouth {
	readonly x: number;
	/** Where the lips meet. */
	readonly y: number;
	/** Half of its width. */
	readonly reach: number;
	/** How much it looks like one of a face, from 0; the surest is taken. */
	readonly surety: number;
}

/**
 * Looks for a face that is seen from the front, upright, at least a tenth of the picture's height: skin with two eyes and
 * a mouth where a face has them, and something else around it. It is no model and sure of little: what it is not sure of
 * is null.
 */
export function findMouth(picture: Pixels): Mouth | null {
	const planes = createFacePlanes(picture);
	let best: { face: Face; surety: number } | null = null;
	const most = Math.min(planes.columns, planes.rows * 0.9);
	for (let width = 11; width < most; width *= 1.13) {
		const step = Math.max(1, width / 14);
		for (let y = width * 0.5; y < planes.rows - width * 0.5; y += step) {
			for (let x = width * 0.4; x < planes.columns - width * 0.4; x += step) {
				const surety = weigh(planes, { x, y, width });
				if (surety > (best?.surety ?? 0)) best = { face: { x, y, width }, surety };
			}
		}
	}
	if (best === null) return null;
	const { x, y, reach } = settle(planes, best.face);
	const { scale } = planes;
	return { x: x / scale, y: y / scale, reach: reach / scale, surety: best.surety };
}

/** The middle of a face and its width, in small pixels. */
interface Face {
	readonly x: number;
	readonly y: number;
	readonly width: number;
}

const tall = 1.32;

/** A box by its middle and lengths in the face's own measure: -0.5 to 0.5 across its width, and down its height. */
function part({ x, y, width }: Face, [across, down, wide, high]: readonly [number, number, number, number]): Box {
	return { x: x + across * width, y: y + down * width * tall, width: wide * width, height: high * width * tall };
}

const eyeDown = -0.1;
const mouthDown = 0.24;

/** 0 for what is no face. */
function weigh(planes: FacePlanes, face: Face): number {
	const inside = planes.skin(part(face, [0, 0.05, 0.66, 0.6]));
	if (inside < 0.6) return 0;
	const cheeks = [-0.24, 0.24].map((side) => planes.light(part(face, [side, 0.1, 0.16, 0.1]))) as [number, number];
	const eyes = [-0.21, 0.21].map((side) => planes.light(part(face, [side, eyeDown, 0.17, 0.08]))) as [number, number];
	const bridge = planes.light(part(face, [0, eyeDown, 0.1, 0.08]));
	const eyeDark = Math.min(Math.min(cheeks[0], bridge) - eyes[0], Math.min(cheeks[1], bridge) - eyes[1]);
	const skinLight = (cheeks[0] + cheeks[1]) / 2;
	if (eyeDark < 0.1 * skinLight) return 0;
	const mouth = part(face, [0, mouthDown, 0.26, 0.06]);
	const chin = part(face, [0, 0.37, 0.22, 0.06]);
	const lip = part(face, [0, 0.15, 0.16, 0.035]);
	const mouthDark = Math.min(planes.light(chin), planes.light(lip), skinLight) - planes.light(mouth);
	const mouthRed = planes.red(mouth) - Math.max(planes.red(chin), planes.red(lip));
	const lips = mouthDark + 1.2 * mouthRed;
	if (lips < 0.05 * skinLight) return 0;
	const around = [-0.68, 0.68].map((side) => planes.skin(part(face, [side, 0.05, 0.18, 0.5]))) as [number, number];
	const outside = (around[0] + around[1]) / 2;
	const forehead = planes.skin(part(face, [0, -0.26, 0.4, 0.1]));
	const uneven = Math.abs(eyes[0] - eyes[1]) + Math.abs(cheeks[0] - cheeks[1]);
	const likeness =
		inside +
		0.4 * forehead -
		1.1 * outside +
		(2.4 * Math.min(0.4, eyeDark)) / skinLight +
		1.6 * Math.min(0.3, lips) -
		2 * uneven;
	// Of alike ones the larger is the face, and the other a pattern in it.
	return likeness < leastLikeness ? 0 : likeness * face.width ** 0.25;
}

const leastLikeness = 1.15;

/** Moves the mouth to the row and columns where lips are darkest and reddest. */
function settle(planes: FacePlanes, face: Face): Omit<Mouth, "surety"> {
	const lipsAt = (x: number, y: number, wide: number): number => {
		const box = { x, y, width: wide, height: Math.max(1, 0.05 * face.width) };
		const near = 0.1 * face.width * tall;
		const above = { ...box, y: y - near };
		const below = { ...box, y: y + near };
		const dark = Math.min(planes.light(above), planes.light(below)) - planes.light(box);
		return dark + 1.2 * (planes.red(box) - Math.max(planes.red(above), planes.red(below)));
	};
	const expected = face.y + mouthDown * face.width * tall;
	const far = 0.09 * face.width;
	const seen: { x: number; y: number; lips: number }[] = [];
	for (let down = -far; down <= far; down += 0.5) {
		for (let across = -far; across <= far; across += 0.5) {
			const [x, y] = [face.x + across, expected + down];
			seen.push({ x, y, lips: lipsAt(x, y, 0.24 * face.width) });
		}
	}
	const most = seen.reduce((best, { lips }) => Math.max(best, lips), 1e-6);
	// Lips are even: of many places that are nearly as good the middle is meant.
	const weights = seen.map(({ lips }) => Math.max(0, lips - 0.85 * most));
	const total = weights.reduce((sum, weight) => sum + weight, 0);
	const x = seen.reduce((sum, place, at) => sum + place.x * (weights[at] as number), 0) / total;
	const y = seen.reduce((sum, place, at) => sum + place.y * (weights[at] as number), 0) / total;
	let reach = 0.12 * face.width;
	const single = Math.max(1, 0.03 * face.width);
	while (reach < 0.26 * face.width) {
		if (Math.min(lipsAt(x - reach, y, single), lipsAt(x + reach, y, single)) < 0.25 * most) break;
		reach += 0.5;
	}
	return { x, y, reach };
}
