import { noise1 } from "../../scene/noise.ts";
import { between } from "../../scene/random.ts";
import { addBurst } from "../burst.ts";
import { struck, swell } from "../dsp.ts";
import { addNoise } from "../noise-band.ts";
import { addPing, addTone } from "../tones.ts";
import { bed, event } from "./effect.ts";

/** A drop into still water: the blow, then the bubble that it left, which sings upwards. */
export const drop = event({ seconds: 0.5, everySeconds: 0.95 }, (room, { atSeconds, pan, random }) => {
	const height = between(random, 0.8, 1.4);
	addPing(room, { atSeconds, hertz: 3400 * height, ringSeconds: 0.012, gain: 0.2, pan, echo: 0.4 });
	addTone(room, {
		atSeconds: atSeconds + 0.018,
		seconds: 0.11,
		pitch: (share) => height * (720 + 900 * share ** 1.6),
		gain: (share) => 0.4 * Math.min(1, share * 12) * Math.exp(-4 * share) * (1 - share),
		pan,
		echo: 1.1,
	});
});

/** Something heavy falls into water. */
export const splash = event({ seconds: 1.4, everySeconds: 2.8 }, (room, { atSeconds, pan, random, seed }) => {
	addTone(room, { atSeconds, seconds: 0.25, pitch: (it) => 170 - 90 * it, gain: (it) => 0.5 * struck(it), pan });
	addBurst(room, {
		...{ atSeconds, seconds: 1.2, sharpness: 0.6, seed, pan, echo: 0.3 },
		hertz: (share) => 1100 + 2600 * share,
		gain: (share) => 0.45 * Math.min(1, share / 0.03) * Math.exp(-4 * share) * (1 - share),
	});
	for (let bubble = 0; bubble < 34; bubble++) {
		const late = 0.1 + 1.1 * random() ** 1.3;
		const hertz = between(random, 500, 1900);
		addTone(room, {
			atSeconds: atSeconds + late,
			seconds: between(random, 0.02, 0.06),
			pitch: (share) => hertz * (1 + 0.5 * share),
			gain: (share) => 0.13 * Math.exp(-1.5 * late) * swell(share, 0.15, 0.7),
			pan: pan + between(random, -0.5, 0.5),
			echo: 0.3,
		});
	}
});

/** Bubbles, many and small. */
export const bubbles = bed((room) => {
	const random = room.randomFor("bubbles");
	for (let at = 0; at < room.seconds; at += between(random, 0.02, 0.11)) {
		const hertz = between(random, 350, 1500);
		addTone(room, {
			atSeconds: at,
			seconds: between(random, 0.03, 0.09),
			pitch: (share) => hertz * (1 + 0.55 * share),
			gain: (share) => 0.16 * between(random, 0.98, 1) * swell(share, 0.15, 0.6),
			pan: between(random, -0.6, 0.6),
			echo: 0.3,
		});
	}
});

/** A brook over stones. */
export const stream = bed((room) => {
	const seed = room.seedFor("stream");
	const random = room.randomFor("stream");
	addNoise(room, { name: "stream", low: 350, high: 2600, gain: (at) => 0.06 * (0.7 + 0.6 * noise1(at * 2.2, seed)) });
	for (let at = 0; at < room.seconds; at += between(random, 0.012, 0.06)) {
		const hertz = between(random, 450, 2100);
		addTone(room, {
			atSeconds: at,
			seconds: between(random, 0.02, 0.05),
			pitch: (share) => hertz * (1 + 0.25 * share),
			gain: (share) => 0.05 * swell(share, 0.2, 0.7),
			pan: between(random, -0.9, 0.9),
			echo: 0.15,
		});
	}
});

/** Water that falls far. */
export const waterfall = bed((room) => {
	const seed = room.seedFor("waterfall");
	addNoise(room, { name: "fall", low: 120, high: 5200, gain: (at) => 0.16 * (0.9 + 0.2 * noise1(at * 3, seed)) });
	addNoise(room, { name: "basin", low: 50, high: 260, gain: 0.07 });
});
