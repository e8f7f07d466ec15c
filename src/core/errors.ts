/**
 * Everything that can be wrong with a request, as one closed list. Each dialect has a total map from these codes to
 * its wire's own numbers and HTTP statuses, so a new code does not compile until every wire can say it.
 */
export const ERROR_CODES = [
	"missing_key",
	"bad_key",
	"expired_key",
	"no_body",
	"malformed_body",
	"body_too_large",
	"missing_field",
	"invalid_field",
	"conflicting_fields",
	"prompt_too_long",
	"unknown_model",
	"unsupported_operation",
	"medium_not_found",
	"medium_unreadable",
	"medium_format_refused",
	"medium_too_large",
	"medium_dimensions_refused",
	"link_refused",
	"link_failed",
	"content_refused",
	"invalid_id",
	"not_found",
	"unknown_route",
	"duplicate_request",
	"insufficient_credits",
	"too_many_tasks",
	"rate_limited",
	"conflict",
	"busy",
	"internal",
] as const;

export type ErrorCode = (typeof ERROR_CODES)[number];

export interface ErrorDetails {
	/** The field at fault, as the client spells it; null when no single field is. */
	readonly field?: string | null;
	/** What the field allows, in words: "5, 10", "1 to 512 characters". */
	readonly allowed?: string | null;
	/** When asking again may help, ms from now; null when no moment is known. */
	readonly retryAfterMs?: number | null;
	/** For the log only; never sent. */
	readonly cause?: unknown;
}

/** The one error that crosses ports and is answered. Its message is safe to show to a client; what must stay inside goes into `cause`. */
export class FilmgateError extends Error {
	readonly code: ErrorCode;
	readonly field: string | null;
	readonly allowed: string | null;
	readonly retryAfterMs: number | null;

	constructor(code: ErrorCode, message: string, details: ErrorDetails = {}) {
		super(message, details.cause === undefined ? undefined : { cause: details.cause });
		this.name = "FilmgateError";
		this.code = code;
		this.field = details.field ?? null;
		this.allowed = details.allowed ?? null;
		this.retryAfterMs = details.retryAfterMs ?? null;
	}
}

/**
 * A test key asked for it: the order was taken, and its client is not to hear so. There is nothing to answer; the
 * connection is cut.
 */
export class AnswerDropped extends Error {
	override readonly name = "AnswerDropped";
}

/** Anything that was thrown, as an error that may be shown: what is not ours becomes `internal` and keeps its cause inside. */
export function toFilmgateError(thrown: unknown): FilmgateError {
	if (thrown instanceof FilmgateError) return thrown;
	return new FilmgateError("internal", "Something went wrong on this server.", { cause: thrown });
}

/** A field that has the wrong type or a value outside what it allows. */
export function invalidField(field: string, allowed: string, details: ErrorDetails = {}): FilmgateError {
	return new FilmgateError("invalid_field", `${field} is invalid: allowed is ${allowed}.`, {
		...details,
		field,
		allowed,
	});
}

export function missingField(field: string, allowed: string | null = null): FilmgateError {
	const hint = allowed === null ? "" : `: ${allowed}`;
	return new FilmgateError("missing_field", `${field} is missing${hint}.`, { field, allowed });
}
