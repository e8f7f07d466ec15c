import { readFileSync } from "node:fs";
import { plainText } from "./plain-text.ts";

/** A list of words cannot be used; the message is one line that names the file. */
export class PhraseFileError extends Error {
	constructor(path: string, complaint: string) {
		super(`${path}: ${complaint}`);
		this.name = "PhraseFileError";
	}
}

/** One word or phrase a line, UTF-8; empty lines and lines that begin with `#` say nothing. Throws `PhraseFileError`. */
export function readPhrases(path: string): readonly string[] {
	const lines = readText(path).split(/\r\n|\n|\r/);
	return lines.flatMap((line, index) => {
		const phrase = line.trim();
		if (phrase === "" || phrase.startsWith("#")) return [];
		if (/[\p{L}\p{N}\p{So}]/u.test(plainText(phrase))) return [phrase];
		throw new PhraseFileError(
			path,
			`line ${index + 1} has neither letter, digit nor symbol, so it would be in every prompt`,
		);
	});
}

function readText(path: string): string {
	try {
		return new TextDecoder("utf-8", { fatal: true }).decode(readFileSync(path));
	} catch (error) {
		const { code = "unreadable" } = error as NodeJS.ErrnoException;
		const complaint = code === "ERR_ENCODING_INVALID_ENCODED_DATA" ? "it is not UTF-8" : `it cannot be read (${code})`;
		throw new PhraseFileError(path, complaint);
	}
}
