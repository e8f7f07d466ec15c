export type ProblemCode =
	| "missing_key"
	| "bad_key"
	| "expired_key"
	| "no_body"
	| "malformed_body"
	| "body_too_large"
	| "missing_field"
	| "invalid_field"
	| "conflicting_fields"
	| "prompt_too_long"
	| "unknown_model"
	| "unsupported_operation"
	| "medium_not_found"
	| "medium_unreadable"
	| "medium_format_refused"
	| "medium_too_large"
	| "medium_dimensions_refused"
	| "link_refused"
	| "link_failed"
	| "content_refused"
	| "invalid_id"
	| "not_found"
	| "unknown_route"
	| "duplicate_request"
	| "insufficient_credits"
	| "too_many_tasks"
	| "rate_limited"
	| "conflict"
	| "busy"
	| "internal";

/** Every error's body: RFC 9457 problem details, `application/problem+json`. */
export type Problem = {
	/** A name for this kind of problem, `urn:filmgate:problem:<code>`. */
	type: string;
	/** The kind in words. */
	title: string;
	status: number;
	/** What is wrong with this request. */
	detail: string;
	code: ProblemCode;
	/** The field at fault; null when no single field is. */
	field: string | null;
	/** What that field allows, in words. */
	allowed: string | null;
};
