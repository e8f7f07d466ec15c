import { noise1 } from "../../scene/noise.ts";
import { addNoise } from "../noise-band.ts";
import type { Layer } from "../room.ts";

/** The rustle of a crown of leaves, in breaths. */
export function leaves(gain: number): Layer {
	return (room) => {
		const seed = room.seedFor("leaves");
		const breath = (atSeconds: number): number => 0.25 + 0.75 * noise1(atSeconds * 0.6, seed) ** 2;
		addNoise(room, {
			name: "leaves",
			low: 1400,
			high: (atSeconds) => 3600 + 3800 * breath(atSeconds),
			// The flutter of single leaves rides on the breath.
			gain: (atSeconds) => gain * breath(atSeconds) * (0.6 + 0.8 * noise1(atSeconds * 14, seed + 1)),
			pan: (atSeconds) => 1.2 * (noise1(atSeconds * 0.35, seed + 2) - 0.5),
		});
	};
}
