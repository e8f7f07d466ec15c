import type { Medium } from "../../core/medium.ts";
import { type Size, sizeForRatio } from "../../core/sizes.ts";
import { ZAI_OPEN_SIZE } from "../../wire/zai/models.ts";

/**
 * The pixels of a film. A named size is that size, turned by the aspect ratio where the model has one; an open one has a
 * short side of 1080 and follows the picture, 16:9 where there is none, up to 3840.
 */
export function filmSize(named: string | null, aspectRatio: string | null, picture: Medium | null): Size {
	if (named === null) return openSize(picture);
	const size = pair(named, "x");
	return aspectRatio === null ? size : sizeForRatio(Math.min(size.width, size.height), pair(aspectRatio, ":"));
}

function openSize(picture: Medium | null): Size {
	const { shortSide, maxSide } = ZAI_OPEN_SIZE;
	const { width, height } = sizeForRatio(shortSide, {
		width: picture?.width ?? 16,
		height: picture?.height ?? 9,
	});
	return { width: Math.min(width, maxSide), height: Math.min(height, maxSide) };
}

function pair(text: string, separator: string): Size {
	const [width = 0, height = 0] = text.split(separator).map(Number);
	return { width, height };
}
