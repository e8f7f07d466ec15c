import type { Term } from "./lexicon.ts";
import type { Token } from "./tokens.ts";

/** The meanings that a text names, each with how strongly, in the order of their first word. Negated words count for nothing. */
export function matchTerms<Meaning>(tokens: readonly Token[], terms: readonly Term<Meaning>[]): Map<Meaning, number> {
	const scores = new Map<Meaning, number>();
	const longest = terms.reduce((most, term) => Math.max(most, term.words.length), 1);
	for (let at = 0; at < tokens.length; ) {
		const found = longestMatch(tokens, at, { terms, longest });
		if (found.length === 0) {
			at += 1;
			continue;
		}
		for (const term of found) {
			if (tokens.slice(at, at + term.words.length).some((token) => token.negated)) continue;
			const early = 1 - 0.02 * Math.min(at, 20);
			scores.set(term.meaning, (scores.get(term.meaning) ?? 0) + term.weight * early);
		}
		at += found[0]?.words.length ?? 1;
	}
	return scores;
}

/** The strongest meaning, or null; of equals the one named first. */
export function strongest<Meaning>(scores: ReadonlyMap<Meaning, number>): Meaning | null {
	let best: Meaning | null = null;
	let most = 0;
	for (const [meaning, score] of scores) {
		if (score > most) {
			best = meaning;
			most = score;
		}
	}
	return best;
}

function longestMatch<Meaning>(
	tokens: readonly Token[],
	at: number,
	lexicon: { terms: readonly Term<Meaning>[]; longest: number },
): Term<Meaning>[] {
	for (let length = lexicon.longest; length > 0; length--) {
		const found = lexicon.terms.filter(
			(term) => term.words.length === length && term.words.every((word, index) => says(tokens[at + index], word)),
		);
		if (found.length > 0) return found;
	}
	return [];
}

function says(token: Token | undefined, word: string): boolean {
	if (token === undefined) return false;
	const { text } = token;
	return (
		text === word ||
		text === `${word}s` ||
		text === `${word}es` ||
		(word.endsWith("y") && text === `${word.slice(0, -1)}ies`)
	);
}
