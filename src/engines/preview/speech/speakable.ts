import { createRandom, hashText } from "../scene/random.ts";
import type { Reading } from "./run-flite.ts";

/** More than anybody says in a second. */
const mostCharactersPerSecond = 30;

/**
 * A text as Flite can read it, cut to what fits into `mostSeconds`. Latin letters are read as English, without their
 * accents. A text that has hardly any is not read, since the voices know no other script: each of its characters becomes
 * a syllable without meaning, and its punctuation a pause, so that a film can still be judged by its rhythm. Null when
 * there is nothing to say.
 */
export function speakable(text: string, mostSeconds: number): Reading | null {
	const plain = shortened(text.normalize("NFKC").replace(/\s+/gu, " ").trim(), mostSeconds);
	const foreign = plain.match(/[^\p{Script=Latin}\P{L}]/gu)?.length ?? 0;
	const latin = latinLetters(plain);
	if (foreign > latin.replace(/[^a-z0-9]/gi, "").length) return { phonemes: babble(plain) };
	return /[a-z0-9]/i.test(latin) ? { text: latin } : null;
}

function shortened(text: string, mostSeconds: number): string {
	const most = Math.ceil(mostSeconds * mostCharactersPerSecond);
	if (text.length <= most) return text;
	const end = text.lastIndexOf(" ", most);
	return text.slice(0, end > most / 2 ? end : most);
}

const unaccented: Readonly<Record<string, string>> = {
	ß: "ss",
	æ: "ae",
	œ: "oe",
	ø: "o",
	ł: "l",
	đ: "d",
	þ: "th",
	ð: "th",
	ı: "i",
	"’": "'",
	"‘": "'",
	"“": '"',
	"”": '"',
	"–": ", ",
	"—": ", ",
	"…": ", ",
	"€": " euro ",
	"£": " pounds ",
};

function latinLetters(text: string): string {
	return text
		.normalize("NFD")
		.replace(/\p{M}/gu, "")
		.replace(/[^ -~]/gu, (letter) => unaccented[letter] ?? unaccented[letter.toLowerCase()] ?? " ")
		.replace(/ +/g, " ")
		.trim();
}

const onsets = ["m", "n", "l", "b", "d", "t", "s", "sh", "h", "g", "w", "j", "k"] as const;
const vowels = ["aa", "iy", "uw", "ow", "eh", "ey", "ay"] as const;
const flitePhoneme: Readonly<Record<string, string>> = { h: "hh", j: "y" };

/** The same character always gives the same syllable. */
function babble(text: string): string[] {
	const syllables = [...text].flatMap((character) => {
		if (/\p{M}/u.test(character)) return [];
		if (!/[\p{L}\p{N}]/u.test(character)) return /\p{P}/u.test(character) ? ["pau"] : [];
		const random = createRandom(hashText(character, 0));
		const onset = onsets[Math.floor(random() * onsets.length)]!;
		return [flitePhoneme[onset] ?? onset, vowels[Math.floor(random() * vowels.length)]!];
	});
	return ["pau", ...syllables.filter((phoneme, index) => phoneme !== "pau" || syllables[index - 1] !== "pau"), "pau"];
}
