import type { Pixels } from "../picture/pixels.ts";

/**
 * A mild unsharp mask: brings back the crispness that scaling up takes. No channel changes by more than 24, which keeps
 * halos small. Writes into `target`.
 */
export function sharpen(target: Pixels, source: Pixels, amount: number): void {
	const { width, height, values } = source;
	const strength = Math.round(amount * 64);
	target.values.set(values);
	for (let y = 1; y < height - 1; y++) {
		for (let at = y * width + 1, end = (y + 1) * width - 1; at < end; at++) {
			const here = values[at] as number;
			const left = values[at - 1] as number;
			const right = values[at + 1] as number;
			const above = values[at - width] as number;
			const below = values[at + width] as number;
			target.values[at] =
				0xff000000 |
				crisp(here & 255, (left & 255) + (right & 255) + (above & 255) + (below & 255), strength) |
				(crisp(
					(here >> 8) & 255,
					((left >> 8) & 255) + ((right >> 8) & 255) + ((above >> 8) & 255) + ((below >> 8) & 255),
					strength,
				) <<
					8) |
				(crisp(
					(here >> 16) & 255,
					((left >> 16) & 255) + ((right >> 16) & 255) + ((above >> 16) & 255) + ((below >> 16) & 255),
					strength,
				) <<
					16);
		}
	}
}

/** `around` is the sum of four neighbours. */
function crisp(here: number, around: number, strength: number): number {
	const away = (4 * here - around) * strength;
	const step = away >> 8;
	const held = step > 24 ? 24 : step < -24 ? -24 : step;
	const value = here + held;
	return value < 0 ? 0 : value > 255 ? 255 : value;
}
