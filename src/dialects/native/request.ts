import { FilmgateError, invalidField } from "../../core/errors.ts";
import type { JsonObject } from "../../core/json.ts";
import type { RequestIdentity } from "../../core/use-cases/use-cases.ts";
import type { DialectRequest } from "../dialect.ts";

export function readBody(request: DialectRequest): JsonObject {
	const body = request.json();
	if (body !== null && typeof body === "object" && !Array.isArray(body)) return body as JsonObject;
	throw new FilmgateError("malformed_body", "The body has to be a JSON object.");
}

/** A body that may be left out: no body is an empty object. */
export function readBodyIfAny(request: DialectRequest): JsonObject {
	const { "content-length": length, "transfer-encoding": coding } = request.headers;
	return coding === undefined && (length === undefined || length === "0") ? {} : readBody(request);
}

/** The request's own name, so that sending it again does not make a second one of what it makes; null when it has none. */
export function readIdentity(request: DialectRequest): RequestIdentity | null {
	const key = readKey(request);
	return key === null ? null : { wire: "native", key, hash: request.bodyHash() };
}

export function readKey({ headers }: DialectRequest): string | null {
	const key = headers["idempotency-key"];
	if (key === undefined) return null;
	if (typeof key === "string" && /^[\x21-\x7e]{1,255}$/.test(key)) return key;
	throw invalidField("Idempotency-Key", "1 to 255 ASCII characters without spaces");
}
