import { between } from "../../scene/random.ts";
import { addBurst } from "../burst.ts";
import { struck } from "../dsp.ts";
import { addPing, addTone } from "../tones.ts";
import { about, event } from "./effect.ts";

/** A crack, a thump that sinks, a long roll, and what comes down afterwards. */
export const explosion = event({ seconds: 3.2, everySeconds: 5 }, (room, { atSeconds, pan, random, seed }) => {
	const roll = (share: number) => Math.min(1, share / 0.006) * Math.exp(-4.5 * share) * (1 - share);
	addBurst(room, {
		atSeconds,
		seconds: 0.14,
		hertz: () => 2600,
		sharpness: 0.5,
		gain: (it) => 0.5 * struck(it),
		seed,
		pan,
	});
	addBurst(room, {
		atSeconds,
		seconds: 3.2,
		hertz: (share) => 50 + 600 * Math.exp(-9 * share),
		sharpness: 0.55,
		gain: (share) => 0.6 * roll(share),
		seed: seed + 1,
		pan: 0.5 * pan,
		echo: 0.4,
	});
	addTone(room, {
		atSeconds,
		seconds: 1.1,
		pitch: (share) => 34 + 70 * Math.exp(-5 * share),
		gain: (share) => 0.75 * Math.min(1, share / 0.01) * Math.exp(-4 * share) * (1 - share),
		pan: 0.3 * pan,
	});
	for (let stone = 0; stone < 26; stone++) {
		const late = 0.4 + 2.4 * random() ** 1.4;
		addBurst(room, {
			atSeconds: atSeconds + late,
			seconds: between(random, 0.02, 0.07),
			hertz: () => 500 + 2200 * random(),
			sharpness: 2.5,
			gain: (share) => 0.11 * Math.exp(-late) * struck(share),
			seed: seed + 2 + stone * 997,
			pan: between(random, -0.9, 0.9),
			echo: 0.3,
		});
	}
});

/** A shot: a crack, and the country's answer. */
export const gunshot = event({ seconds: 1, everySeconds: 2.2 }, (room, { atSeconds, pan, seed }) => {
	addBurst(room, {
		atSeconds,
		seconds: 0.05,
		hertz: () => 3400,
		sharpness: 0.5,
		gain: (it) => 0.8 * struck(it),
		seed,
		pan,
		echo: 1,
	});
	addBurst(room, {
		...{ atSeconds, seconds: 0.35, sharpness: 0.6, seed: seed + 9, pan, echo: 1.4 },
		hertz: (share) => 900 - 700 * share,
		gain: (share) => 0.5 * struck(share),
	});
	addTone(room, { atSeconds, seconds: 0.16, pitch: (it) => 150 - 90 * it, gain: (it) => 0.5 * struck(it), pan });
});

/** A pane that goes: the blow, then splinters, high and ringing, that fall and settle. */
export const glass = event({ seconds: 1.7, everySeconds: 3.6 }, (room, { atSeconds, pan, random, seed }) => {
	addBurst(room, {
		atSeconds,
		seconds: 0.09,
		hertz: () => 5200,
		sharpness: 0.6,
		gain: (it) => 0.4 * struck(it),
		seed,
		pan,
		echo: 0.3,
	});
	addBurst(room, {
		atSeconds,
		seconds: 0.06,
		hertz: () => 420,
		sharpness: 1,
		gain: (it) => 0.3 * struck(it),
		seed: seed + 3,
		pan,
	});
	for (let splinter = 0; splinter < 90; splinter++) {
		const late = splinter < 30 ? 0.05 * random() : 0.06 + 1.4 * random() ** 1.7;
		addPing(room, {
			atSeconds: atSeconds + late,
			hertz: between(random, 2300, 11_500),
			ringSeconds: between(random, 0.03, 0.28),
			gain: 0.24 * between(random, 0.15, 1) * Math.exp(-1.3 * late),
			pan: pan + between(random, -0.6, 0.6),
			echo: 0.25,
		});
	}
});

/** The latch, the leaf in its frame, and the room behind it. */
export const doorSlam = event({ seconds: 0.9, everySeconds: 3.4 }, (room, { atSeconds, pan, seed }) => {
	addBurst(room, {
		atSeconds,
		seconds: 0.03,
		hertz: () => 2400,
		sharpness: 2,
		gain: (it) => 0.25 * struck(it),
		seed,
		pan,
	});
	const at = atSeconds + 0.05;
	addBurst(room, {
		atSeconds: at,
		seconds: 0.3,
		hertz: (it) => 260 - 120 * it,
		sharpness: 0.8,
		gain: (it) => 0.7 * struck(it),
		seed: seed + 5,
		pan,
		echo: 0.8,
	});
	addTone(room, {
		atSeconds: at,
		seconds: 0.28,
		pitch: (it) => 92 - 26 * it,
		gain: (it) => 0.7 * struck(it),
		partials: [1, 0.4],
		pan,
		echo: 0.4,
	});
	addBurst(room, {
		atSeconds: at + 0.11,
		seconds: 0.04,
		hertz: () => 1900,
		sharpness: 3,
		gain: (it) => 0.16 * struck(it),
		seed: seed + 8,
		pan,
		echo: 0.5,
	});
});

/** A hinge that nobody oiled, slowly. */
export const doorCreak = event({ seconds: 1.6, everySeconds: 3.6 }, (room, { atSeconds, pan, random, seed }) => {
	// It sticks and slips: each slip is a small knock on the wood.
	for (let passed = 0; passed < 1.5; ) {
		const share = passed / 1.5;
		addBurst(room, {
			...{
				atSeconds: atSeconds + passed,
				seconds: 0.022,
				sharpness: 7,
				seed: seed + Math.round(passed * 9000),
				pan,
				echo: 0.5,
			},
			hertz: () => 620 + 900 * share * (1 - share) * 2 + 200 * random(),
			gain: (it) => 0.34 * Math.sin(Math.PI * Math.min(1, 0.06 + share)) * struck(it),
		});
		passed += (0.011 + 0.02 * (1 - Math.sin(Math.PI * share))) * between(random, 0.8, 1.25);
	}
});

/** Three knuckles on wood. */
export const knock = event({ seconds: 0.8, everySeconds: 2.8 }, (room, { atSeconds, pan, random, seed }) => {
	for (const [number, after] of [0, 0.2, 0.4].entries()) {
		const at = atSeconds + about(random, after, 0.05);
		const loud = 0.6 + 0.15 * number;
		addBurst(room, {
			atSeconds: at,
			seconds: 0.09,
			hertz: () => 330,
			sharpness: 2.6,
			gain: (it) => loud * struck(it),
			seed: seed + number,
			pan,
			echo: 0.4,
		});
		addPing(room, { atSeconds: at, hertz: 560, ringSeconds: 0.05, gain: 0.25 * loud, pan, echo: 0.3 });
	}
});

/** Steel on steel. */
export const hammer = event({ seconds: 0.7, everySeconds: 0.75 }, (room, { atSeconds, pan, seed }) => {
	addBurst(room, {
		atSeconds,
		seconds: 0.03,
		hertz: () => 3000,
		sharpness: 1,
		gain: (it) => 0.4 * struck(it),
		seed,
		pan,
	});
	for (const [hertz, loud, ringSeconds] of [
		[1340, 0.2, 0.5],
		[2810, 0.22, 0.4],
		[4470, 0.14, 0.3],
		[6890, 0.08, 0.2],
	] as const)
		addPing(room, { atSeconds, hertz, ringSeconds, gain: loud, pan, echo: 0.4 });
});

/** A fist, as films have it. */
export const punch = event({ seconds: 0.3, everySeconds: 1.1 }, (room, { atSeconds, pan, random, seed }) => {
	addBurst(room, {
		atSeconds: atSeconds - 0.09,
		seconds: 0.1,
		hertz: (it) => 500 + 900 * it,
		sharpness: 1.4,
		gain: (it) => 0.12 * it * (1 - it) * 4,
		seed,
		pan,
	});
	addBurst(room, {
		atSeconds,
		seconds: 0.1,
		hertz: () => about(random, 1100),
		sharpness: 0.8,
		gain: (it) => 0.6 * struck(it),
		seed: seed + 1,
		pan,
		echo: 0.2,
	});
	addTone(room, { atSeconds, seconds: 0.18, pitch: (it) => 130 - 70 * it, gain: (it) => 0.7 * struck(it), pan });
});
