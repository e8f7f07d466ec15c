import { panned, sampleRate, whiteNoise } from "./dsp.ts";
import type { Room } from "./room.ts";

export interface Burst {
	readonly atSeconds: number;
	readonly seconds: number;
	/** The middle of the noise in hertz at a share, 0 to 1, of its time. */
	readonly hertz: (share: number) => number;
	/** How narrow: 0.6 is a wide hiss, 2 a knock's body, 10 nearly a tone. */
	readonly sharpness: number;
	/** About the effective value at a share of its time; begin and end at 0. */
	readonly gain: (share: number) => number;
	/** Where in the noise it begins: two bursts of one seed are alike. */
	readonly seed: number;
	readonly pan?: number;
	readonly echo?: number;
}

const block = 32;

/** Adds a short noise: a clap, a crack, a splash. What lies outside the room's time is left out. */
export function addBurst(room: Room, burst: Burst): void {
	const { samples, mask } = whiteNoise();
	const [left, right] = panned(burst.pan ?? 0);
	const echo = burst.echo ?? 0;
	const begin = Math.round(burst.atSeconds * sampleRate);
	const length = Math.round(burst.seconds * sampleRate);
	const damping = 1 / burst.sharpness;
	let band = 0;
	let low = 0;
	for (let start = 0; start < length && begin + start < room.left.length; start += block) {
		const end = Math.min(start + block, length);
		const centre = Math.min(20_000, Math.max(25, burst.hertz(start / length)));
		const tune = Math.tan((Math.PI * centre) / sampleRate);
		const scale = 1 / (1 + tune * (tune + damping));
		const level = 1.4 * damping * Math.sqrt((24_000 * burst.sharpness) / centre);
		const from = burst.gain(start / length) * level;
		const step = (burst.gain(end / length) * level - from) / (end - start);
		for (let passed = start; passed < end; passed++) {
			const white = samples[(passed + burst.seed) & mask] as number;
			const high = (white - low - (damping + tune) * band) * scale;
			const middle = tune * high + band;
			const bottom = tune * middle + low;
			band = tune * high + middle;
			low = tune * middle + bottom;
			const index = begin + passed;
			if (index < 0 || index >= room.left.length) continue;
			const sample = middle * (from + step * (passed - start));
			room.left[index] = (room.left[index] as number) + sample * left;
			room.right[index] = (room.right[index] as number) + sample * right;
			room.echo[index] = (room.echo[index] as number) + sample * echo;
		}
	}
}
