import { expect, test } from "vitest";
import { speakable } from "./speakable.ts";

test.each([
	["Café naïve\n — “Straße”", 'Cafe naive , "Strasse"'],
	["-o /out/x.wav", "-o /out/x.wav"],
	["Ｈｅｌｌｏ 42 👋", "Hello 42"],
	["She said 你好 to me", "She said to me"],
])("%j is read as %j", (text, read) => {
	expect(speakable(text, 10)).toEqual({ text: read });
});

test("a text is cut between words, where it has any", () => {
	expect(speakable("one two three four five six seven", 1)).toEqual({ text: "one two three four five six" });
	expect(speakable("a".repeat(90), 1)).toEqual({ text: "a".repeat(30) });
});

test("a character of a foreign script is always the same syllable, and other characters are others", () => {
	const syllables = (text: string) => {
		const reading = speakable(text, 10)!;
		return "phonemes" in reading ? reading.phonemes.slice(1, -1).join(" ") : null;
	};
	expect(syllables("好好")).toBe(`${syllables("好")} ${syllables("好")}`);
	expect(new Set([..."你好电影准备好了"].map(syllables)).size).toBeGreaterThan(4);
});
