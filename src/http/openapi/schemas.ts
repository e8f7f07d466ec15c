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

/** With references that hold in the whole document, and without what only zod reads. */
function pointed(value: JsonValue): JsonValue {
	if (Array.isArray(value)) return value.map(pointed);
	if (value === null || typeof value !== "object") return value;
	return Object.fromEntries(
		Object.entries(value as JsonObject).map(([name, part]) =>
			name === "$ref" && typeof part === "string"
				? [name, part.replace("#/$defs/", "#/components/schemas/")]
				: [name, pointed(part as JsonValue)],
		),
	);
}
