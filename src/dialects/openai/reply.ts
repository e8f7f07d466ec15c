import { randomUUID } from "node:crypto";
import type { JsonObject } from "../../core/json.ts";
import { REQUEST_ID_HEADER } from "../../wire/openai/codes.ts";
import type { JsonReply } from "../dialect.ts";

/** An answer with a request id of its own, which the vendor's clients show beside what they got. */
export function openaiReply(
	status: number,
	body: JsonObject,
	headers: Readonly<Record<string, string>> = {},
): JsonReply {
	return { status, headers: { ...headers, ...requestId() }, body };
}

/** A header that names this one answer. */
export function requestId(): Record<string, string> {
	return { [REQUEST_ID_HEADER]: `req_${randomUUID().replaceAll("-", "")}` };
}
