import { FilmgateError, invalidField } from "../../core/errors.ts";
import type { JsonObject, JsonValue } from "../../core/json.ts";
import type { Range } from "../../wire/openai/models.ts";

/** A body's fields. Null and absent are the same; what nobody asks for is ignored. Each throws what names field and bounds. */
export interface Fields {
	has(name: string): boolean;
	/** Null when absent. */
	value(name: string): JsonValue;
	text(name: string): string | null;
	integer(name: string, range: Range): number | null;
	number(name: string, range: Range): number | null;
	flag(name: string): boolean | null;
	oneOf(name: string, allowed: readonly string[]): string | null;
	/** An object, or JSON text of one, as some clients put it into a form; `allowed` says what belongs into it. */
	object(name: string, allowed: string): JsonObject | null;
	list(name: string, allowed: string): readonly JsonValue[] | null;
}

/** @param typed whether the body tells texts from numbers: JSON does, a form does not. */
export function createFields(values: JsonObject, typed: boolean): Fields {
	const value = (name: string): JsonValue => (Object.hasOwn(values, name) ? (values[name] ?? null) : null);
	/** Of a form, text that spells a number is one. */
	const numeric = (name: string): JsonValue => {
		const said = value(name);
		return !typed && typeof said === "string" && /^-?\d+(\.\d+)?$/.test(said) ? Number(said) : said;
	};
	/** Text in a form may hold JSON. */
	const parsed = (name: string): JsonValue => {
		const said = value(name);
		return typeof said === "string" && /^\s*[[{]/.test(said) ? (parse(said) ?? said) : said;
	};
	const bounded = (name: string, range: Range, kind: { readonly words: string; readonly whole: boolean }) => {
		const said = numeric(name);
		if (said === null) return null;
		const fits = typeof said === "number" && said >= range.min && said <= range.max;
		if (fits && (!kind.whole || Number.isSafeInteger(said))) return said;
		throw invalidField(name, `${kind.words}, ${range.min} to ${range.max}`);
	};
	return {
		has: (name) => value(name) !== null,
		value,
		text(name) {
			const said = value(name);
			if (said === null || typeof said === "string") return said;
			throw invalidField(name, "a text");
		},
		integer: (name, range) => bounded(name, range, { words: "a whole number", whole: true }),
		number: (name, range) => bounded(name, range, { words: "a number", whole: false }),
		flag(name) {
			const said = value(name);
			if (said === null || typeof said === "boolean") return said;
			if (!typed && (said === "true" || said === "false")) return said === "true";
			throw invalidField(name, "true or false");
		},
		oneOf(name, allowed) {
			const said = value(name);
			if (said === null) return null;
			if (typeof said === "string" && allowed.includes(said)) return said;
			throw invalidField(name, `${allowed.join(", ")}, each a text`);
		},
		object(name, allowed) {
			const said = parsed(name);
			if (said === null || isObject(said)) return said;
			throw invalidField(name, allowed);
		},
		list(name, allowed) {
			const said = parsed(name);
			if (said === null || Array.isArray(said)) return said;
			throw invalidField(name, allowed);
		},
	};
}

export function isObject(value: JsonValue): value is JsonObject {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Text whose length, in code points, lies between the limits. Throws `prompt_too_long` above them. */
export function checkLength(field: string, text: string, { min, max }: Range): string {
	let length = 0;
	for (const _ of text) {
		length += 1;
		if (length > max) break;
	}
	const allowed = `${min} to ${max} characters`;
	if (length > max)
		throw new FilmgateError("prompt_too_long", `${field} is too long: allowed are ${allowed}.`, { field, allowed });
	if (length < min) throw invalidField(field, allowed);
	return text;
}

function parse(text: string): JsonValue | null {
	try {
		return JSON.parse(text) as JsonValue;
	} catch {
		return null;
	}
}
