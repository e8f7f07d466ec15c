/** Pixels. */
export interface Size {
	readonly width: number;
	readonly height: number;
}

/** A film is at most four times as long one way as the other. */
export const LONGEST_RATIO = 4;
/** Pixels of a film's longer side, as many as H.264's usual levels have. */
export const LONGEST_SIDE = 4_096;

/**
 * The size of a film whose shorter side is `shortSide` pixels and whose shape is that of `shape` (a ratio such as 16:9,
 * or a picture), first brought between 1:4 and 4:1, or less where the longer side would be too long. Both sides are even, as
 * H.264 wants them.
 */
export function sizeForRatio(shortSide: number, shape: Size): Size {
	const isWide = shape.width >= shape.height;
	const ratio = isWide ? shape.width / shape.height : shape.height / shape.width;
	const short = even(shortSide);
	const long = even(shortSide * Math.min(ratio, LONGEST_RATIO, LONGEST_SIDE / shortSide));
	return isWide ? { width: long, height: short } : { width: short, height: long };
}

function even(length: number): number {
	return Math.round(length / 2) * 2;
}
