import { noise1 } from "../../scene/noise.ts";
import { between } from "../../scene/random.ts";
import { addNoise } from "../noise-band.ts";
import type { Layer } from "../room.ts";
import { addPing } from "../tones.ts";

/** A wood fire: the flutter of flames, and sparks that come in little crowds. */
export function fire(gain: number): Layer {
	return (room) => {
		const seed = room.seedFor("fire");
		const random = room.randomFor("sparks");
		addNoise(room, {
			name: "flames",
			low: 70,
			high: 520,
			gain: (atSeconds) => gain * (0.35 + 0.8 * noise1(atSeconds * 7, seed)),
			width: 0.5,
		});
		for (let atSeconds = random() * 0.1; atSeconds < room.seconds; ) {
			const crowd = 1 + Math.floor(random() ** 3 * 9);
			for (let spark = 0; spark < crowd; spark++) {
				addPing(room, {
					atSeconds: atSeconds + random() * 0.09,
					hertz: between(random, 1300, 6200),
					ringSeconds: between(random, 0.004, 0.018),
					gain: gain * between(random, 0.6, 4.5),
					pan: between(random, -0.5, 0.5),
					echo: 0.12,
				});
			}
			atSeconds += between(random, 0.04, 0.32);
		}
	};
}
