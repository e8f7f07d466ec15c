import { noise1 } from "../../scene/noise.ts";
import { between } from "../../scene/random.ts";
import { addNoise } from "../noise-band.ts";
import type { Layer } from "../room.ts";
import { addTone } from "../tones.ts";

/** Crickets of a warm night: each chirps in groups of pulses, at its own pitch and pace. */
export function crickets(options: { gain: number; singers: number }): Layer {
	return (room) => {
		const random = room.randomFor("crickets");
		for (let singer = 0; singer < options.singers; singer++) {
			const hertz = between(random, 3900, 5100);
			const chirp = between(random, 0.38, 0.62);
			const pulse = between(random, 0.022, 0.03);
			const pulses = 3 + Math.floor(random() * 2);
			const offset = random() * chirp;
			const gain = options.gain * between(random, 0.35, 1);
			addTone(room, {
				atSeconds: 0,
				seconds: room.seconds,
				pitch: () => hertz,
				gain: (share) => {
					const within = (share * room.seconds + offset) % chirp;
					return within > pulses * pulse ? 0 : gain * Math.sin((Math.PI * within) / pulse) ** 2;
				},
				pan: between(random, -0.95, 0.95),
				echo: 0.12,
			});
		}
	};
}

/** The dry shimmer of cicadas and grasshoppers in summer heat. */
export function cicadas(gain: number): Layer {
	return (room) => {
		const seed = room.seedFor("cicadas");
		addNoise(room, {
			name: "cicadas",
			low: 5200,
			high: 8200,
			gain: (atSeconds) =>
				gain * (0.3 + 0.7 * noise1(atSeconds * 0.7, seed)) * (0.65 + 0.35 * Math.sin(2 * Math.PI * 19 * atSeconds)),
			width: 0.8,
		});
	};
}
