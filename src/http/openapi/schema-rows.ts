import type { JsonObject, JsonValue } from "../../core/json.ts";

/** A field of a schema, as a page shows it. */
export interface SchemaRow {
	/** With a dot between the levels, and `[]` behind a list. */
	readonly name: string;
	/** What it takes, in words: `integer, 0 to 15`. */
	readonly type: string;
	/** All that it takes, where that is a list. */
	readonly values: readonly string[];
	readonly required: boolean;
	readonly text: string;
}

interface Place {
	readonly path: string;
	readonly depth: number;
}

/** Beyond this a reader is better served by the document itself. */
const DEPTH = 3;

/** The fields of an object's schema, those within them included. */
export function rowsOf(
	schema: JsonValue,
	components: JsonObject,
	{ path, depth }: Place = { path: "", depth: 0 },
): readonly SchemaRow[] {
	const known = resolve(schema, components);
	const branches = branchesOf(known).map((branch) => resolve(branch, components));
	const nested = branches.flatMap((branch) => rowsOf(branch, components, { path, depth }));
	const needed = new Set([known.required ?? []].flat());
	const own = Object.entries((known.properties ?? {}) as JsonObject).flatMap(([name, value]) => {
		const full = path === "" ? name : `${path}.${name}`;
		const row = rowOf(full, value, { required: needed.has(name), components });
		if (depth >= DEPTH) return [row];
		const inner = innerOf(resolve(value, components), components);
		return [row, ...rowsOf(inner.schema, components, { path: full + inner.suffix, depth: depth + 1 })];
	});
	const seen = new Set<string>();
	return [...own, ...nested].filter(({ name }) => !seen.has(name) && seen.add(name));
}

/** One value by itself, as a parameter is. */
export function rowOf(
	name: string,
	schema: JsonValue,
	{ required, components }: { readonly required: boolean; readonly components: JsonObject },
): SchemaRow {
	const known = resolve(schema, components);
	const values = valuesOf(known, required);
	const type = [typeOf(known, { components, required }), ...boundsOf(known)].join(", ");
	return { name, type, values, required, text: String(known.description ?? "") };
}

/** Of what need not be sent null goes without saying. */
function typeOf(known: JsonObject, given: { readonly components: JsonObject; readonly required: boolean }): string {
	const said = (types: readonly string[]) => {
		const shown = types.filter((type) => given.required || type !== "null");
		return [...new Set(shown)].join(" or ");
	};
	const branches = branchesOf(known).map((branch) => resolve(branch, given.components));
	if (branches.length > 0) return said(branches.map((branch) => typeOf(branch, { ...given, required: true })));
	if (known.items !== undefined) {
		const item = typeOf(resolve(known.items as JsonValue, given.components), { ...given, required: true });
		return said([`list of ${item}`, ...[known.type ?? []].flat().filter((type) => type === "null")] as string[]);
	}
	const kinds = [known.type ?? typeNameOf(known.const ?? [known.enum ?? []].flat()[0])].flat() as string[];
	const format = known.format === undefined ? "" : ` (${known.format})`;
	return said(kinds) + format;
}

function typeNameOf(value: JsonValue | undefined): string {
	if (value === undefined) return "anything";
	return value === null ? "null" : typeof value;
}

function valuesOf(known: JsonObject, required: boolean): readonly string[] {
	const lists = [known, (known.items ?? {}) as JsonObject, ...(branchesOf(known) as readonly JsonObject[])];
	const values = lists.flatMap((each) => [each.enum ?? (each.const === undefined ? [] : [each.const])].flat());
	const shown = values.filter((value) => required || value !== null);
	return [
		...new Set(shown.map((value) => (typeof value === "string" && value !== "" ? value : JSON.stringify(value)))),
	];
}

function boundsOf(known: JsonObject): readonly string[] {
	const { minimum, maximum, minLength, maxLength, minItems, maxItems, default: otherwise } = known;
	return [
		between(minimum, maximum),
		between(minLength, maxLength, "characters"),
		between(minItems, maxItems, "entries"),
		otherwise === undefined ? "" : `default ${typeof otherwise === "string" ? otherwise : JSON.stringify(otherwise)}`,
	].filter((part) => part !== "");
}

function between(least: JsonValue | undefined, most: JsonValue | undefined, what = ""): string {
	const noun = what === "" ? "" : ` ${what}`;
	if (most !== undefined) return `${least === undefined ? "up" : least} to ${most}${noun}`;
	// That a text is not empty is what everybody takes "required" for.
	return least === undefined || (what === "characters" && Number(least) <= 1) ? "" : `${least}${noun} or more`;
}

function branchesOf(known: JsonObject): readonly JsonValue[] {
	return [known.oneOf ?? known.anyOf ?? known.allOf ?? []].flat() as readonly JsonValue[];
}

function innerOf(field: JsonObject, components: JsonObject): { schema: JsonValue; suffix: string } {
	const items = field.items ?? null;
	return items === null ? { schema: field, suffix: "" } : { schema: resolve(items, components), suffix: "[]" };
}

/** The schema itself, whatever it is called by. */
export function resolve(schema: JsonValue, components: JsonObject): JsonObject {
	if (schema === null || typeof schema !== "object" || Array.isArray(schema)) return {};
	const { $ref, ...rest } = schema as JsonObject;
	const name = typeof $ref === "string" ? $ref.split("/").at(-1) : undefined;
	return name === undefined ? rest : { ...((components[name] ?? {}) as JsonObject), ...rest };
}
