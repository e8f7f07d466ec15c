import { noise1 } from "../../scene/noise.ts";
import { between } from "../../scene/random.ts";
import { addBurst } from "../burst.ts";
import { struck, swell } from "../dsp.ts";
import { addTone } from "../tones.ts";
import { addVoice } from "../voice.ts";
import { about, bed, event } from "./effect.ts";

/** Two or three barks. */
export const dog = event({ seconds: 0.9, everySeconds: 2.2 }, (room, { atSeconds, pan, random, seed }) => {
	const barks = random() < 0.5 ? 2 : 3;
	const height = between(random, 0.85, 1.15);
	for (let bark = 0; bark < barks; bark++) {
		const at = atSeconds + bark * between(random, 0.26, 0.34);
		addVoice(room, {
			...{ atSeconds: at, seconds: 0.17, breath: 0.3, seed: seed + bark, pan, echo: 0.6 },
			pitch: (share) => height * (210 + 330 * Math.sin(Math.PI * Math.min(1, 0.15 + share)) ** 1.5),
			mouth: (share) => [500 + 550 * Math.sin(Math.PI * share), 1500 + 300 * share, 2600].map((it) => it * height),
			gain: (share) => 0.5 * swell(share, 0.1, 0.6),
		});
		addBurst(room, {
			atSeconds: at,
			seconds: 0.05,
			hertz: () => 1400,
			sharpness: 1,
			gain: (it) => 0.2 * struck(it),
			seed,
			pan,
		});
	}
});

/** One meow: the mouth opens and closes again. */
export const cat = event({ seconds: 0.9, everySeconds: 2.4 }, (room, { atSeconds, pan, random, seed }) => {
	const height = between(random, 0.9, 1.15);
	addVoice(room, {
		...{ atSeconds, seconds: about(random, 0.75), breath: 0.06, seed, pan, echo: 0.4 },
		pitch: (share) => height * (470 + 260 * Math.sin(Math.PI * share ** 0.8) - 60 * share + 8 * Math.sin(40 * share)),
		mouth: (share) => {
			const open = Math.sin(Math.PI * Math.min(1, share * 1.05));
			return [550 + 700 * open, 2400 - 900 * share, 3700 - 300 * share];
		},
		gain: (share) => 0.4 * swell(share, 0.25, 0.45),
	});
});

/** Hooves at a gallop, three beats and a breath. */
export const gallop = bed((room) => {
	const random = room.randomFor("gallop");
	const seed = room.seedFor("hooves");
	for (let atSeconds = 0.1; atSeconds < room.seconds; atSeconds += 0.46)
		for (const [number, after] of [0, 0.11, 0.22].entries()) {
			const at = atSeconds + after;
			const place = { pan: 1.2 * (at / room.seconds) - 0.6, echo: 0.3 };
			addBurst(room, {
				...{ atSeconds: at, seconds: 0.06, sharpness: 2.4, seed: seed + number * 77, ...place },
				hertz: (share) => about(random, 620, 0.06) - 260 * share,
				gain: (share) => (0.35 + 0.12 * number) * struck(share),
			});
			addTone(room, {
				atSeconds: at,
				seconds: 0.09,
				pitch: (it) => 120 - 50 * it,
				gain: (it) => 0.3 * struck(it),
				...place,
			});
		}
});

/** A neigh: high, shaking, and running down. */
export const neigh = event({ seconds: 1.5, everySeconds: 4.5 }, (room, { atSeconds, pan, seed }) => {
	addVoice(room, {
		...{ atSeconds, seconds: 1.4, breath: 0.2, seed, pan, echo: 0.6 },
		pitch: (share) => 820 - 430 * share + (40 + 60 * share) * Math.sin(2 * Math.PI * 13 * share),
		mouth: (share) => [1100 - 300 * share, 2300 - 500 * share, 3400],
		gain: (share) => 0.4 * swell(share, 0.08, 0.5) * (0.75 + 0.25 * Math.sin(2 * Math.PI * 13 * share)),
	});
});

/** A cow on a meadow. */
export const cow = event({ seconds: 1.8, everySeconds: 4.5 }, (room, { atSeconds, pan, random, seed }) => {
	addVoice(room, {
		...{ atSeconds, seconds: about(random, 1.6), breath: 0.08, seed, pan, echo: 0.7 },
		pitch: (share) => 120 + 45 * Math.sin(Math.PI * share ** 0.6) - 25 * share,
		mouth: (share) => [260 + 320 * Math.min(1, share * 2), 750 + 250 * share, 2100],
		gain: (share) => 0.6 * swell(share, 0.2, 0.35),
	});
});

/** A wolf, far off, holding its note. */
export const wolf = event({ seconds: 2.8, everySeconds: 4 }, (room, { atSeconds, pan, random, seed }) => {
	const height = between(random, 0.85, 1.2);
	addVoice(room, {
		...{ atSeconds, seconds: 2.8, breath: 0.06, seed, pan, echo: 1.4 },
		pitch: (share) => height * (300 + 260 * Math.min(1, share * 3.5) - 160 * Math.max(0, share - 0.6) * 2.2),
		mouth: () => [620, 1150],
		gain: (share) => 0.32 * swell(share, 0.15, 0.4),
	});
});

/** The rooster's four syllables. */
export const rooster = event({ seconds: 1.9, everySeconds: 4.5 }, (room, { atSeconds, pan, seed }) => {
	for (const [after, seconds, from, to] of [
		[0, 0.18, 620, 760],
		[0.24, 0.16, 780, 860],
		[0.46, 0.26, 800, 1060],
		[0.76, 0.95, 1040, 640],
	] as const)
		addVoice(room, {
			...{ atSeconds: atSeconds + after, seconds, breath: 0.14, seed, pan, echo: 0.8 },
			pitch: (share) => from + (to - from) * share,
			mouth: () => [1150, 2300, 3500],
			gain: (share) => 0.4 * swell(share, 0.12, 0.3),
		});
});

/** Frogs by a pond, in turns. */
export const frog = event({ seconds: 0.5, everySeconds: 0.9 }, (room, { atSeconds, pan, random, seed }) => {
	const height = between(random, 0.8, 1.3);
	addVoice(room, {
		...{ atSeconds, seconds: 0.32, breath: 0.12, seed, pan, echo: 0.4 },
		pitch: (share) => height * (62 + 16 * share),
		mouth: (share) => [520 * height, (1300 + 300 * share) * height],
		gain: (share) => 0.6 * swell(share, 0.1, 0.4),
	});
});

/** A bee that flies about the head. */
export const bee = bed((room) => {
	const seed = room.seedFor("bee");
	const near = (atSeconds: number): number => noise1(atSeconds * 0.9, seed);
	for (const side of [-1, 1])
		addTone(room, {
			atSeconds: 0,
			seconds: room.seconds,
			pitch: (share) => 205 + 40 * noise1(share * room.seconds * 2.2, seed + 1),
			gain: (share) =>
				0.06 * near(share * room.seconds) * (0.5 + 0.5 * side * (2 * near(share * room.seconds + 40) - 1)),
			partials: [0.6, 1, 0.7, 0.5, 0.4, 0.3, 0.25, 0.2, 0.15],
			pan: 0.8 * side,
		});
});
