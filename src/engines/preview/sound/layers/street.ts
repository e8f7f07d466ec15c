import { noise1 } from "../../scene/noise.ts";
import { between } from "../../scene/random.ts";
import { struck } from "../dsp.ts";
import type { Layer } from "../room.ts";
import { addDrone, addTone } from "../tones.ts";
import { addWhistle } from "../whistle.ts";

/** People talking nearby, without words: voices that rise and fall as syllables do. */
export function murmur(options: { gain: number; voices: number }): Layer {
	return (room) => {
		const random = room.randomFor("murmur");
		for (let voice = 0; voice < options.voices; voice++) {
			const seed = room.seedFor(`voice ${voice}`);
			const mouth = between(random, 380, 760);
			const pace = between(random, 4, 5.5);
			addWhistle(room, {
				name: `voice ${voice}`,
				centre: (atSeconds) => mouth * (0.7 + 0.8 * noise1(atSeconds * pace, seed)),
				sharpness: 4,
				gain: (atSeconds) =>
					options.gain * noise1(atSeconds * pace + 0.5, seed + 1) ** 2 * noise1(atSeconds * 0.8, seed + 2),
				pan: between(random, -0.8, 0.8),
				echo: 0.7,
			});
		}
	};
}

/** Signs and transformers: mains and its multiples, barely there. */
export function neonHum(gain: number): Layer {
	return (room) => addDrone(room, { hertz: 100, gain: () => gain, partials: [0.5, 0.3, 0.1, 0.12], detune: 0.0004 });
}

/** One walker passing by at a calm pace. */
export function footsteps(gain: number): Layer {
	return (room) => {
		const random = room.randomFor("footsteps");
		const pace = between(random, 0.52, 0.62);
		for (let atSeconds = random() * pace; atSeconds < room.seconds; atSeconds += pace * between(random, 0.95, 1.05)) {
			const share = atSeconds / room.seconds;
			addTone(room, {
				atSeconds,
				seconds: 0.07,
				pitch: (passed) => 190 - 110 * passed,
				gain: (passed) => gain * (0.4 + 0.6 * Math.sin(Math.PI * share)) * struck(passed),
				partials: [1, 0.4, 0.3, 0.2],
				pan: 1.4 * share - 0.7,
				echo: 0.8,
			});
		}
	};
}
