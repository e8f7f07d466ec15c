import { expect, test } from "vitest";
import { chooseSpeaker } from "./choose-speaker.ts";
import { speak } from "./speak.ts";
import { SPEAKERS } from "./speakers.ts";
import { measureVoice } from "./voice-measure.ts";

const names =
	"1 Emily, 2 James, 3 Isabella, 4 Liam, 5 Chloe, 6 Adrian, 7 Harper, 8 Ava, 9 Sophia, 10 Julia, 11 Mason, 12 Jack, 13 Oliver, 14 Ethan";

test("there are the wire's fourteen, by id", () => {
	expect(SPEAKERS.map(({ id, name }) => `${id} ${name}`).join(", ")).toBe(names);
});

test("no two sound alike: they differ in the voice, or clearly in pitch, brightness or pace", async () => {
	const text = "The film is ready.";
	const speeches = SPEAKERS.map(async (speaker) => {
		const { samples, seconds } = await speak({ text, manner: speaker, mostSeconds: 5 });
		return { speaker, seconds, ...measureVoice(samples, 48_000)! };
	});
	const heard = await Promise.all(speeches);
	for (const [index, one] of heard.entries()) {
		for (const other of heard.slice(index + 1)) {
			const apart = [
				12 * Math.abs(Math.log2(one.pitch / other.pitch)), // Semitones: one is heard easily.
				6 * Math.abs(one.brightness - other.brightness),
				12 * Math.abs(Math.log2(one.seconds / other.seconds)),
				one.speaker.voice === other.speaker.voice ? 0 : 1.5,
			];
			const pair = `${one.speaker.name} and ${other.speaker.name}`;
			expect(Math.hypot(...apart), pair).toBeGreaterThan(1.5);
		}
	}
	const pitches = (sex: string) => heard.filter(({ speaker }) => speaker.sex === sex).map(({ pitch }) => pitch);
	expect(Math.min(...pitches("woman"))).toBeGreaterThan(Math.max(...pitches("man")));
});

test("a speaker is found by id or name", () => {
	expect(chooseSpeaker("12", "").name).toBe("Jack");
	expect(chooseSpeaker(" harper ", "").name).toBe("Harper");
});

test.each(["Auto", "auto", "", "99", "alloy"])("%j leaves the speaker to the text", (voice) => {
	expect(chooseSpeaker(voice, "I am the king of this land.").name).toBe("James");
	expect(chooseSpeaker(voice, "I'm a young queen!").name).toBe("Emily");
	const some = ["One.", "Two.", "Three.", "Four!", "Five!", "Six!"].map((text) => chooseSpeaker(voice, text).name);
	expect(new Set(some).size).toBeGreaterThan(1);
	expect(some).toEqual(
		["One.", "Two.", "Three.", "Four!", "Five!", "Six!"].map((text) => chooseSpeaker("x", text).name),
	);
});
