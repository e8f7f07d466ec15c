import type { Headers } from "../dialect.ts";

/** The vendor has two. Chooses the words of messages and nothing else. */
export type Language = "en" | "zh";

/** The language that a client likes best of the two; English when it names neither. */
export function languageOf(headers: Headers): Language {
	const header = headers["accept-language"];
	if (typeof header !== "string") return "en";
	let best: { readonly language: Language; readonly weight: number } | null = null;
	for (const wish of header.split(",")) {
		const [tag = "", ...parameters] = wish.split(";").map((part) => part.trim().toLowerCase());
		const language = tag.split("-", 1)[0];
		if (language !== "en" && language !== "zh") continue;
		const weight = weightOf(parameters);
		if (weight > (best?.weight ?? 0)) best = { language, weight };
	}
	return best?.language ?? "en";
}

function weightOf(parameters: readonly string[]): number {
	const named = parameters.find((parameter) => parameter.startsWith("q="));
	if (named === undefined) return 1;
	const weight = Number(named.slice(2));
	return Number.isFinite(weight) ? weight : 0;
}
