export interface Size {
	readonly width: number;
	readonly height: number;
}

/** A film is at most four times as long one way as the other. */
const longestRatio = 4;

/**
 * The size of a film that follows its picture: the shorter side is `shortSide` pixels, the longer one keeps the
 * picture's ratio, which is first brought between 1:4 and 4:1. Both sides are even, as H.264 wants them.
 * Throws a RangeError for a size that is not positive.
 */
export function fittedSize(picture: Size, shortSide: number): Size {
	if (!(picture.width > 0 && picture.height > 0 && shortSide > 0)) {
		throw new RangeError("a picture and a film have sides longer than 0");
	}
	const wide = picture.width >= picture.height;
	const ratio = Math.min(longestRatio, wide ? picture.width / picture.height : picture.height / picture.width);
	const short = even(shortSide);
	const long = even(short * ratio);
	return wide ? { width: long, height: short } : { width: short, height: long };
}

const paintedLong = 1920;
const paintedShort = 1080;

/** The size at which a film is painted: its own, or the largest of its ratio that fits 1920x1080 in its orientation. */
export function paintedSize(film: Size): Size {
	const long = Math.max(film.width, film.height);
	const short = Math.min(film.width, film.height);
	const scale = Math.min(1, paintedLong / long, paintedShort / short);
	return scale === 1 ? film : { width: even(film.width * scale), height: even(film.height * scale) };
}

function even(length: number): number {
	return Math.max(2, Math.round(length / 2) * 2);
}
