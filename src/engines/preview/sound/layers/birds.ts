import { between, type Random } from "../../scene/random.ts";
import { swell } from "../dsp.ts";
import { type Layer, type Room, scattered } from "../room.ts";
import { addTone } from "../tones.ts";

/** Songbirds: `singers` of them, each with a song of its own that it repeats after pauses. */
export function songbirds(options: { gain: number; singers: number }): Layer {
	return (room) => {
		const random = room.randomFor("songbirds");
		for (let singer = 0; singer < options.singers; singer++) {
			const song = composeSong(random);
			const pan = between(random, -0.9, 0.9);
			const gain = options.gain * between(random, 0.4, 1);
			for (const atSeconds of scattered(room, random, between(random, 1.8, 3.6))) {
				sing(room, song, { atSeconds, pan, gain: gain * between(random, 0.6, 1) });
			}
		}
	};
}

/** Gulls: long falling cries over water. */
export function gulls(gain: number): Layer {
	return (room) => {
		const random = room.randomFor("gulls");
		for (const atSeconds of scattered(room, random, 3.4)) {
			const pan = between(random, -0.9, 0.9);
			const height = between(random, 1050, 1350);
			const cries = 2 + Math.floor(random() * 3);
			for (let cry = 0; cry < cries; cry++) {
				addTone(room, {
					atSeconds: atSeconds + cry * 0.34,
					seconds: 0.3,
					pitch: (share) => height * (0.82 + 0.5 * share * (1 - share) * 4 * 0.5 - 0.2 * share) * (1 - 0.04 * cry),
					gain: (share) => gain * swell(share, 0.15, 0.5),
					partials: [0.6, 0.5, 0.35, 0.15],
					pan,
					echo: 0.6,
				});
			}
		}
	};
}

interface Syllable {
	readonly afterSeconds: number;
	readonly seconds: number;
	readonly from: number;
	readonly to: number;
	/** Warbles a second; 0 for a plain slide. */
	readonly warble: number;
}

function composeSong(random: Random): Syllable[] {
	const home = between(random, 2300, 4300);
	const motif = Array.from({ length: 1 + Math.floor(random() * 3) }, () => ({
		afterSeconds: between(random, 0.07, 0.2),
		seconds: between(random, 0.05, 0.16),
		from: home * between(random, 0.85, 1.3),
		to: home * between(random, 0.8, 1.35),
		warble: random() < 0.35 ? between(random, 22, 38) : 0,
	}));
	const repeats = 2 + Math.floor(random() * 3);
	return Array.from({ length: repeats }, () => motif).flat();
}

function sing(room: Room, song: readonly Syllable[], voice: { atSeconds: number; pan: number; gain: number }): void {
	let atSeconds = voice.atSeconds;
	for (const syllable of song) {
		const { seconds, from, to, warble } = syllable;
		addTone(room, {
			atSeconds,
			seconds,
			pitch: (share) => from + (to - from) * share + from * 0.06 * Math.sin(2 * Math.PI * warble * share * seconds),
			gain: (share) => voice.gain * swell(share, 0.25, 0.5),
			partials: [1, 0.12],
			pan: voice.pan,
			echo: 0.5,
		});
		atSeconds += syllable.seconds + syllable.afterSeconds;
	}
}
