import { FilmgateError, invalidField } from "../../core/errors.ts";
import type { JsonObject, JsonValue } from "../../core/json.ts";
import type { Choice } from "../../wire/zai/models.ts";

/** A body's fields. Null and absent are the same throughout, because official clients send null for what they leave unset. */
export function readObject(body: JsonValue): JsonObject {
	if (typeof body === "object" && body !== null && !Array.isArray(body)) return body as JsonObject;
	throw new FilmgateError("malformed_body", "The body is not a JSON object.");
}

/** Null when the body does not have it. */
export function presentValue(body: JsonObject, field: string): JsonValue {
	return Object.hasOwn(body, field) ? (body[field] ?? null) : null;
}

/** Text whose length, in code points, lies between the limits. */
export function readText(body: JsonObject, field: string, limits: { min: number; max: number }): string | null {
	const value = presentValue(body, field);
	if (value === null) return null;
	if (typeof value === "string") {
		const length = codePoints(value, limits.max);
		if (length >= limits.min && length <= limits.max) return value;
	}
	throw invalidField(field, `a string of ${limits.min} to ${limits.max} characters`);
}

/** A prompt of at most `max` code points; the empty text when the body has none. */
export function readPrompt(body: JsonObject, max: number): string {
	const value = presentValue(body, "prompt") ?? "";
	const allowed = `a string of at most ${max} characters`;
	if (typeof value !== "string") throw invalidField("prompt", allowed);
	if (codePoints(value, max) <= max) return value;
	throw new FilmgateError("prompt_too_long", `prompt is too long: allowed is ${allowed}.`, {
		field: "prompt",
		allowed,
	});
}

/** One value of a list, or what stands in for it. Null when the field does not belong to the model, whatever it holds. */
export function readChoice<Value extends string | number>(
	body: JsonObject,
	field: string,
	choice: Choice<Value> | null,
): Value | null {
	if (choice === null) return null;
	const value = presentValue(body, field);
	if (value === null) return choice.otherwise;
	const chosen = choice.allowed.find((allowed) => allowed === value);
	if (chosen === undefined) throw invalidField(field, choice.allowed.join(", "));
	return chosen;
}

/** True or false; null when nothing was said, or when the field does not belong to the model. */
export function readFlag(body: JsonObject, field: string, belongs: boolean): boolean | null {
	const value = belongs ? presentValue(body, field) : null;
	if (value === null || typeof value === "boolean") return value;
	throw invalidField(field, "true, false");
}

/** How many code points a text has; counting ends one above `enough`, so that a huge text costs nothing. */
function codePoints(text: string, enough: number): number {
	let count = 0;
	for (const _ of text) {
		count += 1;
		if (count > enough) break;
	}
	return count;
}
