import { describe, expect, test } from "vitest";
import { type PlaceName, placeNames } from "../scene/scene.ts";
import { createAmbience } from "./create-ambience.ts";
import type { Heard } from "./score.ts";

function scene(changes: Partial<Heard> = {}): Heard {
	return {
		place: "countryside",
		hour: { name: "day", from: 12, to: 12 },
		weather: "clear",
		season: "summer",
		pace: 1,
		subjects: [],
		hues: [],
		seed: 7,
		...changes,
	};
}
const night = { name: "night", from: 23, to: 23 } as const;
const play = (changes: Partial<Heard> = {}, options = { seconds: 3, seed: 5 }) =>
	createAmbience(scene(changes), options);

/** Comparing a hundred thousand samples one by one would take the test's time. */
const bytesOf = (samples: Float32Array) => Buffer.from(samples.buffer);

function effectiveValue(samples: Float32Array, from = 0, to = samples.length): number {
	let sum = 0;
	for (let index = from; index < to; index++) sum += (samples[index] as number) ** 2;
	return Math.sqrt(sum / (to - from));
}

/** The share of the power above about `hertz`. */
function shareAbove(samples: Float32Array, hertz: number): number {
	const pole = 1 - Math.exp((-2 * Math.PI * hertz) / 48_000);
	let low = 0;
	const high = samples.map((sample) => {
		low += (sample - low) * pole;
		return sample - low;
	});
	return (effectiveValue(high) / effectiveValue(samples)) ** 2;
}

/** The power at one pitch over the whole length. */
function powerAt(samples: Float32Array, hertz: number): number {
	let [real, imaginary] = [0, 0];
	samples.forEach((sample, index) => {
		real += sample * Math.cos((2 * Math.PI * hertz * index) / 48_000);
		imaginary += sample * Math.sin((2 * Math.PI * hertz * index) / 48_000);
	});
	return (real ** 2 + imaginary ** 2) / samples.length ** 2;
}

const everywhere = placeNames.flatMap((place): [string, Partial<Heard>][] => [
	[`${place} by day`, { place }],
	[`${place} in a stormy night`, { place, hour: night, weather: "storm" }],
	[`${place} in snow`, { place, weather: "snow", season: "winter" }],
]);

describe.each(everywhere)("%s", (_, changes) => {
	const { left, right, sampleRate } = play(changes, { seconds: 2, seed: 3 });

	test("has its length, is finite, and keeps under -3 dBFS", () => {
		expect([left.length, right.length, sampleRate]).toEqual([96_000, 96_000, 48_000]);
		for (const side of [left, right]) {
			expect(side.every((sample) => Number.isFinite(sample) && Math.abs(sample) <= 0.708)).toBe(true);
		}
	});

	test("is neither shy nor loud, and silent at its ends only", () => {
		for (const side of [left, right]) {
			const decibels = 20 * Math.log10(effectiveValue(side));
			expect(decibels).toBeGreaterThan(-34);
			expect(decibels).toBeLessThan(-15);
			for (let start = 24_000; start < 72_000; start += 12_000) {
				expect(effectiveValue(side, start, start + 12_000)).toBeGreaterThan(0.002);
			}
			expect(Math.max(...[0, 1, 2, 3].map((index) => Math.abs(side[index] as number)))).toBeLessThan(1e-4);
			expect(Math.max(...[1, 2, 3].map((index) => Math.abs(side.at(-index) as number)))).toBeLessThan(1e-4);
		}
	});

	test("is wide, but not of two minds", () => {
		const difference = left.map((sample, index) => sample - (right[index] as number));
		expect(effectiveValue(difference)).toBeGreaterThan(0.1 * effectiveValue(left));
		const ratio = effectiveValue(left) / effectiveValue(right);
		expect(ratio).toBeGreaterThan(0.4);
		expect(ratio).toBeLessThan(2.5);
	});
});

test("the same scene and seed give the same samples, another seed others", () => {
	const city = bytesOf(play({ place: "city" }).left);
	expect(bytesOf(play({ place: "city" }).left).equals(city)).toBe(true);
	expect(bytesOf(play({ place: "city" }, { seconds: 3, seed: 6 }).left).equals(city)).toBe(false);
});

test("no two places sound alike", () => {
	const colours = placeNames.map((place: PlaceName) => {
		const { left } = play({ place });
		return [100, 300, 1000, 3000].map((hertz) => Math.log10(shareAbove(left, hertz)));
	});
	colours.forEach((colour, index) => {
		for (const other of colours.slice(0, index)) {
			expect(Math.hypot(...colour.map((value, band) => value - (other[band] as number)))).toBeGreaterThan(0.05);
		}
	});
});

test("rain hisses, and snow hushes", () => {
	for (const place of ["city", "mountains", "indoors"] as const) {
		const clear = shareAbove(play({ place }).left, 2500);
		expect(shareAbove(play({ place, weather: "rain" }).left, 2500)).toBeGreaterThan(2 * clear);
	}
	const snow = play({ place: "forest", weather: "snow", season: "winter" }).left;
	expect(shareAbove(snow, 2500)).toBeLessThan(0.5 * shareAbove(play({ place: "forest" }).left, 2500));
	expect(effectiveValue(snow)).toBeLessThan(effectiveValue(play({ place: "forest" }).left));
});

test("a storm rolls far below what rain does", () => {
	const low = (weather: "rain" | "storm") => {
		const { left } = play({ place: "countryside", weather }, { seconds: 5, seed: 5 });
		return (1 - shareAbove(left, 120)) * effectiveValue(left) ** 2;
	};
	expect(low("storm")).toBeGreaterThan(4 * low("rain"));
});

test("birds sing by day, crickets by night, and neither in the rain", () => {
	const singing = (changes: Partial<Heard>) => {
		const { left } = play({ place: "forest", season: "spring", ...changes });
		// The strongest single pitch where both live, against noise that has none.
		const pitches = Array.from({ length: 90 }, (_, step) => powerAt(left, 2200 + step * 35));
		return Math.max(...pitches) / (pitches.toSorted((a, b) => a - b)[20] as number);
	};
	const wet = singing({ weather: "rain" });
	expect(singing({})).toBeGreaterThan(2 * wet);
	expect(singing({ hour: night })).toBeGreaterThan(2 * wet);
});

test("a colour word sets the key", () => {
	const red = play({ place: "flow", hues: [0] });
	const green = play({ place: "flow", hues: [130] });
	const root = (key: number) => 98 * 2 ** ((key - 3) / 12);
	expect(powerAt(red.left, root(0))).toBeGreaterThan(10 * powerAt(red.left, root(4)));
	expect(powerAt(green.left, root(4))).toBeGreaterThan(10 * powerAt(green.left, root(0)));
});

test.each(["fire", "fireworks", "cars", "train", "whale", "ship", "cat", "birds", "leaves", "music"] as const)(
	"%s is heard",
	(subject) => {
		expect(bytesOf(play({ subjects: [subject] }).left).equals(bytesOf(play().left))).toBe(false);
	},
);

test("calm places have no clicks", () => {
	for (const place of ["sea", "mountains", "desert", "space", "countryside"] as const) {
		const { left } = play({ place, pace: 0.5 });
		const steps = left.map((sample, index) => sample - (left[index - 1] ?? 0));
		// Within 20 ms no step stands out from its neighbours, as noise's own steps never do.
		for (let start = 0; start < steps.length; start += 960) {
			const window = steps.subarray(start, start + 960);
			const most = window.reduce((most, step) => Math.max(most, Math.abs(step)), 0);
			expect(most).toBeLessThan(8 * effectiveValue(window) + 1e-4);
		}
	}
});

test.each([0, -1, 60.1, Number.NaN])("a length of %f seconds is refused", (seconds) => {
	expect(() => play({}, { seconds, seed: 1 })).toThrow(RangeError);
});

test("the shortest and the longest film have their sound", () => {
	expect(play({}, { seconds: 1, seed: 1 }).left).toHaveLength(48_000);
	expect(play({}, { seconds: 60, seed: 1 }).left).toHaveLength(2_880_000);
});
