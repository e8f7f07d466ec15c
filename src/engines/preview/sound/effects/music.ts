import { between } from "../../scene/random.ts";
import { addBurst } from "../burst.ts";
import { struck, swell } from "../dsp.ts";
import type { Room } from "../room.ts";
import { addString } from "../string.ts";
import { addPing, addTone } from "../tones.ts";
import { bed } from "./effect.ts";

/** Four chords that go round, as semitones over A; the film's seed picks where they begin. */
const chords = [
	[0, 4, 7, 12],
	[-3, 0, 4, 9],
	[-7, -3, 0, 5],
	[-5, -1, 2, 7],
] as const;
const beatSeconds = 0.5;

const hertzOf = (semitones: number): number => 220 * 2 ** (semitones / 12);

/** Calls for every half beat, with the chord of its bar. */
function play(room: Room, name: string, note: (at: number, half: number, chord: readonly number[]) => void): void {
	const first = Math.floor(room.randomFor(name)() * chords.length);
	const halves = Math.floor((room.seconds - 0.2) / (beatSeconds / 2));
	for (let half = 0; half < halves; half++) {
		const chord = chords[(first + Math.floor(half / 8)) % chords.length] as readonly number[];
		note(0.1 + (half * beatSeconds) / 2, half % 8, chord);
	}
}

/** A guitar, fingers on steel: bass, then the chord broken upwards and back. */
export const guitar = bed((room) => {
	const random = room.randomFor("fingers");
	play(room, "guitar", (at, half, chord) => {
		const pick = [0, 1, 2, 3, 2, 1, 3, 2][half] as number;
		const semitones = (chord[pick] as number) + (half === 0 ? -12 : 0);
		addString(room, {
			atSeconds: at + 0.008 * random(),
			hertz: hertzOf(semitones),
			seconds: half === 0 ? 3.2 : 2.2,
			gain: between(random, 0.35, 0.5) * (half === 0 ? 1.1 : 1),
			brightness: 0.55,
			seed: Math.floor(random() * 400_000),
			pan: between(random, -0.2, 0.2),
			echo: 0.3,
		});
	});
});

/** A piano: chord tones over a low octave, struck softly. */
export const piano = bed((room) => {
	const random = room.randomFor("hammers");
	play(room, "piano", (at, half, chord) => {
		if (half === 0) strike(room, { at, semitones: (chord[0] as number) - 12, loud: 0.9, pan: -0.3 });
		if (half === 0 || half === 4)
			for (const tone of chord.slice(1, 3)) strike(room, { at, semitones: tone, loud: 0.55, pan: 0 });
		if (half % 2 === 0 || random() < 0.35)
			strike(room, {
				at,
				semitones: (chord[Math.floor(random() * 4)] as number) + 12,
				loud: between(random, 0.5, 0.85),
				pan: 0.3,
			});
	});
});

function strike(room: Room, note: { at: number; semitones: number; loud: number; pan: number }): void {
	const hertz = hertzOf(note.semitones);
	for (let partial = 1; partial <= 8 && hertz * partial < 9000; partial++) {
		// Stiff strings: each partial is a little sharper than a multiple.
		const sharp = partial * Math.sqrt(1 + 0.0004 * partial ** 2);
		addPing(room, {
			atSeconds: note.at,
			hertz: hertz * sharp,
			ringSeconds: (3.6 / (1 + 0.45 * partial)) * (220 / hertz) ** 0.35,
			gain: (0.26 * note.loud) / partial ** 1.35,
			pan: note.pan,
			echo: 0.35,
		});
	}
	addBurst(room, {
		atSeconds: note.at,
		seconds: 0.02,
		hertz: () => 900,
		sharpness: 1,
		gain: (it) => 0.05 * note.loud * struck(it),
		seed: 77,
		pan: note.pan,
	});
}

/** A violin that holds one note of the chord after the other. */
export const violin = bed((room) => {
	const random = room.randomFor("bow");
	play(room, "violin", (at, half, chord) => {
		if (half % 4 !== 0) return;
		const hertz = hertzOf((chord[1 + Math.floor(random() * 3)] as number) + 12);
		addTone(room, {
			atSeconds: at,
			seconds: 1.15,
			pitch: (share) => hertz * (1 + 0.006 * Math.min(1, 4 * share) * Math.sin(2 * Math.PI * 6.3 * share)),
			gain: (share) => 0.09 * swell(share, 0.18, 0.22),
			partials: [1, 0.75, 0.62, 0.5, 0.42, 0.3, 0.24, 0.18, 0.14, 0.1, 0.08],
			pan: -0.15,
			echo: 0.7,
		});
	});
});

/** A drum kit: kick, snare, hi-hat. */
export const drums = bed((room) => {
	const seed = room.seedFor("drums");
	play(room, "drums", (at, half) => {
		const isLoud = half % 2 === 0;
		addBurst(room, {
			atSeconds: at,
			seconds: 0.06,
			hertz: () => 8800,
			sharpness: 0.8,
			gain: (it) => (isLoud ? 0.13 : 0.08) * struck(it),
			seed: seed + half,
			pan: 0.3,
		});
		if (half === 0 || half === 4 || half === 5)
			addTone(room, {
				atSeconds: at,
				seconds: 0.3,
				pitch: (it) => 46 + 110 * Math.exp(-14 * it),
				gain: (it) => 0.85 * struck(it),
				partials: [1, 0.25],
			});
		if (half !== 2 && half !== 6) return;
		addBurst(room, {
			atSeconds: at,
			seconds: 0.2,
			hertz: () => 3200,
			sharpness: 0.5,
			gain: (it) => 0.34 * struck(it),
			seed: seed + 50 + half,
			pan: -0.1,
			echo: 0.3,
		});
		addTone(room, {
			atSeconds: at,
			seconds: 0.14,
			pitch: (it) => 230 - 60 * it,
			gain: (it) => 0.35 * struck(it),
			pan: -0.1,
		});
	});
});

/** A band: drums, a bass, and the guitar over them. */
export const band = bed((room) => {
	const event = { atSeconds: 0, pan: 0, random: room.randomFor("band"), seed: room.seedFor("band") };
	drums.play(room, event);
	guitar.play(room, event);
	play(room, "guitar", (at, half, chord) => {
		if (half % 2 === 1) return;
		addString(room, {
			atSeconds: at,
			hertz: hertzOf((chord[0] as number) - 24),
			seconds: 1.2,
			gain: 0.8,
			brightness: 0.2,
			seed: 5_000 + half,
		});
	});
});
