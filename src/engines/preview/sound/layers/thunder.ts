import { noise1 } from "../../scene/noise.ts";
import { between } from "../../scene/random.ts";
import { addNoise } from "../noise-band.ts";
import type { Layer } from "../room.ts";

/** Thunder that cracks, then rolls away: once early in the film, and again in a long one. */
export function thunder(gain: number): Layer {
	return (room) => {
		const random = room.randomFor("thunder");
		const first = room.seconds * between(random, 0.12, 0.3);
		let strike = 0;
		for (let begin = first; begin < room.seconds - 0.5; begin += between(random, 5.5, 8)) {
			const start = begin;
			const pan = between(random, -0.6, 0.6);
			const seed = room.seedFor(`strike ${strike}`);
			const since = (atSeconds: number): number => Math.max(0, atSeconds - start);
			const roll = (atSeconds: number): number =>
				Math.min(1, since(atSeconds) / 0.06) *
				Math.exp(-since(atSeconds) / 1.5) *
				(0.35 + 0.9 * noise1(atSeconds * 6, seed));
			addNoise(room, {
				name: `roll ${strike}`,
				low: 30,
				high: (atSeconds) => 90 + 420 * Math.exp(-since(atSeconds) / 0.6),
				gain: (atSeconds) => gain * roll(atSeconds),
				pan: (atSeconds) => pan + 0.5 * (noise1(atSeconds, seed + 1) - 0.5),
				echo: 0.25,
			});
			addNoise(room, {
				name: `crack ${strike}`,
				low: 400,
				high: 3800,
				gain: (atSeconds) => 0.3 * gain * Math.min(1, since(atSeconds) / 0.01) * Math.exp(-since(atSeconds) / 0.16),
				pan,
				echo: 0.3,
			});
			strike++;
		}
	};
}
