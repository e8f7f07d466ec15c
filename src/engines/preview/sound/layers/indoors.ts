import { addNoise } from "../noise-band.ts";
import type { Layer } from "../room.ts";
import { addPing } from "../tones.ts";

/** The air of a quiet room. */
export function roomTone(gain: number): Layer {
	return (room) => {
		addNoise(room, { name: "room", low: 50, high: 380, gain });
		addNoise(room, { name: "room air", low: 900, high: 4200, gain: gain * 0.14 });
	};
}

/** A clock on the wall: tick and tock, a second apart. */
export function clock(gain: number): Layer {
	return (room) => {
		const offset = room.randomFor("clock")() * 0.6 + 0.2;
		for (let tick = 0; offset + tick < room.seconds; tick++) {
			const high = tick % 2 === 0 ? 1 : 0.86;
			for (const [hertz, ringSeconds, loud] of [
				[2350, 0.028, 1],
				[3720, 0.014, 0.7],
				[640, 0.05, 0.45],
			] as const) {
				addPing(room, {
					atSeconds: offset + tick,
					hertz: hertz * high,
					ringSeconds,
					gain: gain * loud,
					pan: 0.35,
					echo: 0.5,
				});
			}
		}
	};
}
