import { between } from "../../scene/random.ts";
import type { Layer } from "../room.ts";
import { addPing } from "../tones.ts";
import type { Harmony } from "./pad.ts";

/** Bells that wander over the pad's chord: the melody of what has no sound of its own. */
export function plucks(harmony: Harmony, options: { gain: number; everySeconds: number }): Layer {
	return (room) => {
		const random = room.randomFor("plucks");
		const scale = [...harmony.chords[0], ...harmony.chords[0].map((semitones) => semitones + 12)];
		let place = Math.floor(random() * scale.length);
		for (let atSeconds = 0.25 * random(); atSeconds < room.seconds; ) {
			place = Math.min(scale.length - 1, Math.max(0, place + Math.floor(random() * 5) - 2));
			const hertz = harmony.root * 2 * 2 ** ((scale[place] as number) / 12);
			const pan = between(random, -0.6, 0.6);
			const gain = options.gain * between(random, 0.5, 1);
			for (const [ratio, loud, ringSeconds] of [
				[1, 1, 2.4],
				[2.002, 0.3, 1.3],
				[3.01, 0.12, 0.7],
			] as const) {
				addPing(room, { atSeconds, hertz: hertz * ratio, ringSeconds, gain: gain * loud, pan, echo: 0.8 });
			}
			atSeconds += options.everySeconds * (random() < 0.3 ? 0.5 : 1);
		}
	};
}
