import { between } from "../../scene/random.ts";
import { addBurst } from "../burst.ts";
import { struck, swell } from "../dsp.ts";
import { addPing, addTone } from "../tones.ts";
import { about, bed, event } from "./effect.ts";

/** Two or three shots of light. */
export const laser = event({ seconds: 0.7, everySeconds: 1.1 }, (room, { atSeconds, pan, random, seed }) => {
	const shots = 1 + Math.floor(random() * 3);
	for (let shot = 0; shot < shots; shot++)
		for (const [off, loud] of [
			[1, 0.22],
			[1.51, 0.1],
		] as const)
			addTone(room, {
				atSeconds: atSeconds + shot * 0.19,
				seconds: 0.24,
				pitch: (share) => off * (240 + 2900 * Math.exp(-5.5 * share)),
				gain: (share) => loud * struck(share * 0.8 + 0.01) * Math.min(1, share * 60),
				partials: [1, 0.3, 0.4, 0.15, 0.2],
				pan: pan + 0.2 * shot,
				echo: 0.5,
			});
	addBurst(room, {
		atSeconds,
		seconds: 0.05,
		hertz: () => 6000,
		sharpness: 0.7,
		gain: (it) => 0.1 * struck(it),
		seed,
		pan,
	});
});

/** Something large and fast goes past the ear. */
export const whoosh = event({ seconds: 0.9, everySeconds: 1.9 }, (room, { atSeconds, random, seed }) => {
	const way = random() < 0.5 ? -1 : 1;
	for (const side of [-1, 1])
		addBurst(room, {
			...{
				atSeconds: atSeconds + (side === way ? 0.07 : 0),
				seconds: 0.8,
				sharpness: 1.3,
				seed: seed + side * 91,
				pan: side * 0.8,
				echo: 0.3,
			},
			hertz: (share) => 280 + 2600 * Math.sin(Math.PI * share ** 0.8) ** 2,
			gain: (share) => 0.32 * swell(share, 0.6, 0.4) ** 1.5,
		});
});

/** Small lights that fall upwards. */
export const sparkle = event({ seconds: 1.6, everySeconds: 2.1 }, (room, { atSeconds, pan, random }) => {
	const scale = [0, 2, 4, 7, 9];
	for (let grain = 0; grain < 26; grain++) {
		const share = grain / 26;
		const step = scale[Math.floor(random() * scale.length)] as number;
		addPing(room, {
			atSeconds: atSeconds + 1.1 * share + 0.04 * random(),
			hertz: 1568 * 2 ** ((step + 12 * Math.floor(share * 2.2)) / 12),
			ringSeconds: between(random, 0.3, 0.8),
			gain: 0.07 * between(random, 0.4, 1),
			pan: pan + between(random, -0.7, 0.7),
			echo: 0.9,
		});
	}
});

/** A machine that thinks aloud. */
export const robot = event({ seconds: 1.1, everySeconds: 1.7 }, (room, { atSeconds, pan, random }) => {
	for (let after = 0; after < 1; ) {
		const seconds = between(random, 0.05, 0.16);
		const [from, to] = [between(random, 500, 2400), between(random, 500, 2400)];
		addTone(room, {
			atSeconds: atSeconds + after,
			seconds,
			pitch: (share) => from + (to - from) * share,
			gain: (share) => 0.16 * swell(share, 0.1, 0.15),
			partials: [1, 0, 0.33, 0, 0.2],
			pan,
			echo: 0.3,
		});
		after += seconds + between(random, 0.005, 0.07);
	}
});

/** A blow deep under the floor, as before a title. */
export const boom = event({ seconds: 2.6, everySeconds: 3.4 }, (room, { atSeconds, seed }) => {
	addTone(room, {
		atSeconds,
		seconds: 2.6,
		pitch: (share) => 38 + 46 * Math.exp(-8 * share),
		gain: (share) => 0.8 * Math.min(1, share / 0.008) * Math.exp(-3.4 * share) * (1 - share),
		partials: [1, 0.35, 0.15, 0.06],
		echo: 0.5,
	});
	addBurst(room, {
		atSeconds,
		seconds: 0.4,
		hertz: (it) => 700 - 500 * it,
		sharpness: 0.6,
		gain: (it) => 0.35 * struck(it),
		seed,
		echo: 0.8,
	});
});

/** A tension that rises until the film ends. */
export const riser = bed((room) => {
	addTone(room, {
		atSeconds: 0,
		seconds: room.seconds,
		pitch: (share) => 110 * 2 ** (2.6 * share ** 1.6),
		gain: (share) => 0.12 * share ** 1.5 * Math.min(1, (1 - share) * 30),
		partials: [1, 0.5, 0.4, 0.3, 0.2, 0.15],
		echo: 0.5,
	});
	addBurst(room, {
		...{ atSeconds: 0, seconds: room.seconds, sharpness: 1.2, seed: room.seedFor("riser"), echo: 0.4 },
		hertz: (share) => 400 + 6000 * share ** 2,
		gain: (share) => 0.16 * share ** 2 * Math.min(1, (1 - share) * 30),
	});
});

/** A sword: drawn, then edge on edge. */
export const sword = event({ seconds: 1.1, everySeconds: 1.6 }, (room, { atSeconds, pan, random, seed }) => {
	addBurst(room, {
		atSeconds,
		seconds: 0.3,
		hertz: (it) => 3200 + 4200 * it,
		sharpness: 4,
		gain: (it) => 0.14 * swell(it, 0.5, 0.2),
		seed,
		pan,
		echo: 0.4,
	});
	addBurst(room, {
		atSeconds: atSeconds + 0.3,
		seconds: 0.03,
		hertz: () => 5000,
		sharpness: 0.7,
		gain: (it) => 0.4 * struck(it),
		seed: seed + 1,
		pan,
	});
	for (const hertz of [1930, 3170, 4690, 6120, 8350])
		addPing(room, {
			atSeconds: atSeconds + 0.3,
			hertz: about(random, hertz, 0.02),
			ringSeconds: 0.9,
			gain: 0.11,
			pan,
			echo: 0.6,
		});
});
