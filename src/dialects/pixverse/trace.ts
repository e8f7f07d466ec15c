import { hash } from "node:crypto";
import { invalidField } from "../../core/errors.ts";
import type { RequestIdentity } from "../../core/use-cases/use-cases.ts";
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
