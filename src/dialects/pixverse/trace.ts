import { hash } from "node:crypto";
import { invalidField } from "../../core/errors.ts";
import type { Medium } from "../../core/medium.ts";
import type { AboutUpload, RequestIdentity } from "../../core/use-cases/use-cases.ts";
import type { Call } from "../../wire/pixverse/calls.ts";
import { TRACE_HEADER } from "../../wire/pixverse/codes.ts";
import type { DialectRequest } from "../dialect.ts";
import { readHeader } from "./headers.ts";

const LONGEST_TRACE_ID = 255;

/**
 * What `Ai-trace-id` says about a billable request: the same id is the same request, and of one call: the
 * bodies of some are alike. It need not be a UUID; without one (null) every request is a new one.
 */
export function readIdentity(request: DialectRequest, call: Call): RequestIdentity | null {
	const key = readHeader(request.headers, TRACE_HEADER);
	if (key === null) return null;
	if (key.length > LONGEST_TRACE_ID) throw invalidField("Ai-trace-id", `at most ${LONGEST_TRACE_ID} characters`);
	return { wire: "pixverse", key, hash: hash("sha256", `${call} ${request.bodyHash()}`, "hex") };
}

/**
 * The same bytes under the same trace id are the same upload, so that an order that is sent again can name the numbers that
 * it named before. Other bytes are another one: some clients send all of an order's pictures under one trace id.
 */
export function aboutUpload({ headers }: DialectRequest, { sha256 }: Medium): AboutUpload {
	const key = readHeader(headers, TRACE_HEADER);
	return key === null ? {} : { request: { key: hash("sha256", `${key} ${sha256}`, "hex"), hash: sha256 } };
}
