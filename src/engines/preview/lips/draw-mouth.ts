import type { Pixels } from "../picture/pixels.ts";
import type { Mouth } from "./find-mouth.ts";
import type { MouthShape } from "./mouth-course.ts";

type Place = Pick<Mouth, "x" | "y" | "reach">;

/** Below this the lips of the film are left as they are. */
const least = 0.03;

/**
 * Opens a mouth in a picture, in place: the lower lip goes down and the chin below it is pressed together, the upper lip
 * goes up a little, and between them is the dark of the mouth with a hint of teeth and tongue.
 */
export function drawMouth(picture: Pixels, place: Place, shape: MouthShape): void {
	if (shape.open < least) return;
	const reach = place.reach * (shape.wide < 0 ? 1 + 0.38 * shape.wide : 1 + 0.1 * shape.wide);
	const down = shape.open * place.reach * (shape.wide < 0 ? 0.78 : 0.7);
	const left = Math.max(0, Math.ceil(place.x - reach));
	const right = Math.min(picture.width - 1, Math.floor(place.x + reach));
	for (let x = left; x <= right; x++) {
		const across = (x - place.x) / reach;
		const arch = Math.max(0, 1 - across * across) ** 0.62;
		drawColumn(picture, x, {
			middle: place.y,
			above: 0.24 * down * arch,
			below: down * arch,
			reach: place.reach,
			across,
			down,
		});
	}
}

interface Column {
	readonly middle: number;
	/** How far the lips part here, upwards and downwards. */
	readonly above: number;
	readonly below: number;
	readonly reach: number;
	/** -1 to 1 from corner to corner. */
	readonly across: number;
	/** How far the lower lip goes where it goes furthest. */
	readonly down: number;
}

function drawColumn(picture: Pixels, x: number, column: Column): void {
	const { middle, above, below, reach } = column;
	const top = middle - 0.9 * reach;
	const bottom = middle + 2.1 * reach;
	const first = Math.max(1, Math.ceil(top));
	const last = Math.min(picture.height - 2, Math.floor(bottom));
	const old = new Int32Array(last - first + 3);
	for (let y = first - 1; y <= last + 1; y++) old[y - first + 1] = picture.values[y * picture.width + x] as number;
	const oldAt = (y: number): number => {
		const from = Math.min(last, Math.max(first - 1, Math.floor(y)));
		return mix(old[from - first + 1] as number, old[from - first + 2] as number, Math.min(1, Math.max(0, y - from)));
	};
	for (let y = first; y <= last; y++) {
		const upper = middle - above;
		const lower = middle + below;
		let colour: number;
		if (y <= upper) colour = oldAt(top + ((y - top) * (middle - top)) / Math.max(1, upper - top));
		else if (y >= lower) colour = oldAt(bottom - ((bottom - y) * (bottom - middle)) / Math.max(1, bottom - lower));
		else {
			const inside = Math.min(1, (y - upper) / 1.6, (lower - y) / 1.6);
			colour = mix(oldAt(middle), insideColour(column, (y - upper) / (lower - upper)), inside);
		}
		picture.values[y * picture.width + x] = colour;
	}
}

// As pixels are kept: alpha, blue, green, red.
const dark = 0xff12102e;
const deepest = 0xff0a0818;
const teeth = 0xffced8e2;
const tongue = 0xff484696;

/** What is seen in an open mouth, from 0 at the upper lip to 1 at the lower. */
function insideColour({ across, down, reach }: Column, share: number): number {
	const shade = mix(dark, deepest, Math.sin(Math.PI * share));
	const openness = Math.min(1, down / (0.7 * reach));
	const rim = 1 - across * across;
	const toothRow = 0.34 - 0.12 * openness;
	const tooth = smooth((toothRow - share) / 0.07) * smooth((rim - 0.2) / 0.25) * 0.78 * smooth((openness - 0.12) / 0.2);
	const tongueTop = 0.62 + 0.35 * across * across;
	const lick = smooth((share - tongueTop) / 0.2) * 0.6 * smooth((openness - 0.3) / 0.3);
	return mix(mix(shade, tongue, lick), teeth, tooth);
}

function smooth(share: number): number {
	const kept = Math.min(1, Math.max(0, share));
	return kept * kept * (3 - 2 * kept);
}

function mix(one: number, other: number, share: number): number {
	const part = (shift: number): number => {
		const from = (one >> shift) & 255;
		return Math.round(from + (((other >> shift) & 255) - from) * share) << shift;
	};
	return part(0) | part(8) | part(16) | 0xff000000;
}
