import { PhraseList } from "./phrase-list.ts";
import { plainText, type Span } from "./plain-text.ts";

/** Finds words of one kind in a text that `plainText` made. */
export interface WordFinder {
	findIn(text: string): readonly Span[];
}

export interface WordFilterOptions {
	/** The embedded English words, where they are refused; see `createEnglishWords`. */
	readonly english: WordFinder | null;
	readonly refuse: readonly string[];
	/** What is never refused: a refused word within one of these phrases is let pass, elsewhere it is not. */
	readonly allow: readonly string[];
}

/** The first refused word of a text, as the lists see it; null when there is none. */
export type WordFilter = (text: string) => string | null;

export function createWordFilter({ english, refuse, allow }: WordFilterOptions): WordFilter {
	const refused = [new PhraseList(refuse), ...(english === null ? [] : [english])];
	const allowed = new PhraseList(allow);
	return (text) => {
		const plain = plainText(text);
		const found = refused.flatMap((words) => words.findIn(plain));
		if (found.length === 0) return null;
		const pardonedUpTo = reachOf(allowed.findIn(plain), plain.length);
		const word = found.find(({ start, end }) => (pardonedUpTo[start] ?? 0) < end);
		return word === undefined ? null : plain.slice(word.start, word.end);
	};
}

/** For every place of a text, how far the spans that have begun by then go at most. */
function reachOf(spans: readonly Span[], length: number): Int32Array {
	const reach = new Int32Array(length);
	for (const { start, end } of spans) reach[start] = Math.max(reach[start] ?? 0, end);
	for (let at = 1; at < length; at += 1) reach[at] = Math.max(reach[at] ?? 0, reach[at - 1] ?? 0);
	return reach;
}
