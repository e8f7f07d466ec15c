import type { Size } from "../../core/sizes.ts";

/** Pixels on the longer and on the shorter side beyond which films are scaled up, not painted. */
const LONGEST = 1920;
const SHORTEST = 1080;

/** The size at which a film is painted: its own, or the largest even one of its shape within 1920x1080 in its orientation. */
export function paintedSize(film: Size): Size {
	const { width, height } = film;
	const scale = Math.min(1, LONGEST / Math.max(width, height), SHORTEST / Math.min(width, height));
	return scale === 1 ? { width, height } : { width: even(width * scale), height: even(height * scale) };
}

function even(length: number): number {
	return Math.max(2, Math.round(length / 2) * 2);
}
