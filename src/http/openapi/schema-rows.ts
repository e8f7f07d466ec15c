import type { JsonObject, JsonValue } from "../../core/json.ts";

/** A field of a schema, as a table shows it. */
export interface SchemaRow {
	/** With a dot between the levels, and `[]` behind a list. */
	readonly name: string;
	readonly type: string;
	readonly required: boolean;
	readonly text: string;
}

/** Beyond this a reader is better served by the document itself. */
const DEPTH = 3;

/** The fields of an object's schema, those within them included. */
export function rowsOf(
	schema: JsonValue,
	components: JsonObject,
	{ path, depth }: { readonly path: string; readonly depth: number } = { path: "", depth: 0 },
): readonly SchemaRow[] {
	const known = resolve(schema, components);
	const branches = [known.oneOf ?? known.anyOf ?? known.allOf ?? []]
		.flat()
		.map((branch) => resolve(branch, components));
	const nested = branches.flatMap((branch) => rowsOf(branch, components, { path, depth }));
	const properties = Object.entries((known.properties ?? {}) as JsonObject);
	const needed = new Set([known.required ?? []].flat());
	const own = properties.flatMap(([name, value]) => {
		const field = resolve(value, components);
		const full = path === "" ? name : `${path}.${name}`;
		const row = { name: full, type: typeOf(field, components), required: needed.has(name), text: textOf(field) };
		if (depth >= DEPTH) return [row];
		const inner = innerOf(field, components);
		return [row, ...rowsOf(inner.schema, components, { path: full + inner.suffix, depth: depth + 1 })];
	});
	const seen = new Set<string>();
	return [...own, ...nested].filter(({ name }) => !seen.has(name) && seen.add(name));
}

/** What a schema takes, in words. */
export function typeOf(schema: JsonValue, components: JsonObject): string {
	const known = resolve(schema, components);
	if (known.const !== undefined) return JSON.stringify(known.const);
	if (Array.isArray(known.enum)) return known.enum.map((value) => JSON.stringify(value)).join(" | ");
	const branches = [known.oneOf ?? known.anyOf ?? []].flat();
	if (branches.length > 0) return [...new Set(branches.map((branch) => typeOf(branch, components)))].join(" | ");
	if (known.items !== undefined) return `list of ${typeOf(known.items as JsonValue, components)}`;
	return [[known.type ?? "anything"].flat().join(" | "), known.format === undefined ? "" : `(${known.format})`]
		.join(" ")
		.trim();
}

function innerOf(field: JsonObject, components: JsonObject): { schema: JsonValue; suffix: string } {
	const items = field.items ?? null;
	return items === null ? { schema: field, suffix: "" } : { schema: resolve(items, components), suffix: "[]" };
}

function textOf({ description, minimum, maximum, minLength, maxLength, default: otherwise }: JsonObject): string {
	const parts = [
		description ?? null,
		minimum === undefined && maximum === undefined ? null : `${minimum ?? ""} to ${maximum ?? ""}`,
		minLength === undefined && maxLength === undefined ? null : `${minLength ?? 0} to ${maxLength ?? ""} characters`,
		otherwise === undefined ? null : `default \`${JSON.stringify(otherwise)}\``,
	];
	return parts.filter((part) => part !== null).join("; ");
}

/** The schema itself, whatever it is called by. */
function resolve(schema: JsonValue, components: JsonObject): JsonObject {
	if (schema === null || typeof schema !== "object" || Array.isArray(schema)) return {};
	const known = schema as JsonObject;
	const name = typeof known.$ref === "string" ? known.$ref.split("/").at(-1) : undefined;
	return name === undefined ? known : ((components[name] ?? {}) as JsonObject);
}
