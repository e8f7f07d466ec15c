import { panned, poleFor, sampleRate, whiteNoise } from "./dsp.ts";
import type { Room } from "./room.ts";

/** A number, or how it changes with the film's seconds. */
export type Course = number | ((atSeconds: number) => number);

export interface NoiseBand {
	/** Names the noise: two bands of one name sound the same. */
	readonly name: string;
	/** Hertz: 12 dB an octave away below and above. */
	readonly low: number;
	readonly high: Course;
	/** About the band's effective value, full scale being 1, whatever its width in hertz. */
	readonly gain: Course;
	/** 0 in the middle, 1 (the default) all around. */
	readonly width?: number;
	/** -1 left to 1 right. */
	readonly pan?: Course;
	/** The share that echoes; 0 by default. */
	readonly echo?: number;
}

/** Courses are looked up this often and drawn straight between. */
const block = 96;

/**
 * Adds a band of noise: wind, surf, rain and traffic are made of these. Two noises are summed for the left and
 * subtracted for the right; how much of the second there is makes the width. Stretches of silence cost nothing.
 */
export function addNoise(room: Room, band: NoiseBand): void {
	const { samples, mask } = whiteNoise();
	const { left, right, echo } = room;
	const seed = room.seedFor(band.name);
	const angle = ((band.width ?? 1) * Math.PI) / 4;
	const [middle, side] = [Math.cos(angle), Math.sin(angle)];
	const lowPole = poleFor(band.low);
	const sent = (band.echo ?? 0) * 0.5;
	// Two poles above and two below, for each side.
	let [topL, topL2, bottomL, bottomL2, topR, topR2, bottomR, bottomR2] = [0, 0, 0, 0, 0, 0, 0, 0];
	let levels = levelsAt(band, 0);
	for (let start = 0; start < left.length; start += block) {
		const end = Math.min(start + block, left.length);
		const next = levelsAt(band, end / sampleRate);
		let [loudL, loudR] = [levels.left, levels.right];
		const stepL = (next.left - loudL) / (end - start);
		const stepR = (next.right - loudR) / (end - start);
		levels = next;
		if (loudL + loudR + next.left + next.right < 1e-7) continue;
		const pole = poleFor(courseAt(band.high, start / sampleRate));
		for (let index = start; index < end; index++) {
			const first = (samples[(index + seed) & mask] as number) * middle;
			const second = (samples[(index + (seed >>> 7) + 77_003) & mask] as number) * side;
			topL += (first + second - topL) * pole;
			topR += (first - second - topR) * pole;
			topL2 += (topL - topL2) * pole;
			topR2 += (topR - topR2) * pole;
			bottomL += (topL2 - bottomL) * lowPole;
			bottomR += (topR2 - bottomR) * lowPole;
			bottomL2 += (topL2 - bottomL - bottomL2) * lowPole;
			bottomR2 += (topR2 - bottomR - bottomR2) * lowPole;
			const soundL = (topL2 - bottomL - bottomL2) * loudL;
			const soundR = (topR2 - bottomR - bottomR2) * loudR;
			left[index] = (left[index] as number) + soundL;
			right[index] = (right[index] as number) + soundR;
			if (sent > 0) echo[index] = (echo[index] as number) + (soundL + soundR) * sent;
			loudL += stepL;
			loudR += stepR;
		}
	}
}

function levelsAt(band: NoiseBand, atSeconds: number): { left: number; right: number } {
	const high = courseAt(band.high, atSeconds);
	// White noise of one step's width has an effective value of 0.58 over 24 kHz.
	const level = courseAt(band.gain, atSeconds) * 1.9 * Math.sqrt(24_000 / Math.max(high - band.low * 0.5, 20));
	const [left, right] = panned(courseAt(band.pan ?? 0, atSeconds));
	return { left: level * left * Math.SQRT2, right: level * right * Math.SQRT2 };
}

export function courseAt(course: Course, atSeconds: number): number {
	return typeof course === "number" ? course : course(atSeconds);
}
