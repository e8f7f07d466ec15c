import { noise1 } from "../../scene/noise.ts";
import { between } from "../../scene/random.ts";
import { addBurst } from "../burst.ts";
import { rounded, struck, swell } from "../dsp.ts";
import type { Room } from "../room.ts";
import { addTone } from "../tones.ts";
import { addVoice } from "../voice.ts";
import { addWhistle } from "../whistle.ts";
import { about, bed, event } from "./effect.ts";

/** Many hands, that begin together and thin out. */
export const applause = bed((room) => {
	const random = room.randomFor("applause");
	const seed = room.seedFor("hands");
	for (let pair = 0; pair < 34; pair++) {
		const pace = between(random, 0.16, 0.25);
		const place = { pan: between(random, -1, 1), echo: 0.35 };
		const hertz = between(random, 900, 2100);
		const loud = 0.12 * between(random, 0.3, 1) ** 2;
		const stops = room.seconds * between(random, 0.75, 1.05);
		for (let at = 0.5 * random() ** 2; at < stops; at += about(random, pace, 0.12))
			addBurst(room, {
				...{ atSeconds: at, seconds: 0.028, sharpness: 1.1, seed: seed + Math.round(at * 9973) + pair * 31, ...place },
				hertz: () => hertz,
				gain: (share) => loud * struck(share),
			});
	}
});

/** A crowd that talks. */
export const crowd = bed((room) => addVoices(room, { voices: 12, gain: 0.06, excited: 0 }));

/** A crowd that cheers, whistles and claps. */
export const cheer = bed((room) => {
	addVoices(room, { voices: 16, gain: 0.1, excited: 1 });
	const random = room.randomFor("whistlers");
	for (let at = 0.3 + random(); at < room.seconds; at += between(random, 0.9, 1.8))
		addTone(room, {
			atSeconds: at,
			seconds: 0.45,
			pitch: (share) => 1900 + 900 * Math.sin(Math.PI * share),
			gain: (share) => 0.02 * swell(share, 0.2, 0.3),
			pan: between(random, -0.9, 0.9),
			echo: 0.6,
		});
	applause.play(room, { atSeconds: 0, pan: 0, random, seed: room.seedFor("cheer") });
});

function addVoices(room: Room, options: { voices: number; gain: number; excited: number }): void {
	const random = room.randomFor("voices");
	const { gain, excited } = options;
	for (let voice = 0; voice < options.voices; voice++) {
		const seed = room.seedFor(`crowd ${voice}`);
		const height = between(random, 90, 230) * (1 + 0.9 * excited);
		const pace = excited ? 1.1 : between(random, 3.5, 5.5);
		const says = (atSeconds: number): number => noise1(atSeconds * pace, seed);
		addVoice(room, {
			...{ atSeconds: 0, seconds: room.seconds, breath: 0.18, seed, pan: between(random, -0.95, 0.95), echo: 0.5 },
			pitch: (share) => height * (0.85 + 0.4 * noise1(share * room.seconds * 2.3, seed + 1)),
			mouth: (share) => {
				const open = noise1(share * room.seconds * pace * 1.3, seed + 2);
				return [380 + 480 * (excited ? 0.8 : open), 1000 + 1100 * noise1(share * room.seconds * pace, seed + 3)];
			},
			gain: (share) =>
				gain *
				rounded(Math.min(1, 12 * share, 12 * (1 - share))) *
				(excited ? 0.5 + 0.5 * says(share * room.seconds) : says(share * room.seconds) ** 2),
		});
	}
	addWhistle(room, {
		name: "crowd air",
		centre: () => 700 + 500 * excited,
		sharpness: 0.8,
		gain: gain * (0.25 + 0.5 * excited),
	});
}

/** Somebody who walks by on a hard floor: heel, then sole. */
export const footsteps = bed((room) => walk(room, 0.56));

/** Somebody who runs. */
export const running = bed((room) => walk(room, 0.31));

function walk(room: Room, pace: number): void {
	const random = room.randomFor("walker");
	const seed = room.seedFor("soles");
	let step = 0;
	for (let at = 0.2; at < room.seconds; at += about(random, pace, 0.04)) {
		const share = at / room.seconds;
		const place = { pan: 1.3 * share - 0.65, echo: 0.5 };
		const loud = (0.6 + 0.4 * Math.sin(Math.PI * share)) * between(random, 0.85, 1.1);
		step += 1;
		const hertz = step % 2 === 0 ? 1 : 1.09;
		addBurst(room, {
			atSeconds: at,
			seconds: 0.035,
			hertz: () => 1500 * hertz,
			sharpness: 1.3,
			gain: (it) => 0.34 * loud * struck(it),
			seed: seed + step * 613,
			...place,
		});
		addTone(room, {
			atSeconds: at,
			seconds: 0.08,
			pitch: (it) => (170 - 80 * it) * hertz,
			gain: (it) => 0.4 * loud * struck(it),
			...place,
		});
		addBurst(room, {
			atSeconds: at + 0.075 * (pace / 0.56),
			seconds: 0.06,
			hertz: () => 2600,
			sharpness: 0.8,
			gain: (it) => 0.1 * loud * struck(it),
			seed: seed + step * 411,
			...place,
		});
	}
}

/** Two beats, then rest; a little faster towards the end. */
export const heartbeat = bed((room) => {
	for (let at = 0.25; at < room.seconds; at += 0.92 - 0.17 * (at / room.seconds))
		for (const [after, hertz, loud] of [
			[0, 58, 1],
			[0.27, 72, 0.7],
		] as const) {
			addTone(room, {
				atSeconds: at + after,
				seconds: 0.2,
				pitch: (share) => hertz * (1.25 - 0.4 * share),
				gain: (share) => 0.8 * loud * swell(share, 0.12, 0.8),
				partials: [1, 0.5, 0.22, 0.08],
				echo: 0.1,
			});
		}
});

/** Somebody who breathes in, and out. */
export const breathing = bed((room) => {
	const seed = room.seedFor("breathing");
	for (let at = 0.15; at < room.seconds; at += 2.6)
		for (const [after, seconds, from, to, loud] of [
			[0, 0.95, 1300, 2300, 0.16],
			[1.15, 1.2, 1500, 700, 0.2],
		] as const)
			addBurst(room, {
				...{ atSeconds: at + after, seconds, sharpness: 1.1, seed: seed + Math.round(at * 977) },
				hertz: (share) => from + (to - from) * share,
				gain: (share) => loud * swell(share, 0.35, 0.55),
			});
});

/** Somebody who laughs: ha, ha, ha, running down. */
export const laugh = event({ seconds: 1.5, everySeconds: 2.6 }, (room, { atSeconds, pan, random, seed }) => {
	const height = between(random, 150, 290);
	const syllables = 6 + Math.floor(random() * 3);
	for (let syllable = 0; syllable < syllables; syllable++)
		addVoice(room, {
			...{
				atSeconds: atSeconds + syllable * 0.165,
				seconds: 0.135,
				breath: 0.3,
				seed: seed + syllable,
				pan,
				echo: 0.4,
			},
			pitch: (share) => height * (1.35 - 0.06 * syllable - 0.15 * share),
			mouth: () => [760, 1350, 2600],
			gain: (share) => 0.45 * (1 - 0.07 * syllable) * swell(share, 0.25, 0.5),
		});
});

/** A scream. */
export const scream = event({ seconds: 1.4, everySeconds: 4 }, (room, { atSeconds, pan, seed }) => {
	addVoice(room, {
		...{ atSeconds, seconds: 1.35, breath: 0.16, seed, pan, echo: 0.9 },
		pitch: (share) => 620 + 420 * Math.min(1, share * 6) - 180 * share ** 3 + 22 * Math.sin(52 * share),
		mouth: () => [1050, 1800, 3100],
		gain: (share) => 0.4 * swell(share, 0.06, 0.3),
	});
});
