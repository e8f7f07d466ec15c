import { panned, sampleRate, whiteNoise } from "./dsp.ts";
import { type Course, courseAt } from "./noise-band.ts";
import type { Room } from "./room.ts";

export interface Whistle {
	readonly name: string;
	/** Hertz. */
	readonly centre: Course;
	/** How narrow: 1 is a breath, 10 nearly a tone. */
	readonly sharpness: number;
	readonly gain: Course;
	readonly pan?: number;
	readonly echo?: number;
}

const block = 64;

/** Adds noise through one resonance that may wander: wind in gaps, voices far away. */
export function addWhistle(room: Room, whistle: Whistle): void {
	const { samples, mask } = whiteNoise();
	const seed = room.seedFor(whistle.name);
	const [left, right] = panned(whistle.pan ?? 0);
	const damping = 1 / whistle.sharpness;
	let band = 0;
	let low = 0;
	for (let start = 0; start < room.left.length; start += block) {
		const end = Math.min(start + block, room.left.length);
		const atSeconds = start / sampleRate;
		const centre = courseAt(whistle.centre, atSeconds);
		// A state-variable filter by the trapezoid rule: it stays calm while its centre moves.
		const tune = Math.tan((Math.PI * centre) / sampleRate);
		const scale = 1 / (1 + tune * (tune + damping));
		const evenOut = Math.sqrt((24_000 * whistle.sharpness) / centre) * damping * 1.4;
		const from = courseAt(whistle.gain, atSeconds) * evenOut;
		const step = (courseAt(whistle.gain, end / sampleRate) * evenOut - from) / (end - start);
		for (let index = start; index < end; index++) {
			const high = ((samples[(index + seed) & mask] as number) - low - (damping + tune) * band) * scale;
			const middle = tune * high + band;
			const bottom = tune * middle + low;
			band = tune * high + middle;
			low = tune * middle + bottom;
			const sample = middle * (from + step * (index - start));
			room.left[index] = (room.left[index] as number) + sample * left;
			room.right[index] = (room.right[index] as number) + sample * right;
			if (whistle.echo) room.echo[index] = (room.echo[index] as number) + sample * whistle.echo;
		}
	}
}
