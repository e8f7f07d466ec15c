import { panned, sampleRate, whiteNoise } from "./dsp.ts";
import type { Room } from "./room.ts";

export interface PluckedString {
	readonly atSeconds: number;
	readonly hertz: number;
	readonly seconds: number;
	readonly gain: number;
	/** 0 is a thumb on gut, 1 a plectrum on steel. */
	readonly brightness: number;
	readonly seed: number;
	readonly pan?: number;
	readonly echo?: number;
}

/** Adds a plucked string: noise that runs around in a loop as long as a wave, and loses its edge at each turn. */
export function addString(room: Room, string: PluckedString): void {
	const { samples, mask } = whiteNoise();
	const [left, right] = panned(string.pan ?? 0);
	const echo = string.echo ?? 0;
	const period = sampleRate / string.hertz - 0.5;
	const line = new Float32Array(Math.floor(period) + 1);
	const dull = 0.15 + 0.75 * string.brightness;
	let smooth = 0;
	for (let at = 0; at < line.length; at++) {
		smooth += ((samples[(at + string.seed) & mask] as number) - smooth) * dull;
		line[at] = smooth;
	}
	const loss = 0.001 ** (1 / (string.hertz * string.seconds));
	const fraction = period - Math.floor(period);
	const begin = Math.round(string.atSeconds * sampleRate);
	const end = Math.min(room.left.length, begin + Math.round(string.seconds * sampleRate));
	let before = 0;
	for (let index = begin; index < end; index++) {
		const place = (index - begin) % line.length;
		const now = line[place] as number;
		const next = line[(place + 1) % line.length] as number;
		line[place] = loss * 0.5 * (now * (2 - fraction) * 0.5 + next * fraction * 0.5 + (now + next) * 0.5);
		const sample = (now + before) * 0.5 * string.gain;
		before = now;
		if (index < 0) continue;
		room.left[index] = (room.left[index] as number) + sample * left;
		room.right[index] = (room.right[index] as number) + sample * right;
		room.echo[index] = (room.echo[index] as number) + sample * echo;
	}
}
