import type { Size } from "../../../core/sizes.ts";

const longest = 2048;

/** The size at which a picture is painted: its own, or the largest of its shape that is at most 2048 pixels long. */
export function stillSize({ width, height }: Size): Size {
	const scale = Math.min(1, longest / Math.max(width, height));
	return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}
