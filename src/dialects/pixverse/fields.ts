import { FilmgateError, invalidField, missingField } from "../../core/errors.ts";
import type { JsonObject, JsonValue } from "../../core/json.ts";
import type { Body, FieldRule, FieldTable } from "../../wire/pixverse/field-rules.ts";

/**
 * Reads a body by its table: types first (`malformed_body`, which this wire calls unbindable), then what is missing,
 * then what each field allows. Null, "" and absent are the same thing; what the table does not name is ignored.
 * `spared` are required fields that may be absent this time.
 */
export function readBody<Table extends FieldTable>(
	body: JsonValue,
	table: Table,
	spared: readonly string[] = [],
): Body<Table> {
	const object = readObject(body);
	const rules = Object.entries(table);
	const values = rules.map(([name, rule]) => [name, readTyped(object, name, rule)] as const);
	for (const [name, value] of values) {
		const rule = table[name] as FieldRule;
		if (isEmpty(value) && rule.required === true && !spared.includes(name)) throw missingField(name, allowedBy(rule));
		if (!isEmpty(value)) checkValue(name, value, rule);
	}
	return Object.fromEntries(values) as Body<Table>;
}

export function readObject(body: JsonValue): JsonObject {
	if (isObject(body)) return body;
	throw new FilmgateError("malformed_body", "The body is not a JSON object.");
}

export function isObject(value: unknown): value is JsonObject {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function wrongType(field: string, allowed: string): FilmgateError {
	return new FilmgateError("malformed_body", `${field} has the wrong type: allowed is ${allowed}.`, { field, allowed });
}

/** What a field allows, in words; the same in messages and in the documentation. */
export function allowedBy(rule: FieldRule): string {
	switch (rule.type) {
		case "text":
			return rule.most === undefined ? "a string" : `1 to ${rule.most} characters`;
		case "choice":
			return rule.choices.join(", ");
		case "integer":
			return integerAllowed(rule);
		case "flag":
			return rule.only === undefined ? "true or false" : `false; true with ${rule.only} only`;
		default:
			return entriesAllowed(rule);
	}
}

function integerAllowed({ least, most }: Extract<FieldRule, { type: "integer" }>): string {
	if (least === undefined) return "an integer";
	return most === undefined ? `${least} or more` : `${least} to ${most}`;
}

const ENTRIES = { integers: "integers", texts: "strings", objects: "objects" } as const;

function entriesAllowed({ type, least, most }: Extract<FieldRule, { type: keyof typeof ENTRIES }>): string {
	const count = most === undefined ? "" : ` ${least ?? 0} to ${most}`;
	return `a list of${count} ${ENTRIES[type]}`;
}

type Value = string | number | boolean | null | readonly JsonValue[];

function readTyped(body: JsonObject, name: string, rule: FieldRule): Value {
	const value = Object.hasOwn(body, name) ? (body[name] ?? null) : null;
	switch (rule.type) {
		case "text":
			if (value !== null && typeof value !== "string") throw wrongType(name, "a string");
			return value ?? "";
		case "choice":
			if (value !== null && typeof value !== "string") throw wrongType(name, "a string");
			return value === "" ? null : value;
		case "integer":
			if (value !== null && !isInteger(value)) throw wrongType(name, "an integer, not in quotes");
			return value;
		case "flag":
			if (value !== null && typeof value !== "boolean") throw wrongType(name, "true or false");
			return value;
		default:
			return readList(value, name, rule.type);
	}
}

function readList(value: JsonValue, name: string, type: keyof typeof ENTRIES): readonly JsonValue[] {
	if (value === null) return [];
	const fits = { integers: isInteger, texts: (entry: JsonValue) => typeof entry === "string", objects: isObject }[type];
	// One number where several may be is a list of one: some clients send it so.
	const list = type === "integers" && isInteger(value) ? [value] : value;
	if (Array.isArray(list) && list.every((entry) => fits(entry))) return list;
	throw wrongType(name, `a list of ${ENTRIES[type]}${type === "integers" ? ", not in quotes" : ""}`);
}

function isInteger(value: JsonValue): value is number {
	return typeof value === "number" && Number.isInteger(value);
}

function isEmpty(value: Value): boolean {
	if (typeof value === "string") return value.trim() === "";
	return value === null || (Array.isArray(value) && value.length === 0);
}

function checkValue(name: string, value: Value, rule: FieldRule): void {
	if (rule.type === "text") checkLength(name, value as string, rule);
	else if (!isAllowed(value, rule)) throw invalidField(name, allowedBy(rule));
}

function isAllowed(value: Value, rule: FieldRule): boolean {
	switch (rule.type) {
		case "choice":
			return rule.choices.includes(value as string);
		case "integer":
			return isBetween(value as number, rule);
		case "flag":
			return rule.only === undefined || value === false;
		case "text":
			return true;
		default:
			return isBetween((value as readonly JsonValue[]).length, rule);
	}
}

function isBetween(count: number, { least, most }: { readonly least?: number; readonly most?: number }): boolean {
	return count >= (least ?? Number.NEGATIVE_INFINITY) && count <= (most ?? Number.POSITIVE_INFINITY);
}

/** Counted in code points. */
function checkLength(name: string, text: string, rule: Extract<FieldRule, { type: "text" }>): void {
	const { most = Number.POSITIVE_INFINITY } = rule;
	if (text.length <= most || [...text].length <= most) return;
	const allowed = `at most ${most} characters`;
	if (rule.prompt !== true) throw invalidField(name, allowed);
	throw new FilmgateError("prompt_too_long", `${name} is too long: allowed is ${allowed}.`, { field: name, allowed });
}
