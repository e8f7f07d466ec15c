import { ramp } from "../scene/noise.ts";
import { detailOf } from "./detail-profile.ts";
import { growHigh, limitSlope, smoothAlong } from "./edge-aware.ts";
import type { FittedPicture } from "./fit-picture.ts";
import { boxBlur, mapPlane, normalise, type Plane } from "./plane.ts";
import { barrierFrom, unlikeBorder } from "./salience.ts";
import { takeThumbnail, type Thumbnail } from "./thumbnail.ts";

/** The map is estimated at this many points on the picture's longer side. */
const mapLong = 128;

/**
 * A guess at what is near in a picture, 0 (far) to 1 (near), one value for each square of about 1/128 of the longer
 * side. Three things speak: the ground (what is lower is nearer, what joins the upper edge is sky), the subject (what
 * stands out from the border's colours, is sharp and is near the middle), and the outlines, which the guess is snapped to.
 */
export function estimateNearness(picture: FittedPicture): Plane {
	const { margin, width, height } = picture;
	const view = takeThumbnail(picture.canvas, { left: margin, top: margin, width, height }, mapLong);
	const subject = subjectOf(view);
	const ground = groundOf(view);
	const base = standingHeight(subject, ground);
	const guess = mapPlane(subject, (index) => {
		const share = subject.values[index] as number;
		const floor = ground.values[index] as number;
		return Math.max(floor, floor + (base - floor) * share);
	});
	return normalise(smoothAlong(guess, view.lightness, { radius: 5, tolerance: 0.08 }));
}

/**
 * The map made safe for a camera whose near and far parts come apart by up to `travel` pixels: nowhere so steep that
 * pixels would have to cross (then the picture would fold), with rounded shoulders. What is near grows a little first,
 * so that the shoulders lie outside its outline and it moves as one.
 */
export function softenNearness(map: Plane, options: { width: number; travel: number }): Plane {
	const square = options.width / map.columns;
	const slope = Math.min(0.5, (0.42 * square) / Math.max(options.travel, 1));
	return boxBlur(boxBlur(limitSlope(growHigh(boxBlur(map, 1), 3), slope), 2), 2);
}

/** 0 to 1: how surely a point belongs to what the picture is of; all 0 where nothing stands out. */
export function subjectOf(view: Thumbnail): Plane {
	const { columns, rows } = view.lightness;
	const barrier = barrierFrom(["top", "left", "right"], view);
	const strongest = barrier.values.reduce((most, value) => Math.max(most, value), 0);
	const apart = normalise(barrier);
	const unlike = unlikeBorder(view);
	const detail = normalise(boxBlur(detailOf(view.lightness), 3));
	const raw = mapPlane(view.lightness, (index) => {
		const across = (index % columns) / (columns - 1) - 0.5;
		const down = Math.floor(index / columns) / (rows - 1) - 0.56;
		const middle = Math.exp(-(across * across) / 0.2 - (down * down) / 0.32);
		const stands =
			0.5 * (apart.values[index] as number) +
			0.3 * (unlike.values[index] as number) +
			0.2 * (detail.values[index] as number);
		return stands * middle;
	});
	const level = threshold(raw);
	const trust = ramp(strongest, 0.12, 0.4);
	const spread = boxBlur(
		mapPlane(raw, (index) => ramp(raw.values[index] as number, level * 0.75, level * 1.25)),
		2,
	);
	return mapPlane(spread, (index) => trust * ramp(spread.values[index] as number, 0.2, 0.75));
}

/** Otsu's: the level that parts the values into two groups as unlike each other as can be. */
function threshold(plane: Plane): number {
	const bins = 64;
	const most = plane.values.reduce((high, value) => Math.max(high, value), 1e-6);
	const counts = new Float32Array(bins);
	for (const value of plane.values) {
		const bin = Math.min(bins - 1, Math.floor((value / most) * bins));
		counts[bin] = (counts[bin] as number) + 1;
	}
	const total = plane.values.length;
	const all = counts.reduce((sum, count, bin) => sum + count * bin, 0);
	let below = 0;
	let sumBelow = 0;
	let best = { spread: -1, bin: bins / 2 };
	for (let bin = 0; bin < bins - 1; bin++) {
		below += counts[bin] as number;
		sumBelow += (counts[bin] as number) * bin;
		if (below === 0 || below === total) continue;
		const apart = sumBelow / below - (all - sumBelow) / (total - below);
		const spread = below * (total - below) * apart * apart;
		if (spread > best.spread) best = { spread, bin };
	}
	return ((best.bin + 1) / bins) * most;
}

/** Nearness of a plain that runs from the lower edge to the back; what is joined to the upper edge lies behind it. */
function groundOf(view: Thumbnail): Plane {
	const { columns, rows } = view.lightness;
	const belowSky = normalise(barrierFrom(["top"], view));
	return mapPlane(belowSky, (index) => {
		const down = Math.floor(index / columns) / (rows - 1);
		return ramp(down, 0.2, 1.25) * (0.45 + 0.55 * ramp(belowSky.values[index] as number, 0.05, 0.5)) * 0.85;
	});
}

/** How near the ground is where the subject stands, so that its feet do not slide; never less than middle distance. */
function standingHeight(subject: Plane, ground: Plane): number {
	const { columns, rows } = subject;
	for (let row = rows - 1; row > 0; row--) {
		let weight = 0;
		let sum = 0;
		for (let column = 0; column < columns; column++) {
			const share = subject.values[row * columns + column] as number;
			weight += share;
			sum += share * (ground.values[row * columns + column] as number);
		}
		if (weight > columns * 0.02) return Math.max(0.62, sum / weight + 0.08);
	}
	return 0.62;
}
