import type { JsonObject } from "../../core/json.ts";

/** A call of the document, as a page shows it. */
export interface ShownOperation {
	readonly method: string;
	readonly path: string;
	readonly about: JsonObject;
}

export function operationsOf(document: JsonObject): readonly ShownOperation[] {
	return Object.entries(objectAt(document, "paths")).flatMap(([path, methods]) =>
		Object.entries(methods as JsonObject).map(([method, about]) => ({ method, path, about: about as JsonObject })),
	);
}

/** Empty where there is none. */
export function objectAt(value: JsonObject, name: string): JsonObject {
	return (value[name] ?? {}) as JsonObject;
}

export function listAt(value: JsonObject, name: string): readonly JsonObject[] {
	return (value[name] ?? []) as readonly JsonObject[];
}
