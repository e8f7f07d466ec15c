import type { OrderScript } from "./order.ts";

const WORD = /\[\[\s*(?:(fail|reject|stuck|drop|expire)|slow\s*(\d{1,4})\s*s|429(?:\s*x\s*([1-9]\d?))?)\s*\]\]/gi;

const WISHES: Readonly<Record<string, Partial<OrderScript>>> = {
	fail: { outcome: "fail" },
	reject: { outcome: "reject" },
	stuck: { outcome: "stuck" },
	drop: { dropped: true },
	expire: { expired: true },
};

/** A script that changes nothing. */
export const PLAIN_SCRIPT: OrderScript = {
	outcome: "succeed",
	slowMs: 0,
	refusals: 0,
	dropped: false,
	expired: false,
};

/**
 * Reads the scripted outcome that a test key put into its prompt: `[[fail]]`, `[[slow 20s]]`, `[[429 x2]]`, …
 * Words combine (`[[slow 5s]] [[fail]]`); unknown ones are part of the prompt. Null when there is none.
 */
export function readScript(prompt: string): OrderScript | null {
	let script = PLAIN_SCRIPT;
	for (const [, word, seconds, times = "1"] of prompt.matchAll(WORD)) {
		const counted = seconds === undefined ? { refusals: Number(times) } : { slowMs: Number(seconds) * 1000 };
		script = { ...script, ...(word === undefined ? counted : WISHES[word.toLowerCase()]) };
	}
	return script === PLAIN_SCRIPT ? null : script;
}

/** A prompt without its scripted words: what is to be seen in the film. */
export function withoutScript(prompt: string): string {
	return prompt.replace(WORD, " ").replace(/\s+/g, " ").trim();
}
