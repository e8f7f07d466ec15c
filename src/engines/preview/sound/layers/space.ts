import { noise1 } from "../../scene/noise.ts";
import { addNoise } from "../noise-band.ts";
import type { Layer } from "../room.ts";
import { addDrone } from "../tones.ts";

/** The depth of space, as films have taught us to hear it: a drone under the floor, and a slow glitter far above. */
export function deepSpace(gain: number): Layer {
	return (room) => {
		const seed = room.seedFor("space");
		const root = 44 + 8 * room.randomFor("space")();
		const breath = (atSeconds: number, voice: number): number => 0.5 + 0.5 * noise1(atSeconds * 0.35, seed + voice);
		addDrone(room, {
			hertz: root,
			gain: (atSeconds) => gain * 1.3 * breath(atSeconds, 0),
			partials: [1, 0.55, 0.25, 0.12],
			detune: 0.004,
		});
		addDrone(room, {
			hertz: root * 1.5,
			gain: (atSeconds) => gain * 0.5 * breath(atSeconds, 1),
			partials: [1, 0.3],
			detune: 0.005,
		});
		[12, 15, 18, 24].forEach((ratio, voice) => {
			addDrone(room, {
				hertz: root * ratio,
				gain: (atSeconds) =>
					gain * 0.34 * breath(atSeconds, 2 + voice) ** 3 * (0.7 + 0.3 * Math.sin(atSeconds * (2.1 + voice))),
				partials: [1, 0.15],
				detune: 0.0022,
				echo: 0.9,
			});
		});
		addNoise(room, {
			name: "solar wind",
			low: 180,
			high: (atSeconds) => 500 + 1400 * noise1(atSeconds * 0.3, seed + 9),
			gain: gain * 0.22,
		});
	};
}
