import type { OrderScript } from "./order.ts";

const WORD = /\[\[\s*([a-z]+)(?:\s+(\d{1,4})\s*s)?\s*\]\]/gi;

/**
 * Reads the scripted outcome that a test key put into its prompt: `[[fail]]`, `[[reject]]`, `[[slow 20s]]`.
 * Words combine (`[[slow 5s]] [[fail]]`); unknown ones are part of the prompt. Null when there is none.
 */
export function readScript(prompt: string): OrderScript | null {
	let outcome: OrderScript["outcome"] = "succeed";
	let slowMs = 0;
	let found = false;
	for (const [, word = "", seconds] of prompt.matchAll(WORD)) {
		const name = word.toLowerCase();
		if (name === "slow" && seconds !== undefined) slowMs = Number(seconds) * 1000;
		else if (name === "fail" || name === "reject") outcome = name;
		else continue;
		found = true;
	}
	return found ? { outcome, slowMs } : null;
}

/** A prompt without its scripted words: what is to be seen in the film. */
export function withoutScript(prompt: string): string {
	return prompt.replace(WORD, " ").replace(/\s+/g, " ").trim();
}
