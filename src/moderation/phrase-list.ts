import { plainText, type Span } from "./plain-text.ts";

/**
 * Letters that make words. Left out are the scripts that write words without blanks between them, and Hangul, which writes
 * particles on to them: phrases in these are found anywhere.
 */
const IN_WORD =
	/[[\p{L}\p{N}\p{M}]--[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Hang}\p{scx=Thai}\p{scx=Laoo}\p{scx=Khmr}\p{scx=Mymr}]]/v;

/** Words and phrases of any language, looked for as whole words in a plain text. */
export class PhraseList {
	/** By their first two units, or the only one. */
	readonly #byBeginning = new Map<string, string[]>();

	constructor(phrases: readonly string[]) {
		for (const phrase of new Set(phrases.map(plainText))) {
			const beginning = phrase.slice(0, 2);
			this.#byBeginning.set(beginning, [...(this.#byBeginning.get(beginning) ?? []), phrase]);
		}
	}

	/** Everywhere that one of the phrases stands in a text that `plainText` made. */
	findIn(text: string): readonly Span[] {
		const found: Span[] = [];
		for (let start = 0; start < text.length; start += 1) {
			for (const length of [2, 1]) {
				for (const phrase of this.#byBeginning.get(text.slice(start, start + length)) ?? []) {
					const span = { start, end: start + phrase.length };
					if (text.startsWith(phrase, start) && isWhole(text, span)) found.push(span);
				}
			}
		}
		return found;
	}
}

/** Whether no word goes on across either end. */
function isWhole(text: string, { start, end }: Span): boolean {
	return !(joins(text, start) || joins(text, end));
}

function joins(text: string, at: number): boolean {
	return IN_WORD.test(characterBefore(text, at)) && IN_WORD.test(characterAt(text, at));
}

function characterAt(text: string, at: number): string {
	return at < text.length ? String.fromCodePoint(text.codePointAt(at) ?? 0) : "";
}

function characterBefore(text: string, at: number): string {
	if (at === 0) return "";
	const isPair = at > 1 && /[\uDC00-\uDFFF]/.test(text[at - 1] ?? "");
	return characterAt(text, isPair ? at - 2 : at - 1);
}
