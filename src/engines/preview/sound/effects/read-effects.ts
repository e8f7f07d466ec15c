import { readEntries } from "../../scene/words/lexicon.ts";
import { matchTerms } from "../../scene/words/match.ts";
import { tokenize } from "../../scene/words/tokens.ts";
import type { Effect } from "./effect.ts";
import { effectWords } from "./effect-words.ts";

const terms = readEntries(effectWords);
const known = new Set(effectWords.flatMap(({ chinese }) => chinese.split(" ")));

/** What stands between a sound and the one that is to follow it. */
const afterwards =
	/[,.;，。；]?\s*(?:\b(?:and then|then|followed by|after that|afterwards|finally)\b|然后|接着|之后|最后)/giu;

const mostAtOnce = 6;

/**
 * The sounds that words ask for, as stages that follow each other ("then", "followed by"), each with what is heard at
 * the same time, in the order of the words. A stage that names nothing known is left out; so is what follows "no".
 */
export function readEffects(words: string): readonly (readonly Effect[])[] {
	return words
		.split(afterwards)
		.map((stage) => [...matchTerms(tokenize(stage, known), terms).keys()].slice(0, mostAtOnce))
		.filter((stage) => stage.length > 0);
}
