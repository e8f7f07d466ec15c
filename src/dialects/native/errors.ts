import type { Problem } from "@filmgate/sdk";
import type { ErrorCode, FilmgateError } from "../../core/errors.ts";
import type { JsonReply } from "../dialect.ts";

/** How one of our codes looks on this wire. */
interface Shown {
	readonly status: number;
	readonly title: string;
	/** Whether the same request may succeed when it is sent again. */
	readonly again: boolean;
}

export const SHOWN: Readonly<Record<ErrorCode, Shown>> = {
	missing_key: final(401, "No key was sent"),
	bad_key: final(401, "The key is not valid"),
	expired_key: final(401, "The key has expired"),
	no_body: final(400, "The request has no body"),
	malformed_body: final(400, "The body cannot be read"),
	body_too_large: final(413, "The body is too large"),
	missing_field: final(422, "A field is missing"),
	invalid_field: final(422, "A field is invalid"),
	conflicting_fields: final(422, "Fields contradict one another"),
	prompt_too_long: final(422, "The prompt is too long"),
	unknown_model: final(422, "The model is not known"),
	unsupported_operation: final(422, "The operation is not available"),
	medium_not_found: final(422, "A medium was not found"),
	medium_unreadable: final(422, "A medium cannot be read"),
	medium_format_refused: final(422, "A medium has a format that is not taken"),
	medium_too_large: final(422, "A medium is too large"),
	medium_dimensions_refused: final(422, "A medium has dimensions that are not taken"),
	link_refused: final(422, "A link may not be followed"),
	link_failed: final(422, "A link could not be followed"),
	content_refused: final(422, "The content was refused"),
	invalid_id: final(400, "The id is not valid"),
	not_found: final(404, "There is no such thing"),
	unknown_route: final(404, "There is no such address"),
	duplicate_request: final(422, "The idempotency key belongs to another request"),
	insufficient_credits: final(402, "The balance is too low"),
	too_many_tasks: passing(429, "Too many tasks are unfinished"),
	rate_limited: passing(429, "Too many requests"),
	conflict: final(409, "The request contradicts the present state"),
	busy: passing(503, "The server is busy"),
	internal: passing(500, "The server failed"),
};

/** RFC 9457 problem details, with what a client needs in order to decide whether to ask again. */
export function renderError(error: FilmgateError): JsonReply {
	const { status, title, again } = SHOWN[error.code];
	const { code, allowed, message: detail } = error;
	// The use cases know a request's key, not what each wire calls it.
	const field = code === "duplicate_request" ? "Idempotency-Key" : error.field;
	const body: Problem = { type: `urn:filmgate:problem:${code}`, title, status, detail, code, field, allowed };
	return {
		status,
		headers: {
			"content-type": "application/problem+json",
			"x-should-retry": String(again),
			...(status === 401 ? { "www-authenticate": challenge(code) } : {}),
			...(status === 429 || status === 503 ? { "retry-after": seconds(error.retryAfterMs ?? 1_000) } : {}),
		},
		body,
	};
}

/** RFC 6750: names the error only when a key was sent at all. */
function challenge(code: ErrorCode): string {
	return code === "missing_key" ? 'Bearer realm="filmgate"' : 'Bearer realm="filmgate", error="invalid_token"';
}

function seconds(ms: number): string {
	return String(Math.max(1, Math.ceil(ms / 1_000)));
}

function final(status: number, title: string): Shown {
	return { status, title, again: false };
}

function passing(status: number, title: string): Shown {
	return { status, title, again: true };
}
