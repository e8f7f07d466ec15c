import { invalidField } from "../../core/errors.ts";

/** `YYYY-MM-DD HH:mm:ss` in UTC, as integer ms; a day that no month has is refused. */
export function readInstant(text: string, field: string): number {
	const iso = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(text) ? `${text.replace(" ", "T")}.000Z` : "";
	const instant = Date.parse(iso);
	if (Number.isNaN(instant) || new Date(instant).toISOString() !== iso) {
		throw invalidField(field, "YYYY-MM-DD HH:mm:ss, in UTC");
	}
	return instant;
}
