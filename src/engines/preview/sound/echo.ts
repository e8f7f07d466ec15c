import { poleFor } from "./dsp.ts";
import type { Room } from "./room.ts";

/** Delays in samples: lengths without common factors, so that the echoes never fall together. */
const leftDelays = [1687, 1933, 2251, 2647] as const;
const rightDelays = [1741, 1997, 2179, 2729] as const;
const smears = [557, 223] as const;

/** Lets what was sent to `room.echo` fade in a hall: `ring` 0.7 is a chamber, 0.88 a valley. */
export function addEcho(room: Room, ring: number): void {
	addHall(room.echo, room.left, { delays: leftDelays, ring });
	addHall(room.echo, room.right, { delays: rightDelays, ring });
}

function addHall(source: Float32Array, target: Float32Array, hall: { delays: readonly number[]; ring: number }): void {
	const wet = new Float32Array(source.length);
	for (const delay of hall.delays) {
		addComb(source, wet, { delay, ring: hall.ring });
	}
	for (const delay of smears) {
		smear(wet, delay);
	}
	for (let index = 0; index < target.length; index++) {
		target[index] = (target[index] as number) + (wet[index] as number);
	}
}

/** Repeats that come back each `delay`, softer and duller every time. */
function addComb(source: Float32Array, wet: Float32Array, comb: { delay: number; ring: number }): void {
	const line = new Float32Array(comb.delay);
	const pole = poleFor(5200);
	let dull = 0;
	let place = 0;
	for (let index = 0; index < source.length; index++) {
		const old = line[place] as number;
		dull += (old - dull) * pole;
		wet[index] = (wet[index] as number) + old * 0.3;
		line[place] = (source[index] as number) + dull * comb.ring;
		place = place + 1 === comb.delay ? 0 : place + 1;
	}
}

/** An all-pass: smears each repeat in time and leaves its colour. */
function smear(wet: Float32Array, delay: number): void {
	const line = new Float32Array(delay);
	let place = 0;
	for (let index = 0; index < wet.length; index++) {
		const old = line[place] as number;
		const sample = (wet[index] as number) + old * 0.5;
		line[place] = sample;
		wet[index] = old - sample * 0.5;
		place = place + 1 === delay ? 0 : place + 1;
	}
}
