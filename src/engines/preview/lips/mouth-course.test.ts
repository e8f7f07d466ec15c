import { expect, test } from "vitest";
import { courseOfPhonemes, courseOfSound } from "./mouth-course.ts";

test("the mouth opens for vowels, closes for m, and waits for the first word", () => {
	const course = courseOfPhonemes(
		[
			{ name: "aa", endSeconds: 0.3 },
			{ name: "m", endSeconds: 0.5 },
			{ name: "iy", endSeconds: 0.8 },
			{ name: "uw", endSeconds: 1.1 },
		],
		0.2,
	);
	expect(course(0.05).open).toBe(0);
	expect(course(0.35).open).toBeGreaterThan(0.85);
	expect(course(0.6).open).toBeLessThan(0.05);
	expect(course(0.85).wide).toBeGreaterThan(0.5);
	expect(course(1.15).wide).toBeLessThan(-0.5);
	expect(course(3)).toEqual({ open: 0, wide: 0 });
});

test("the mouth of somebody recorded opens with loudness, and hardly for a hiss", () => {
	let state = 1;
	const samples = Float32Array.from({ length: 144_000 }, (_, at) => {
		state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
		if (at < 48_000) return 0.4 * Math.sin((2 * Math.PI * 300 * at) / 48_000);
		return at < 96_000 ? 0 : 0.3 * (state / 1_073_741_824 - 1);
	});
	const course = courseOfSound({ left: samples, right: samples, sampleRate: 48_000 });
	expect(course(0.5).open).toBeGreaterThan(0.8);
	expect(course(0.5).wide).toBeLessThan(0);
	expect(course(1.5).open).toBe(0);
	expect(course(2.5).open).toBeGreaterThan(0.1);
	expect(course(2.5).open).toBeLessThan(0.5);
});
