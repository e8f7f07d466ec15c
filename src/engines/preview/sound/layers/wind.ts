import { noise1 } from "../../scene/noise.ts";
import { addNoise } from "../noise-band.ts";
import type { Layer } from "../room.ts";
import { addWhistle } from "../whistle.ts";

export interface Wind {
	/** About its effective value. */
	readonly gain: number;
	/** Hertz of its middle: high in dry open country, low in a valley. */
	readonly centre: number;
	/** 0 steady to 1 in gusts. */
	readonly gusts: number;
}

export function wind(options: Wind): Layer {
	return (room) => {
		const seed = room.seedFor("wind");
		const gust = (atSeconds: number): number => 1 - options.gusts * 0.85 * (1 - noise1(atSeconds * 0.42, seed) ** 1.5);
		addNoise(room, {
			name: "wind body",
			low: 60,
			high: (atSeconds) => options.centre * (0.7 + 0.9 * gust(atSeconds)),
			gain: (atSeconds) => options.gain * 0.8 * gust(atSeconds),
			pan: (atSeconds) => noise1(atSeconds * 0.3, seed + 1) - 0.5,
		});
		for (const [index, pan] of [-0.7, 0.7].entries()) {
			addWhistle(room, {
				name: `wind gap ${index}`,
				centre: (atSeconds) => options.centre * (0.8 + 1.1 * noise1(atSeconds * 0.5 + 9 * index, seed + 2)),
				sharpness: 5,
				gain: (atSeconds) => options.gain * 0.45 * gust(atSeconds + 0.3 * index) ** 2,
				pan,
				echo: 0.2,
			});
		}
	};
}

/** Dry sand that the wind drives along the ground. */
export function sand(gain: number): Layer {
	return (room) => {
		const seed = room.seedFor("sand");
		addNoise(room, {
			name: "sand",
			low: 2400,
			high: 7500,
			gain: (atSeconds) => gain * noise1(atSeconds * 0.9, seed) * (0.5 + noise1(atSeconds * 9, seed + 1)),
			pan: (atSeconds) => 1.4 * (noise1(atSeconds * 0.5, seed + 2) - 0.5),
		});
	};
}
