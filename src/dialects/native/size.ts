import type { AspectRatio, Resolution } from "@filmgate/sdk";
import type { Medium } from "../../core/medium.ts";
import { type Size, sizeForRatio } from "../../core/sizes.ts";
import { RULES } from "./models.ts";

export const ASPECT_RATIOS: Readonly<Record<AspectRatio, Size>> = {
	"16:9": { width: 16, height: 9 },
	"9:16": { width: 9, height: 16 },
	"4:3": { width: 4, height: 3 },
	"3:4": { width: 3, height: 4 },
	"1:1": { width: 1, height: 1 },
	"21:9": { width: 21, height: 9 },
	"9:21": { width: 9, height: 21 },
};

/** The boxes that films fill as their shape allows; an upright film turns its box. */
export const RESOLUTIONS: Readonly<Record<Resolution, Size>> = {
	"360p": { width: 640, height: 360 },
	"480p": { width: 854, height: 480 },
	"540p": { width: 960, height: 540 },
	"720p": { width: 1280, height: 720 },
	"1080p": { width: 1920, height: 1080 },
	"1440p": { width: 2560, height: 1440 },
	"2160p": { width: 3840, height: 2160 },
};

export const DEFAULT_ASPECT_RATIO: AspectRatio = "16:9";
export const DEFAULT_RESOLUTION: Resolution = "720p";

/** Reads `1280x720`. Null when it is no size, or not one that is made. */
export function readSize(text: string): Size | null {
	const [, width, height] = /^([1-9]\d{1,4})x([1-9]\d{1,4})$/.exec(text) ?? [];
	if (width === undefined || height === undefined) return null;
	const size = { width: Number(width), height: Number(height) };
	return fits(size) ? size : null;
}

function fits({ width, height }: Size): boolean {
	const { side, maxPixels } = RULES;
	const fitting = [width, height].every((pixels) => pixels % 2 === 0 && pixels >= side.min && pixels <= side.max);
	return fitting && width * height <= maxPixels;
}

/** The largest film of this shape in the box of this resolution. */
export function sizeIn(resolution: Resolution, shape: Size): Size {
	const box = RESOLUTIONS[resolution];
	const [long, short] = [Math.max(shape.width, shape.height), Math.min(shape.width, shape.height)];
	return sizeForRatio(Math.min(box.height, (box.width * short) / long), shape);
}

/** A film of this shape with twice its sides, as far as films go. */
export function enlarge({ width, height }: Size): Size {
	const { side, maxPixels } = RULES;
	const factor = Math.min(2, side.max / Math.max(width, height), Math.sqrt(maxPixels / (width * height)));
	return evenSize({ width: width * factor, height: height * factor });
}

/** The even sides next to these, not beyond them unless a film would be too small. */
export function evenSize({ width, height }: Size): Size {
	const factor = Math.max(1, RULES.side.min / Math.min(width, height));
	const even = (pixels: number) => 2 * Math.floor((pixels * factor) / 2);
	return { width: even(width), height: even(height) };
}

/** The shape of a picture or film; null when there is none. */
export function shapeOf(input: { readonly medium: Pick<Medium, "width" | "height"> } | null): Size | null {
	const { width = null, height = null } = input?.medium ?? {};
	return width === null || height === null ? null : { width, height };
}
