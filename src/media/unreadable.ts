import { FilmgateError } from "../core/errors.ts";

/** Bytes that are not what they seem, or are cut short. `what` is said to the client. */
export function unreadable(what: string, cause?: unknown): FilmgateError {
	return new FilmgateError("medium_unreadable", what, { cause });
}
