import { panned, sampleRate } from "./dsp.ts";
import type { Room } from "./room.ts";

export interface Tone {
	readonly atSeconds: number;
	readonly seconds: number;
	/** Hertz at a share, 0 to 1, of the tone's time. */
	readonly pitch: (share: number) => number;
	/** Loudness at a share of its time; begin and end at 0. */
	readonly gain: (share: number) => number;
	/** The strength of each multiple of the pitch; one pure tone by default. */
	readonly partials?: readonly number[];
	readonly pan?: number;
	readonly echo?: number;
}

const block = 24;

/** Adds a tone that bends as it likes: a bird's syllable, a horn, a whale. What lies outside the film is left out. */
export function addTone(room: Room, tone: Tone): void {
	const { partials = [1], echo = 0 } = tone;
	const [left, right] = panned(tone.pan ?? 0);
	const begin = Math.round(tone.atSeconds * sampleRate);
	const length = Math.round(tone.seconds * sampleRate);
	let phase = 0;
	let from = tone.gain(0);
	for (let start = 0; start < length && begin + start < room.left.length; start += block) {
		const end = Math.min(start + block, length);
		const step = (tone.pitch(start / length) * 2 * Math.PI) / sampleRate;
		const to = tone.gain(end / length);
		const slope = (to - from) / (end - start);
		if (from === 0 && to === 0) {
			phase += step * (end - start);
			continue;
		}
		for (let passed = start; passed < end; passed++) {
			phase += step;
			const index = begin + passed;
			if (index < 0 || index >= room.left.length) continue;
			let sample = 0;
			for (let partial = 0; partial < partials.length; partial++) {
				sample += (partials[partial] as number) * Math.sin(phase * (partial + 1));
			}
			sample *= from + slope * (passed - start);
			room.left[index] = (room.left[index] as number) + sample * left;
			room.right[index] = (room.right[index] as number) + sample * right;
			room.echo[index] = (room.echo[index] as number) + sample * echo;
		}
		from = to;
	}
}

export interface Ping {
	readonly atSeconds: number;
	readonly hertz: number;
	/** Until it is 60 dB down. */
	readonly ringSeconds: number;
	readonly gain: number;
	readonly pan?: number;
	readonly echo?: number;
}

/** Adds something small that is struck and rings: a drop, a spark, a clock's tick, a bell's partial. */
export function addPing(room: Room, ping: Ping): void {
	const [left, right] = panned(ping.pan ?? 0);
	const echo = ping.echo ?? 0;
	const begin = Math.round(ping.atSeconds * sampleRate);
	const length = Math.round(ping.ringSeconds * sampleRate);
	const end = Math.min(begin + length, room.left.length);
	const radius = Math.exp(-6.9 / length);
	const turn = 2 * radius * Math.cos((2 * Math.PI * ping.hertz) / sampleRate);
	let before = 0;
	let sample = ping.gain * Math.sin((2 * Math.PI * ping.hertz) / sampleRate);
	for (let index = Math.max(0, begin); index < end; index++) {
		room.left[index] = (room.left[index] as number) + sample * left;
		room.right[index] = (room.right[index] as number) + sample * right;
		room.echo[index] = (room.echo[index] as number) + sample * echo;
		const next = turn * sample - radius * radius * before;
		before = sample;
		sample = next;
	}
}

export interface Drone {
	readonly hertz: number;
	readonly gain: (atSeconds: number) => number;
	/** The strength of each multiple of the pitch. */
	readonly partials: readonly number[];
	/** How far left and right are out of tune with each other, in shares; that makes it wide and lets it breathe. */
	readonly detune: number;
	readonly echo?: number;
}

/** Adds a steady tone for the whole film, cheaply: pads are made of these. */
export function addDrone(room: Room, drone: Drone): void {
	drone.partials.forEach((strength, partial) => {
		for (const side of [-1, 1] as const) {
			const hertz = drone.hertz * (partial + 1) * (1 + side * drone.detune);
			addSteady(room, { ...drone, hertz, strength, side, phase: drone.hertz + side + partial });
		}
	});
}

interface Steady extends Pick<Drone, "gain" | "hertz" | "echo"> {
	readonly strength: number;
	readonly side: -1 | 1;
	readonly phase: number;
}

function addSteady(room: Room, steady: Steady): void {
	const angle = (2 * Math.PI * steady.hertz) / sampleRate;
	const turn = 2 * Math.cos(angle);
	const [near, far] = [0.85 * steady.strength, 0.35 * steady.strength];
	const strong = steady.side < 0 ? room.left : room.right;
	const weak = steady.side < 0 ? room.right : room.left;
	const sent = 0.5 * (steady.echo ?? 0) * steady.strength;
	const { echo } = room;
	const { length } = echo;
	let from = steady.gain(0);
	for (let start = 0; start < length; start += 1024) {
		const end = Math.min(start + 1024, length);
		const to = steady.gain(end / sampleRate);
		const silent = from === 0 && to === 0;
		let loud = from;
		const step = (to - from) / (end - start);
		from = to;
		if (silent) continue;
		// Begun anew from the true phase in each block, so that rounding never adds up.
		let before = Math.sin(steady.phase + angle * (start - 1));
		let wave = Math.sin(steady.phase + angle * start);
		for (let index = start; index < end; index++) {
			const sample = wave * loud;
			strong[index] = (strong[index] as number) + sample * near;
			weak[index] = (weak[index] as number) + sample * far;
			if (sent > 0) echo[index] = (echo[index] as number) + sample * sent;
			const next = turn * wave - before;
			before = wave;
			wave = next;
			loud += step;
		}
	}
}
