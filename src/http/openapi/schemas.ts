import { z } from "zod";
import type { JsonObject, JsonValue } from "../../core/json.ts";

/**
 * Schemas of one document. A zod schema that has an id (`.meta({ id })`) stands under `#/components/schemas` once, and is
 * referred to from wherever it is used.
 */
export class Schemas {
	readonly components: Record<string, JsonValue> = {};

	/** As JSON Schema 2020-12, which is OpenAPI 3.1's own. `io` says which side of a transformation counts. */
	of(schema: z.ZodType | JsonObject, io: "input" | "output"): JsonObject {
		if (!(schema instanceof z.ZodType)) return schema;
		const { $schema: _dialect, $defs = {}, ...made } = z.toJSONSchema(schema, { io, unrepresentable: "any" });
		for (const [name, part] of Object.entries($defs)) this.components[name] = pointed(part as JsonValue);
		const { id, ...rest } = pointed(made as JsonObject) as JsonObject;
		if (typeof id !== "string") return rest;
		this.components[id] = rest;
		return { $ref: `#/components/schemas/${id}` };
	}
}

/** With references that hold in the whole document, and without what goes without saying. */
function pointed(value: JsonValue): JsonValue {
	if (Array.isArray(value)) return value.map(pointed);
	if (value === null || typeof value !== "object") return value;
	const object = flat(value as JsonObject);
	return Object.fromEntries(
		Object.entries(object).flatMap(([name, part]) => {
			if (name === "$ref" && typeof part === "string") {
				return [[name, part.replace("#/$defs/", "#/components/schemas/")]];
			}
			return isNeedless(object, name, part) ? [] : [[name, pointed(part as JsonValue)]];
		}),
	);
}

/** What may be null besides, as JSON Schema says it most plainly: `type: [string, null]` for `anyOf: [string, null]`. */
function flat(schema: JsonObject): JsonObject {
	const { anyOf, ...rest } = schema;
	if (!Array.isArray(anyOf) || anyOf.length !== 2 || (anyOf[1] as JsonObject).type !== "null") return schema;
	const [inner] = anyOf as [JsonObject];
	if (typeof inner.type === "string" && inner.const === undefined) {
		const { enum: words } = inner;
		return {
			...inner,
			type: [inner.type, "null"],
			...(Array.isArray(words) ? { enum: [...words, null] } : {}),
			...rest,
		};
	}
	// What is said of a value is said of the field.
	const { description, ...others } = inner;
	return description === undefined ? schema : { description, anyOf: [others, { type: "null" }], ...rest };
}

/** The bounds of every integer that a program can hold, and how an instant or a link is spelled. */
function isNeedless({ format }: JsonObject, name: string, part: JsonValue | undefined): boolean {
	if (name === "pattern") return format !== undefined;
	return (name === "minimum" || name === "maximum") && Math.abs(Number(part)) === Number.MAX_SAFE_INTEGER;
}
