import { expect, test } from "vitest";
import { resample } from "./resample.ts";

const sine = (hertz: number, rate: number) =>
	Float32Array.from({ length: rate / 4 }, (_, at) => Math.sin((2 * Math.PI * hertz * at) / rate));
const middle = (samples: Float32Array) => samples.subarray(samples.length / 4, (3 * samples.length) / 4);

test.each([
	[16_000, 48_000],
	[44_100, 48_000],
	[48_000, 16_000],
	[17_920, 48_000],
])("a tone of %i samples a second is the same tone with %i", (from, to) => {
	const result = resample(sine(1000, from), from, to);
	const wanted = Float32Array.from({ length: result.length }, (_, at) => Math.sin((2 * Math.PI * 1000 * at) / to));
	const worst = Math.max(...middle(result.map((sample, at) => Math.abs(sample - wanted[at]!))));
	expect(worst).toBeLessThan(0.03);
});

test("what would fold back is left out", () => {
	expect(Math.max(...middle(resample(sine(12_000, 48_000), 48_000, 16_000)))).toBeLessThan(0.03);
});
