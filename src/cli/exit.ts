import { FilmgateApiError, FilmgateConnectionError } from "@filmgate/sdk";
import { FilmgateError } from "../core/errors.ts";
import { systemReason } from "./system-error.ts";

/** What a command's exit code says. */
export const EXIT = { done: 0, failed: 1, usage: 2, unreachable: 3 } as const;

/** A command that cannot go on, in a sentence that says what and what to do. */
export class CommandError extends Error {
	readonly code: number;

	constructor(sentence: string, code: number = EXIT.failed) {
		super(sentence);
		this.name = "CommandError";
		this.code = code;
	}
}

/** Any error as one line for a person. */
export function explain(error: unknown): { readonly sentence: string; readonly code: number } {
	const { sentence, code } = read(error);
	return { sentence: sentence.replaceAll(/\s+/g, " ").trim(), code };
}

function read(error: unknown): { readonly sentence: string; readonly code: number } {
	if (error instanceof CommandError) return { sentence: error.message, code: error.code };
	if (error instanceof FilmgateApiError || error instanceof FilmgateError) {
		return { sentence: `${error.message}${ADVICE[error.code ?? ""] ?? ""}`, code: EXIT.failed };
	}
	if (error instanceof FilmgateConnectionError) {
		return { sentence: `${error.message} Is the server running?`, code: EXIT.unreachable };
	}
	const { message, path } = error as NodeJS.ErrnoException;
	const reason = systemReason(error);
	if (reason !== null && path !== undefined)
		return { sentence: `${path} cannot be used: ${reason}.`, code: EXIT.failed };
	if (error instanceof Error && error.name === "SqliteError") {
		return { sentence: `The database cannot be used: ${message}. Try: filmgate doctor`, code: EXIT.failed };
	}
	return { sentence: message ?? String(error), code: EXIT.failed };
}

/** What to do about errors of the server whose own words cannot know who asked. */
const ADVICE: Readonly<Record<string, string>> = {
	bad_key: " Make one with: filmgate keys create --mode live",
};
