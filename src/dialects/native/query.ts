import { invalidField } from "../../core/errors.ts";

const DEFAULT_LIMIT = 20;
const MAX_LIMIT = 100;

export function readLimit(text: string | undefined): number {
	const limit = text === undefined ? DEFAULT_LIMIT : /^\d{1,3}$/.test(text) ? Number(text) : 0;
	if (limit >= 1 && limit <= MAX_LIMIT) return limit;
	throw invalidField("limit", `a whole number, 1 to ${MAX_LIMIT}`);
}

/** An instant in a query, integer ms UTC; null when it is not there. */
export function readInstant(field: string, text: string | undefined): number | null {
	if (text === undefined) return null;
	// A plus that was not escaped has become a space.
	const at = INSTANT.test(text) && isDay(text.slice(0, 10)) ? Date.parse(text.replace(" ", "+")) : Number.NaN;
	if (!Number.isNaN(at)) return at;
	throw invalidField(field, "an instant such as 2026-11-22T00:18:27Z");
}

const INSTANT = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,3})?)?(Z|[+ -]\d\d:\d\d))?$/;

/** A day in a query, `2026-11-22`; null when it is not there. */
export function readDay(field: string, text: string | undefined): string | null {
	if (text === undefined) return null;
	if (isDay(text)) return text;
	throw invalidField(field, "a day such as 2026-11-22");
}

/** Of a calendar: the platform takes February 30 for March 2. */
function isDay(text: string): boolean {
	const at = /^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(text) : Number.NaN;
	return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text);
}

/** One of some words; null when it is not there. */
export function readWord<Word extends string>(
	field: string,
	text: string | undefined,
	words: readonly Word[],
): Word | null {
	if (text === undefined) return null;
	const word = words.find((each) => each === text);
	if (word !== undefined) return word;
	throw invalidField(field, words.join(", "));
}

export const CURSOR_ALLOWED = "the nextCursor of another page";

export function rfc3339(at: number): string {
	return new Date(at).toISOString();
}

export function rfc3339OrNull(at: number | null): string | null {
	return at === null ? null : rfc3339(at);
}
