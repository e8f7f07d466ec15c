import { noise1 } from "../../scene/noise.ts";
import { between } from "../../scene/random.ts";
import { addBurst } from "../burst.ts";
import { rounded, struck, swell } from "../dsp.ts";
import { addNoise } from "../noise-band.ts";
import { addPing, addTone } from "../tones.ts";
import { about, bed, event } from "./effect.ts";

/** A car's engine: it idles, is driven up through its gears, and falls back. */
export const engine = bed((room) => {
	const seed = room.seedFor("engine");
	const revs = (atSeconds: number): number => {
		const gear = (atSeconds * 0.55 + 0.15) % 1.6;
		const up = gear < 0.35 ? 0 : Math.min(1, (gear - 0.35) / 0.9);
		return 34 + 62 * up ** 1.3 + 3 * noise1(atSeconds * 3, seed);
	};
	addTone(room, {
		atSeconds: 0,
		seconds: room.seconds,
		pitch: (share) => revs(share * room.seconds),
		gain: (share) => 0.06 + 0.0007 * revs(share * room.seconds),
		partials: [0.5, 1, 0.35, 0.8, 0.3, 0.5, 0.2, 0.35, 0.16, 0.24, 0.1, 0.16],
		echo: 0.1,
	});
	addNoise(room, {
		name: "exhaust",
		low: 90,
		high: (atSeconds) => 300 + 14 * revs(atSeconds),
		gain: (atSeconds) => {
			const stroke = Math.sin(Math.PI * revs(atSeconds) * 0.25 * atSeconds) ** 2;
			return 0.05 * (0.6 + 0.4 * stroke) * (0.4 + revs(atSeconds) / 90);
		},
		width: 0.3,
	});
});

/** Blades that chop the air eleven times a second, over a turbine's whine. */
export const helicopter = bed((room) => {
	const nearness = (atSeconds: number): number => 0.45 + 0.55 * rounded(Math.min(1, atSeconds / (0.6 * room.seconds)));
	addNoise(room, {
		name: "blades",
		low: 35,
		high: (atSeconds) => 180 + 420 * nearness(atSeconds),
		gain: (atSeconds) => 0.22 * nearness(atSeconds) * Math.max(0, Math.cos(2 * Math.PI * 11 * atSeconds)) ** 5,
		pan: (atSeconds) => 0.8 * (atSeconds / room.seconds) - 0.4,
		width: 0.3,
		echo: 0.3,
	});
	addNoise(room, { name: "turbine", low: 900, high: 3200, gain: (atSeconds) => 0.02 * nearness(atSeconds) });
	addTone(room, {
		atSeconds: 0,
		seconds: room.seconds,
		pitch: () => 1180,
		gain: (share) => 0.008 * nearness(share * room.seconds),
		partials: [1, 0.5],
	});
});

/** A jet that comes, is over us, and goes: the roar falls in pitch as it does. */
export const airplane = bed((room) => {
	const middle = room.seconds * 0.5;
	const length = Math.min(room.seconds, 7);
	const share = (atSeconds: number): number => 0.5 + (atSeconds - middle) / length;
	const near = (atSeconds: number): number => 0.12 + 0.88 * swell(share(atSeconds), 0.5, 0.5);
	const fall = (atSeconds: number): number => 1 - 0.4 * rounded(Math.min(1, Math.max(0, share(atSeconds) * 2 - 0.5)));
	addNoise(room, {
		name: "jet",
		low: 60,
		high: (atSeconds) => 2600 * near(atSeconds) * fall(atSeconds) + 250,
		gain: (atSeconds) => 0.2 * near(atSeconds) ** 1.5,
		pan: (atSeconds) => Math.max(-0.9, Math.min(0.9, 2 * share(atSeconds) - 1)),
		width: 0.4,
		echo: 0.15,
	});
	addTone(room, {
		atSeconds: 0,
		seconds: room.seconds,
		pitch: (it) => 1650 * fall(it * room.seconds),
		gain: (it) => 0.018 * near(it * room.seconds) ** 3,
		partials: [1, 0.4, 0.2],
	});
});

/** Two notes that a street makes way for. */
export const siren = bed((room) => {
	addTone(room, {
		atSeconds: 0,
		seconds: room.seconds,
		pitch: (share) => {
			const turn = (share * room.seconds) / 1.5;
			return 620 + 520 * (0.5 - 0.5 * Math.cos(2 * Math.PI * turn));
		},
		gain: (share) => 0.09 * Math.min(1, share * 20, (1 - share) * 20),
		partials: [1, 0.45, 0.5, 0.2, 0.25, 0.1],
		pan: -0.2,
		echo: 0.5,
	});
});

/** An alarm that beeps four times and draws breath. */
export const alarm = event({ seconds: 0.9, everySeconds: 1 }, (room, { atSeconds, pan }) => {
	for (let beep = 0; beep < 4; beep++)
		addTone(room, {
			atSeconds: atSeconds + beep * 0.12,
			seconds: 0.07,
			pitch: () => 2050,
			gain: (share) => 0.18 * swell(share, 0.08, 0.08),
			partials: [1, 0, 0.45, 0, 0.2],
			pan,
			echo: 0.15,
		});
});

/** A telephone with a bell in it: two seconds of ringing, then it listens. */
export const phone = event({ seconds: 1.5, everySeconds: 3 }, (room, { atSeconds, pan }) => {
	for (let blow = 0; blow < 30; blow++)
		for (const [hertz, loud] of [
			[1180, 0.05],
			[1420, 0.05],
			[2960, 0.035],
			[3570, 0.035],
			[5150, 0.014],
		] as const)
			addPing(room, {
				atSeconds: atSeconds + blow * 0.046,
				hertz: hertz * (blow % 2 === 0 ? 1 : 1.06),
				ringSeconds: 0.42,
				gain: loud,
				pan,
				echo: 0.25,
			});
});

/** Fingers on keys, in bursts, with a space bar now and then. */
export const typing = event({ seconds: 1.1, everySeconds: 1.3 }, (room, { atSeconds, pan, random, seed }) => {
	for (let passed = 0; passed < 1.05; passed += between(random, 0.06, 0.17)) {
		const isSpace = random() < 0.15;
		const at = atSeconds + passed;
		const place = pan + between(random, -0.25, 0.25);
		const key = seed + Math.round(passed * 7919);
		addBurst(room, {
			...{ atSeconds: at, seconds: 0.022, sharpness: 1.6, seed: key, pan: place, echo: 0.12 },
			hertz: () => (isSpace ? 1500 : about(random, 3300, 0.2)),
			gain: (share) => 0.3 * struck(share),
		});
		addBurst(room, {
			...{ atSeconds: at, seconds: 0.05, sharpness: 2, seed: key + 5, pan: place },
			hertz: () => (isSpace ? 230 : 480),
			gain: (share) => (isSpace ? 0.3 : 0.17) * struck(share),
		});
		addBurst(room, {
			...{ atSeconds: at + 0.055, seconds: 0.016, sharpness: 1.6, seed: key + 9, pan: place },
			hertz: () => 4200,
			gain: (share) => 0.1 * struck(share),
		});
	}
});

/** A camera's mirror and shutter: there, and back. */
export const shutter = event({ seconds: 0.25, everySeconds: 1.8 }, (room, { atSeconds, pan, seed }) => {
	for (const [after, hertz, loud] of [
		[0, 2600, 0.5],
		[0.03, 1300, 0.35],
		[0.11, 3100, 0.45],
		[0.14, 900, 0.2],
	] as const)
		addBurst(room, {
			...{ atSeconds: atSeconds + after, seconds: 0.025, sharpness: 1.2, seed: seed + hertz, pan, echo: 0.15 },
			hertz: () => hertz,
			gain: (share) => loud * struck(share),
		});
});

/** A steam whistle's chord, once long. */
export const steamWhistle = event({ seconds: 1.8, everySeconds: 5 }, (room, { atSeconds, pan, seed }) => {
	for (const hertz of [311, 370, 466, 554])
		addTone(room, {
			atSeconds,
			seconds: 1.8,
			pitch: (share) => hertz * (0.94 + 0.06 * Math.min(1, share * 12)) * (1 - 0.05 * Math.max(0, share - 0.85) * 6),
			gain: (share) => 0.07 * swell(share, 0.06, 0.2),
			partials: [1, 0.35, 0.2, 0.08],
			pan,
			echo: 0.9,
		});
	addBurst(room, {
		atSeconds,
		seconds: 1.8,
		hertz: () => 2600,
		sharpness: 0.7,
		gain: (it) => 0.05 * swell(it, 0.04, 0.2),
		seed,
		pan,
		echo: 0.4,
	});
});
