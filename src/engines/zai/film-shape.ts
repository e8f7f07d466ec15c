import type { Medium } from "../../core/medium.ts";
import { type Size, sizeForRatio } from "../../core/sizes.ts";
import { ZAI_OPEN_SIZE, type ZaiModelRules } from "../../wire/zai/models.ts";

/** A pair of fields, and the pixels that they stand for. Null: the field is left out. */
export interface FilmShape extends Size {
	readonly size: string | null;
	readonly aspectRatio: string | null;
}

/** How much more a wrong shape hurts than a wrong number of pixels. */
const SHAPE_WEIGHT = 4;

/** What comes nearest to a size among all that a model offers; the size itself where it is offered. */
export function nearestShape(wanted: Size, rules: ZaiModelRules, picture: Medium | null): FilmShape {
	const [first, ...others] = shapesOf(rules, picture);
	if (first === undefined) throw new Error("This model offers no size.");
	return others.reduce((best, shape) => (distance(shape, wanted) < distance(best, wanted) ? shape : best), first);
}

function shapesOf(rules: ZaiModelRules, picture: Medium | null): FilmShape[] {
	const shapes = rules.size.allowed.flatMap((size): FilmShape[] => {
		const named = pair(size, "x");
		if (rules.aspectRatio === null) return [{ size, aspectRatio: null, ...named }];
		return rules.aspectRatio.allowed.map((aspectRatio) => {
			const turned = sizeForRatio(Math.min(named.width, named.height), pair(aspectRatio, ":"));
			return { size, aspectRatio, ...turned };
		});
	});
	const open = rules.size.otherwise === null ? openSize(picture) : null;
	return open === null ? shapes : [...shapes, { size: null, aspectRatio: null, ...open }];
}

/** What a model makes of a picture when no size is named; null without a picture, as then nothing is said about it. */
function openSize(picture: Medium | null): Size | null {
	if (picture?.width == null || picture.height === null) return null;
	const { shortSide, maxSide } = ZAI_OPEN_SIZE;
	const { width, height } = sizeForRatio(shortSide, { width: picture.width, height: picture.height });
	return { width: Math.min(width, maxSide), height: Math.min(height, maxSide) };
}

function distance(one: Size, other: Size): number {
	const shape = Math.abs(Math.log((one.width * other.height) / (one.height * other.width)));
	const pixels = Math.abs(Math.log((one.width * one.height) / (other.width * other.height)));
	return SHAPE_WEIGHT * shape + pixels;
}

function pair(text: string, separator: string): Size {
	const [width = 0, height = 0] = text.split(separator).map(Number);
	return { width, height };
}
