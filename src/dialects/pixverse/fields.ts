import { FilmgateError } from "../../core/errors.ts";
import type { JsonObject, JsonValue } from "../../core/json.ts";

/** A body's fields. Null and absent are the same thing on this wire; what nobody asks for is ignored. */
export interface Fields {
	/** "" when absent. */
	text(name: string): string;
	/** Null when absent. A number in quotes is refused; so is a fraction. */
	integer(name: string): number | null;
	integers(name: string): readonly number[];
	/** Null when absent. */
	flag(name: string): boolean | null;
}

/** Reads with types alone in mind: a field of another type throws `malformed_body`, which this wire calls unbindable. */
export function readFields(body: JsonValue): Fields {
	if (!isObject(body)) throw new FilmgateError("malformed_body", "The body is not a JSON object.");
	const value = (name: string): JsonValue => (Object.hasOwn(body, name) ? (body[name] ?? null) : null);
	return {
		text(name) {
			const text = value(name) ?? "";
			if (typeof text !== "string") throw wrongType(name, "a string");
			return text;
		},
		integer(name) {
			const number = value(name);
			if (number !== null && !isInteger(number)) throw wrongType(name, "an integer, not in quotes");
			return number;
		},
		integers(name) {
			const list = value(name) ?? [];
			if (!Array.isArray(list) || !list.every(isInteger)) throw wrongType(name, "an array of integers, not in quotes");
			return list;
		},
		flag(name) {
			const flag = value(name);
			if (flag !== null && typeof flag !== "boolean") throw wrongType(name, "true or false");
			return flag;
		},
	};
}

export function wrongType(field: string, allowed: string): FilmgateError {
	return new FilmgateError("malformed_body", `${field} has the wrong type: allowed is ${allowed}.`, { field, allowed });
}

function isInteger(value: JsonValue): value is number {
	return typeof value === "number" && Number.isInteger(value);
}

function isObject(value: JsonValue): value is JsonObject {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}
