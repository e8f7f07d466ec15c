import type { Dialect, Headers } from "../dialect.ts";
import { renderError } from "./errors.ts";

/** Room for the largest image that the wire allows, as base64 in JSON. */
const BODY_LIMIT = 64 * 1024 * 1024;

export const zai: Dialect = { name: "zai", bodyLimit: BODY_LIMIT, credential, renderError };

/** The raw key or a token made from it, with `Bearer` or without: clients of this wire send all four. */
function credential(headers: Headers): string | null {
	const { authorization } = headers;
	if (typeof authorization !== "string") return null;
	const presented = authorization.replace(/^\s*Bearer(?:\s+|$)/i, "").trim();
	return presented === "" ? null : presented;
}
