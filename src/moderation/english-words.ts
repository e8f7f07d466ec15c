import { DataSet, englishDataset, englishRecommendedTransformers, pattern, RegExpMatcher } from "obscenity";
import type { WordFinder } from "./word-filter.ts";

/**
 * Of the library's English data set, the words that mean one thing. Those that it has besides are also birds, donkeys,
 * dogs, fields, names of people, planets and rivers, or common words of other languages; docs/moderation.md has the count.
 */
const UNEQUIVOCAL: ReadonlySet<string> = new Set([
	"bestiality",
	"blowjob",
	"cuck",
	"cunt",
	"deepthroat",
	"dildo",
	"doggystyle",
	"double penetration",
	"ejaculate",
	"felch",
	"fellatio",
	"finger bang",
	"gangbang",
	"handjob",
	"hentai",
	"lubejob",
	"masturbate",
	"nigger",
	"orgasm",
	"porn",
	"slut",
	"tranny",
	"twat",
	"wank",
	"whore",
]);

/**
 * What the data set has not, or has together with half of a harmless word. Doubled letters are written once, as the library
 * folds them; it keeps only b, e, g, l, o and s double.
 */
const MORE = [
	pattern`fuck`,
	pattern`|fck`,
	pattern`|jiz`,
	pattern`|butplug`,
	pattern`|kike|`,
	pattern`|incest|`,
	pattern`|rapist`,
	pattern`|rape scene`,
	pattern`|cumshot`,
	pattern`|cum on |`,
	pattern`|blow job|`,
	pattern`|jerks of|`,
	pattern`|masturbating`,
	pattern`|asshole`,
	pattern`|anal sex`,
	pattern`|oral sex|`,
	pattern`|group sex|`,
	pattern`|sex scene`,
	pattern`|sex tape`,
	pattern`has sex|`,
	pattern`have sex|`,
	pattern`having sex|`,
];

/** Finds obscene English, also in leet spelling and look-alike letters. */
export function createEnglishWords(): WordFinder {
	const words = new DataSet<{ originalWord: string }>()
		.addAll(englishDataset)
		.removePhrasesIf(({ metadata }) => !UNEQUIVOCAL.has(metadata?.originalWord ?? ""))
		.addPhrase((phrase) => MORE.reduce((builder, each) => builder.addPattern(each), phrase));
	const matcher = new RegExpMatcher({ ...words.build(), ...englishRecommendedTransformers });
	return {
		findIn: (text) =>
			matcher.getAllMatches(text).map(({ startIndex, endIndex }) => ({ start: startIndex, end: endIndex + 1 })),
	};
}
