import type { Medium } from "../../core/medium.ts";
import { ZAI_OPEN_SIZE } from "../../wire/zai/models.ts";

export interface FilmSize {
	readonly width: number;
	readonly height: number;
}

/**
 * The pixels of a film. A named size is that size, turned by the aspect ratio where a model has one; an open one has a
 * short side of 1080 and follows the picture, 16:9 where there is none, up to 3840.
 */
export function filmSize(named: string | null, aspectRatio: string | null, picture: Medium | null): FilmSize {
	if (named === null) return openSize(picture);
	const [width = 0, height = 0] = named.split("x").map(Number);
	if (aspectRatio === "9:16") return { width: height, height: width };
	if (aspectRatio === "1:1") return { width: height, height };
	return { width, height };
}

function openSize(picture: Medium | null): FilmSize {
	const { shortSide, maxSide } = ZAI_OPEN_SIZE;
	const { width, height } = { width: picture?.width ?? 16, height: picture?.height ?? 9 };
	const longSide = Math.min(maxSide, even((shortSide * Math.max(width, height)) / Math.min(width, height)));
	return width >= height ? { width: longSide, height: shortSide } : { width: shortSide, height: longSide };
}

function even(pixels: number): number {
	return 2 * Math.round(pixels / 2);
}
