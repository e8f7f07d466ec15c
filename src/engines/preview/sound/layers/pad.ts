import { lerp, noise1, ramp } from "../../scene/noise.ts";
import type { HourName, Scene } from "../../scene/scene.ts";
import type { Layer } from "../room.ts";
import { addDrone } from "../tones.ts";

/** Semitones over the root: two chords that turn into each other. */
const chords: Record<HourName, readonly [readonly number[], readonly number[]]> = {
	dawn: [
		[0, 7, 14, 16, 23],
		[5, 12, 16, 19, 21],
	],
	day: [
		[0, 7, 12, 16, 19],
		[5, 12, 17, 19, 21],
	],
	sunset: [
		[0, 7, 11, 16, 19],
		[-3, 4, 12, 16, 19],
	],
	dusk: [
		[0, 7, 10, 15, 19],
		[-4, 3, 12, 15, 19],
	],
	night: [
		[0, 7, 14, 15, 22],
		[-2, 5, 14, 17, 21],
	],
};
const stormChords = [
	[0, 7, 12, 15, 18],
	[-4, 3, 8, 15, 19],
] as const;

/** What the pad and whatever sings with it need to agree on. */
export interface Harmony {
	/** Hertz of the root. */
	readonly root: number;
	readonly chords: readonly [readonly number[], readonly number[]];
	/** 0 dark to 1 bright: how many overtones there are. */
	readonly brightness: number;
}

/** The hour gives the chords and their brightness, the first colour word (else the scene's seed) the key. */
export function harmonyOf(scene: Pick<Scene, "hour" | "hues" | "weather" | "seed">): Harmony {
	const hue = scene.hues[0];
	const key = hue === undefined ? scene.seed % 7 : Math.round(hue / 30) % 12;
	const brightness = { dawn: 0.7, day: 0.8, sunset: 0.55, dusk: 0.4, night: 0.3 }[scene.hour.name];
	return {
		root: 98 * 2 ** ((key - 3) / 12),
		chords: scene.weather === "storm" ? stormChords : chords[scene.hour.name],
		brightness: scene.weather === "clear" ? brightness : brightness * 0.75,
	};
}

/** A soft chord under everything, which changes once every four seconds or so and never quite stands still. */
export function pad(harmony: Harmony, gain: number): Layer {
	return (room) => {
		const seed = room.seedFor("pad");
		const overtones = [1, 0.32 * harmony.brightness, 0.16 * harmony.brightness];
		harmony.chords.forEach((chord, turn) => {
			chord.forEach((semitones, voice) => {
				addDrone(room, {
					hertz: harmony.root * 2 ** (semitones / 12),
					gain: (atSeconds) =>
						gain *
						presence(atSeconds, turn) *
						lerp(0.45, 1, noise1(atSeconds * 0.5 + voice * 5.1, seed + turn)) *
						(voice === 0 ? 1 : 0.62),
					partials: overtones,
					detune: 0.0016,
					echo: 0.25,
				});
			});
		});
	};
}

const turnSeconds = 4.2;

/** How much of the first (0) or second (1) chord is heard. */
function presence(atSeconds: number, turn: number): number {
	const place = (atSeconds / turnSeconds) % 2;
	const second = ramp(place, 0.75, 1.15) * (1 - ramp(place, 1.75, 2));
	return turn === 1 ? second : 1 - second;
}
