import { noise1 } from "../../scene/noise.ts";
import { between } from "../../scene/random.ts";
import { swell } from "../dsp.ts";
import { addNoise } from "../noise-band.ts";
import { type Layer, scattered } from "../room.ts";
import { addTone } from "../tones.ts";

/** A town's rumble, with cars going by from side to side; `wet` makes their tyres hiss. */
export function traffic(options: { gain: number; everySeconds: number; wet: boolean }): Layer {
	return (room) => {
		const random = room.randomFor("traffic");
		const seed = room.seedFor("rumble");
		addNoise(room, {
			name: "rumble",
			low: 38,
			high: 210,
			gain: (atSeconds) => options.gain * (0.7 + 0.5 * noise1(atSeconds * 0.5, seed)),
			width: 0.7,
		});
		addNoise(room, { name: "far streets", low: 250, high: 1100, gain: options.gain * 0.42 });
		scattered(room, random, options.everySeconds).forEach((middle, car) => {
			const length = between(random, 2.2, 3.6);
			const way = random() < 0.5 ? -1 : 1;
			const loud = options.gain * between(random, 0.5, 0.9);
			const share = (atSeconds: number): number => (atSeconds - middle + length / 2) / length;
			addNoise(room, {
				name: `car ${car}`,
				low: options.wet ? 420 : 140,
				// It sounds brighter coming than going.
				high: (atSeconds) => (options.wet ? 4600 : 1500) - 700 * Math.min(1, Math.max(0, share(atSeconds))),
				gain: (atSeconds) => loud * swell(share(atSeconds), 0.5, 0.5) ** 2,
				pan: (atSeconds) => way * (1.8 * share(atSeconds) - 0.9),
				width: 0.25,
			});
		});
	};
}

/** Horns, far away and seldom. */
export function horns(options: { gain: number; everySeconds: number }): Layer {
	return (room) => {
		const random = room.randomFor("horns");
		for (const atSeconds of scattered(room, random, options.everySeconds)) {
			const hertz = between(random, 330, 460);
			const pan = between(random, -0.8, 0.8);
			const seconds = between(random, 0.25, 0.6);
			for (const ratio of [1, 1.26]) {
				addTone(room, {
					atSeconds,
					seconds,
					pitch: () => hertz * ratio,
					gain: (share) => options.gain * swell(share, 0.12, 0.25),
					partials: [0.5, 0.35, 0.25, 0.12, 0.06],
					pan,
					echo: 1.4,
				});
			}
		}
	};
}
