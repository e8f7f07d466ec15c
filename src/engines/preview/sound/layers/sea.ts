import { between } from "../../scene/random.ts";
import { rounded } from "../dsp.ts";
import { addNoise } from "../noise-band.ts";
import type { Layer } from "../room.ts";

/** Surf on a shore: a far roar, and waves that rise, break and run out, each from another side. */
export function surf(options: { gain: number; wildness: number }): Layer {
	return (room) => {
		const random = room.randomFor("surf");
		addNoise(room, { name: "far surf", low: 45, high: 420, gain: options.gain * (0.45 + 0.3 * options.wildness) });
		let begin = -between(random, 1.5, 2.5);
		for (let wave = 0; begin < room.seconds; wave++) {
			const start = begin;
			const length = between(random, 5, 7) * (1 - 0.25 * options.wildness);
			const height = options.gain * between(random, 0.7, 1.15);
			const from = between(random, -0.6, 0.6);
			const drift = between(random, -0.5, 0.5);
			const share = (atSeconds: number): number => (atSeconds - start) / length;
			addNoise(room, {
				name: `wave ${wave}`,
				low: 160,
				high: (atSeconds) => 500 + 5200 * breaker(share(atSeconds)) ** 1.4,
				gain: (atSeconds) => height * breaker(share(atSeconds)),
				pan: (atSeconds) => from + drift * share(atSeconds),
			});
			addNoise(room, {
				name: `foam ${wave}`,
				low: 2600,
				high: 9500,
				gain: (atSeconds) => 0.32 * height * breaker(share(atSeconds) - 0.1) ** 1.2,
				pan: (atSeconds) => from + drift * share(atSeconds),
			});
			begin += length * between(random, 0.55, 0.75);
		}
	};
}

/** The loudness of one wave: it gathers for two fifths of its time and runs out over the rest. */
function breaker(share: number): number {
	if (share <= 0 || share >= 1) return 0;
	return share < 0.4 ? rounded(share / 0.4) ** 2 : (1 - (share - 0.4) / 0.6) ** 1.8;
}
