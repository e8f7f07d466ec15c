import { expect, test } from "vitest";
import { chooseSpeaker } from "./choose-speaker.ts";
import { speak, timeSpeech } from "./speak.ts";

const text = "Hello there. Come and see.";

test("what is said can be told from its phonemes, which last as long as the sound", async () => {
	const speech = await speak({ text, manner: chooseSpeaker("7", text), mostSeconds: 5 });
	expect(speech.phonemes.map(({ name }) => name).join(" ")).toMatch(/^pau hh ax l ow .*dh eh r.* k ah m .*s iy pau$/);
	expect(speech.phonemes.at(-1)!.endSeconds).toBeCloseTo(speech.seconds, 1);
	const ends = speech.phonemes.map(({ endSeconds }) => endSeconds);
	expect(ends).toEqual([...ends].sort((one, other) => one - other));
});

test("it is loud while somebody speaks, silent in the pauses, and never over full scale", async () => {
	const { samples, phonemes } = await speak({ text, manner: chooseSpeaker("2", text), mostSeconds: 5 });
	const vowel = phonemes.findIndex(({ name }) => name === "ow");
	const loudness = (from: number, to: number) =>
		Math.hypot(...samples.subarray(from * 48_000, to * 48_000)) / Math.sqrt((to - from) * 48_000);
	expect(loudness(phonemes[vowel - 1]!.endSeconds, phonemes[vowel]!.endSeconds)).toBeGreaterThan(0.05);
	expect(loudness(0, phonemes[0]!.endSeconds * 0.6)).toBeLessThan(0.01);
	expect(samples.every((sample) => Math.abs(sample) <= 0.851)).toBe(true);
});

test("the same words in the same manner are the same samples", async () => {
	const wish = { text: "Ready?", manner: chooseSpeaker("8", ""), mostSeconds: 5 };
	const [first, second] = [await speak(wish), await speak(wish)];
	expect(Buffer.compare(Buffer.from(first.samples.buffer), Buffer.from(second.samples.buffer))).toBe(0);
	expect(await timeSpeech(wish)).toEqual(first.phonemes);
});

test("what would be said after the film's end is not spoken at all", async () => {
	const long = "again and again ".repeat(200);
	const { seconds } = await speak({ text: long, manner: chooseSpeaker("7", long), mostSeconds: 1 });
	expect(seconds).toBeGreaterThan(1);
	expect(seconds).toBeLessThan(4);
});

test("a text in a script that no voice knows is spoken in syllables, one for each character", async () => {
	const { phonemes, samples } = await speak({ text: "你好，电影", manner: chooseSpeaker("1", ""), mostSeconds: 5 });
	const names = phonemes.map(({ name }) => name);
	expect(names).toHaveLength(11);
	expect(names[5]).toBe("pau");
	expect(samples.some((sample) => Math.abs(sample) > 0.1)).toBe(true);
});

test.each(["", " \n", "!?…", "👋"])("nothing is said of %j", async (nothing) => {
	const wish = { text: nothing, manner: chooseSpeaker("auto", nothing), mostSeconds: 5 };
	expect(await speak(wish)).toEqual({ samples: new Float32Array(0), phonemes: [], seconds: 0 });
	expect(await timeSpeech(wish)).toEqual([]);
});
