import { expect, test } from "vitest";
import { customManner, isCustomVoice } from "./custom-voice.ts";
import { speak } from "./speak.ts";
import { SPEAKERS } from "./speakers.ts";
import { measureVoice } from "./voice-measure.ts";

test("the id of a custom voice is told from others", () => {
	expect(["custom:17", "custom:", "custom:x", "7", "xcustom:1"].map(isCustomVoice)).toEqual([
		true,
		false,
		false,
		false,
		false,
	]);
});

test.each(["Chloe", "Adrian", "Oliver"])("a voice made after a recording of %s has its pitch", async (name) => {
	const speaker = SPEAKERS.find((it) => it.name === name)!;
	const recorded = await speak({ text: "This is how I sound every day.", manner: speaker, mostSeconds: 5 });
	const measure = measureVoice(recorded.samples, 48_000)!;
	const made = await speak({ text: "The film is ready.", manner: customManner(measure), mostSeconds: 5 });
	const pitch = measureVoice(made.samples, 48_000)!.pitch;
	expect(Math.abs(12 * Math.log2(pitch / measure.pitch))).toBeLessThan(2);
});

test("a tone's pitch is measured, and silence and noise have none", () => {
	const tone = (hertz: number) =>
		Float32Array.from({ length: 24_000 }, (_, at) => {
			const turn = (2 * Math.PI * hertz * at) / 48_000;
			return 0.3 * Math.sin(turn) + 0.2 * Math.sin(2 * turn) + 0.1 * Math.sin(3 * turn);
		});
	expect(measureVoice(tone(220), 48_000)!.pitch).toBeCloseTo(220, -1);
	expect(measureVoice(tone(95), 48_000)!.pitch).toBeCloseTo(95, -1);
	expect(measureVoice(tone(300), 48_000)!.brightness).toBeGreaterThan(measureVoice(tone(100), 48_000)!.brightness + 1);
	expect(measureVoice(new Float32Array(48_000), 48_000)).toBeNull();
	let state = 1;
	const noise = Float32Array.from({ length: 24_000 }, () => {
		state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
		return state / 1_073_741_824 - 1;
	});
	expect(measureVoice(noise, 48_000)).toBeNull();
	expect(measureVoice(new Float32Array(10), 48_000)).toBeNull();
});
