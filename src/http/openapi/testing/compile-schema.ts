import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import formats from "ajv-formats";
import type { JsonObject } from "../../../core/json.ts";

/** Compiles schemas of this document, strictly: a keyword that nobody knows is a mistake. */
export function schemaCompiler({ components }: JsonObject): (schema: JsonObject) => ValidateFunction {
	const ajv = new Ajv2020({ strict: true, strictTypes: false, strictRequired: false, allErrors: true });
	formats.default(ajv);
	// OpenAPI's own: the bytes of a file.
	ajv.addFormat("binary", true);
	// Where references lead.
	ajv.addVocabulary(["components"]);
	return (schema) => ajv.compile({ ...schema, components });
}
