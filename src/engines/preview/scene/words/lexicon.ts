/** What a table of words says: each meaning with its English words or phrases (plurals are understood) and its Chinese ones. */
export interface Entry<Meaning> {
	readonly meaning: Meaning;
	/** Separated by commas; a phrase matches its words in a row. */
	readonly english: string;
	/** Separated by spaces; matched anywhere in a Chinese run, the longest first. */
	readonly chinese: string;
	/** How surely the word names the meaning; 3 where it is left out. */
	readonly weight?: number;
}

export interface Term<Meaning> {
	readonly meaning: Meaning;
	readonly words: readonly string[];
	readonly weight: number;
}

export function readEntries<Meaning>(entries: readonly Entry<Meaning>[]): Term<Meaning>[] {
	return entries.flatMap((entry) => {
		const weight = entry.weight ?? 3;
		const english = entry.english.split(",").map((phrase) => phrase.trim().split(" "));
		const chinese = entry.chinese.split(" ").map((word) => [word]);
		return [...english, ...chinese]
			.filter((words) => words[0] !== "")
			.map((words) => ({ meaning: entry.meaning, words, weight }));
	});
}
