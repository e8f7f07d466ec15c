import { FilmgateApiError, FilmgateConnectionError } from "@filmgate/sdk";
import { FilmgateError } from "../core/errors.ts";

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
export function explain(error: unknown): { sentence: string; code: number } {
	if (error instanceof CommandError) return { sentence: error.message, code: error.code };
	if (error instanceof FilmgateApiError) return { sentence: error.message, code: EXIT.failed };
	if (error instanceof FilmgateConnectionError || isNoAnswer(error)) {
		return { sentence: "No server answers. Start one with: filmgate serve", code: EXIT.unreachable };
	}
	if (error instanceof FilmgateError) return { sentence: error.message, code: EXIT.failed };
	const { code, message } = error as NodeJS.ErrnoException;
	if (code === "EADDRINUSE") {
		return { sentence: "The port is taken. Choose another one with --port, or 0 for any.", code: EXIT.failed };
	}
	return { sentence: message ?? String(error), code: EXIT.failed };
}

function isNoAnswer(error: unknown): boolean {
	return error instanceof TypeError && error.message === "fetch failed";
}
