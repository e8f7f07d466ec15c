import { ramp } from "../scene/noise.ts";
import type { Motion } from "./read-cast.ts";

/** How a figure is off its place at one instant; lengths in its own heights, angles in radians about its foot. */
export interface Stance {
	readonly x: number;
	readonly lift: number;
	readonly turn: number;
	/** Taller by so much, and narrower. */
	readonly stretch: number;
}

const turnOnce = Math.PI * 2;

/** What a motion looks like `at` seconds into a film; `phase` (0 to 1) keeps several from moving in step. */
export function stanceOf(motion: Motion, when: { at: number; seconds: number; phase: number }): Stance {
	const { at, phase } = when;
	const wave = (pace: number, shift = 0): number => Math.sin((at * pace + phase + shift) * turnOnce);
	const breath = 0.006 * wave(0.32);
	const onward = ramp(at / when.seconds, -0.35, 1.35) - 0.5;
	switch (motion) {
		case "stand":
			return { x: 0, lift: 0, turn: 0.006 * wave(0.17), stretch: breath };
		case "walk": {
			const step = Math.abs(wave(0.85));
			return { x: 0.12 * onward, lift: 0.014 * step, turn: 0.022 * wave(0.85, 0.25), stretch: breath - 0.006 * step };
		}
		case "dance":
			return {
				x: 0.02 * wave(0.5),
				lift: 0.02 * Math.abs(wave(0.5)),
				turn: 0.06 * wave(0.5, 0.25),
				stretch: 0.015 * wave(1),
			};
		case "jump": {
			const hop = Math.max(0, wave(0.55));
			return { x: 0.06 * onward, lift: 0.12 * hop, turn: 0.02 * wave(0.55), stretch: 0.035 * wave(0.55, -0.1) };
		}
		case "fly":
			return { x: 0.18 * onward, lift: 0.05 * wave(0.28), turn: 0.05 * wave(0.2), stretch: 0 };
		case "swim":
			return { x: 0.12 * onward, lift: -0.03 + 0.025 * wave(0.36), turn: 0.04 * wave(0.3), stretch: breath };
	}
}
