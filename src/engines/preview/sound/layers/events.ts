import { noise1 } from "../../scene/noise.ts";
import { between } from "../../scene/random.ts";
import { struck, swell } from "../dsp.ts";
import { addNoise } from "../noise-band.ts";
import { type Layer, scattered } from "../room.ts";
import { addDrone, addPing, addTone } from "../tones.ts";

/** Rockets that burst far off and crackle out. */
export function fireworks(gain: number): Layer {
	return (room) => {
		const random = room.randomFor("fireworks");
		for (const atSeconds of scattered(room, random, 1.3)) {
			const pan = between(random, -0.8, 0.8);
			addTone(room, {
				atSeconds,
				seconds: 0.7,
				pitch: (share) => 95 - 55 * share,
				gain: (share) => gain * struck(share),
				partials: [1, 0.5, 0.4, 0.3, 0.2],
				pan,
				echo: 1.2,
			});
			for (let spark = 0; spark < 26; spark++) {
				addPing(room, {
					atSeconds: atSeconds + 0.15 + 0.9 * random(),
					hertz: between(random, 1800, 6000),
					ringSeconds: between(random, 0.004, 0.02),
					gain: gain * between(random, 0.05, 0.4),
					pan: pan + between(random, -0.3, 0.3),
					echo: 0.4,
				});
			}
		}
	};
}

/** Wheels over joints, two by two, above the roll of the carriages. */
export function train(gain: number): Layer {
	return (room) => {
		addNoise(room, { name: "carriages", low: 60, high: 600, gain: gain * 0.7 });
		for (let atSeconds = 0.1; atSeconds < room.seconds; atSeconds += 0.92) {
			for (const after of [0, 0.13, 0.46, 0.59]) {
				addTone(room, {
					atSeconds: atSeconds + after,
					seconds: 0.11,
					pitch: (share) => 240 - 120 * share,
					gain: (share) => gain * 1.8 * struck(share),
					partials: [1, 0.6, 0.7, 0.5, 0.5, 0.3, 0.4],
					pan: after < 0.3 ? -0.3 : 0.3,
					echo: 0.3,
				});
			}
		}
	};
}

/** Long calls that glide through deep water. */
export function whale(gain: number): Layer {
	return (room) => {
		const random = room.randomFor("whale");
		for (const atSeconds of scattered(room, random, 2.6)) {
			const [from, to] = [between(random, 150, 320), between(random, 180, 520)];
			addTone(room, {
				atSeconds: atSeconds - 0.5,
				seconds: between(random, 1.6, 2.6),
				pitch: (share) => from + (to - from) * share ** 2 + 6 * Math.sin(share * 38),
				gain: (share) => gain * swell(share, 0.3, 0.4),
				partials: [1, 0.4, 0.15, 0.08],
				pan: between(random, -0.6, 0.6),
				echo: 1.5,
			});
		}
	};
}

/** A ship's horn across the water, once. */
export function shipHorn(gain: number): Layer {
	return (room) => {
		const atSeconds = room.seconds * between(room.randomFor("ship"), 0.2, 0.5);
		for (const hertz of [98, 123]) {
			addTone(room, {
				atSeconds,
				seconds: 1.8,
				pitch: () => hertz,
				gain: (share) => gain * swell(share, 0.15, 0.35),
				partials: [0.7, 0.5, 0.4, 0.25, 0.12, 0.06],
				pan: -0.4,
				echo: 1.2,
			});
		}
	};
}

/** A contented cat, breathing in and out. */
export function purr(gain: number): Layer {
	return (room) => {
		const seed = room.seedFor("purr");
		const breath = (atSeconds: number): number => 0.55 + 0.45 * Math.sin(atSeconds * 2.6 + noise1(atSeconds, seed));
		addNoise(room, {
			name: "purr",
			low: 70,
			high: 460,
			gain: (atSeconds) => gain * breath(atSeconds) * (0.3 + 0.7 * Math.sin(2 * Math.PI * 12.5 * atSeconds) ** 2),
			width: 0.2,
		});
		addDrone(room, {
			hertz: 52,
			gain: (atSeconds) => gain * 0.4 * breath(atSeconds),
			partials: [1, 0.6],
			detune: 0.001,
		});
	};
}
