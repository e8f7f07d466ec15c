import { addPing, addTone } from "../tones.ts";
import { addBurst } from "../burst.ts";
import { struck, swell } from "../dsp.ts";
import { bed, event } from "./effect.ts";

/** A church's bell: its partials are no multiples of each other, and the deep ones ring longest. */
export const bell = event({ seconds: 4, everySeconds: 2.3 }, (room, { atSeconds, pan, seed }) => {
	addBurst(room, {
		atSeconds,
		seconds: 0.03,
		hertz: () => 3000,
		sharpness: 1,
		gain: (it) => 0.15 * struck(it),
		seed,
		pan,
		echo: 0.4,
	});
	// Each pair beats slowly, as no bell is quite round.
	for (const [ratio, loud, ringSeconds] of [
		[0.5, 0.13, 5],
		[1, 0.2, 3.6],
		[1.19, 0.14, 2.8],
		[1.5, 0.08, 2.2],
		[2, 0.16, 1.9],
		[2.51, 0.07, 1.3],
		[3.01, 0.06, 1],
		[4.17, 0.04, 0.7],
	] as const)
		for (const off of [0.9985, 1.0015])
			addPing(room, { atSeconds, hertz: 392 * ratio * off, ringSeconds, gain: loud * 0.7, pan, echo: 0.5 });
});

/** A small bell above a shop's door. */
export const littleBell = event({ seconds: 1.2, everySeconds: 2.6 }, (room, { atSeconds, pan, random }) => {
	for (const after of [0, 0.11, 0.25])
		for (const [hertz, loud] of [
			[2637, 0.14],
			[5322, 0.08],
			[8460, 0.04],
		] as const)
			addPing(room, {
				atSeconds: atSeconds + after,
				hertz: hertz * (1 + 0.002 * random()),
				ringSeconds: 1.1,
				gain: loud,
				pan,
				echo: 0.4,
			});
});

/** Ding, dong. */
export const doorbell = event({ seconds: 2, everySeconds: 4 }, (room, { atSeconds, pan }) => {
	for (const [after, hertz] of [
		[0, 659],
		[0.55, 523],
	] as const)
		for (const [ratio, loud, ringSeconds] of [
			[1, 0.28, 1.8],
			[2, 0.09, 1],
			[3.9, 0.05, 0.4],
		] as const)
			addPing(room, { atSeconds: atSeconds + after, hertz: hertz * ratio, ringSeconds, gain: loud, pan, echo: 0.5 });
});

/** Something on a screen asks to be looked at. */
export const chime = event({ seconds: 0.9, everySeconds: 2.4 }, (room, { atSeconds, pan }) => {
	for (const [number, hertz] of [988, 1319, 1760].entries())
		for (const [ratio, loud] of [
			[1, 0.2],
			[2, 0.05],
		] as const)
			addPing(room, {
				atSeconds: atSeconds + 0.09 * number,
				hertz: hertz * ratio,
				ringSeconds: 0.7,
				gain: loud,
				pan,
				echo: 0.4,
			});
});

/** A clock that can be counted: tick, tock. */
export const clockTick = bed((room) => {
	for (let beat = 0; 0.3 + beat * 0.5 < room.seconds; beat++) {
		const high = beat % 2 === 0 ? 1 : 0.8;
		for (const [hertz, ringSeconds, loud] of [
			[2450, 0.035, 0.5],
			[4100, 0.016, 0.35],
			[980, 0.06, 0.3],
		] as const)
			addPing(room, { atSeconds: 0.3 + beat * 0.5, hertz: hertz * high, ringSeconds, gain: loud, pan: 0.1, echo: 0.3 });
	}
});

/** A car's horn, twice. */
export const carHorn = event({ seconds: 1, everySeconds: 2.8 }, (room, { atSeconds, pan }) => {
	for (const [after, seconds] of [
		[0, 0.22],
		[0.34, 0.55],
	] as const)
		for (const hertz of [415, 523])
			addTone(room, {
				atSeconds: atSeconds + after,
				seconds,
				pitch: () => hertz,
				gain: (share) => 0.09 * swell(share, 0.05, 0.1),
				partials: [0.6, 0.8, 0.7, 0.5, 0.4, 0.25, 0.2, 0.12],
				pan,
				echo: 0.5,
			});
});
