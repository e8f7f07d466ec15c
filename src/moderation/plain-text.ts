/**
 * A text as lists of words see it: one spelling for letters that look alike by Unicode's own word (full width, mathematical,
 * ligatures), small letters, nothing invisible, one blank for every run of blanks, dashes and underscores.
 */
export function plainText(text: string): string {
	return text
		.normalize("NFKC")
		.toLowerCase()
		.normalize("NFKC")
		.replace(/\p{Default_Ignorable_Code_Point}+/gu, "")
		.replace(/[\s\p{Dash_Punctuation}_]+/gu, " ")
		.trim();
}

/** A part of a text, in UTF-16 units; `end` is the first one behind it. */
export interface Span {
	readonly start: number;
	readonly end: number;
}
