import { resolve } from "node:path";
import { z } from "zod";
import { readSecret } from "../wire/standard-webhooks.ts";
import { PhraseFileError, readPhrases } from "./read-phrases.ts";

const MEBIBYTE = 1024 ** 2;

/** What the configuration file may say of the operator's own service; docs/moderation.md explains each setting. */
const hookSettings = z.strictObject({
	url: z
		.url({ protocol: /^https?$/, error: "must be an http or https URL" })
		.refine((url) => !/[#@]/.test(url), "must be without user name and fragment"),
	/** Signs every question by the Standard Webhooks scheme; without one they are not signed. */
	secret: z
		.string()
		.refine((text) => readSecret(text) !== null, "must be whsec_ and 24 to 64 bytes in base64")
		.nullable()
		.default(null),
	/** The longest wait for an answer, in all. */
	timeoutMs: z.int().min(50).max(60_000).default(3_000),
	/** What happens without an answer: `open` lets pass, `closed` makes the client ask again later. */
	onFailure: z.enum(["open", "closed"]).default("closed"),
	/** What it is asked about: orders before they are taken, films before they are given out. */
	stages: z
		.array(z.enum(["input", "output"]))
		.min(1)
		.default(["input"]),
	/** Bytes of media, by question, that are sent along; what is larger is named only. */
	inlineBytes: z
		.int()
		.min(0)
		.max(16 * MEBIBYTE)
		.default(MEBIBYTE),
});

/** What the configuration file may say about moderation. `folder` is what its file names are relative to. */
export function moderationSettings(folder: string) {
	const phrases = z
		.string()
		.min(1)
		.transform((name, context) => readList(resolve(folder, name), context))
		.default([]);
	return z.strictObject({
		/** The embedded list of obscene English words. */
		words: z.enum(["on", "off"]).default("off"),
		/** The operator's own lists: files with one word or phrase a line, read at start. */
		refuse: phrases,
		allow: phrases,
		hook: hookSettings.nullable().default(null),
	});
}

export type ModerationSettings = z.output<ReturnType<typeof moderationSettings>>;
export type HookSettings = z.output<typeof hookSettings>;

function readList(path: string, context: z.RefinementCtx): readonly string[] {
	try {
		return readPhrases(path);
	} catch (error) {
		if (!(error instanceof PhraseFileError)) throw error;
		context.addIssue({ code: "custom", message: error.message });
		return z.NEVER;
	}
}
