import { noise1 } from "../../scene/noise.ts";
import { between } from "../../scene/random.ts";
import { addNoise } from "../noise-band.ts";
import type { Layer } from "../room.ts";
import { addPing } from "../tones.ts";

/** Rain: a wide hiss, a softer body, and single drops near the ear. `muffled` is rain behind a window. */
export function rain(options: { gain: number; dropsPerSecond: number; muffled: boolean }): Layer {
	return (room) => {
		const seed = room.seedFor("rain");
		const random = room.randomFor("drops");
		const veil = (atSeconds: number): number => 0.8 + 0.4 * noise1(atSeconds * 0.8, seed);
		addNoise(room, {
			name: "rain hiss",
			low: options.muffled ? 500 : 2200,
			high: options.muffled ? 2600 : 11_000,
			gain: (atSeconds) => options.gain * veil(atSeconds),
		});
		addNoise(room, { name: "rain body", low: 300, high: 1600, gain: options.gain * 0.45 });
		const drops = Math.round(options.dropsPerSecond * room.seconds);
		for (let drop = 0; drop < drops; drop++) {
			addPing(room, {
				atSeconds: random() * room.seconds,
				hertz: between(random, 900, options.muffled ? 2200 : 4200),
				ringSeconds: between(random, 0.012, 0.04),
				gain: options.gain * between(random, 0.2, 1.1),
				pan: between(random, -1, 1),
				echo: 0.15,
			});
		}
	};
}
