/** How far a video is, in this wire's four words. */
export const VIDEO_STATUSES = ["queued", "in_progress", "completed", "failed"] as const;
export type VideoStatus = (typeof VIDEO_STATUSES)[number];

/** The kinds of refusals. Clients make their exceptions from the HTTP status and show this one beside it. */
export const ERROR_TYPES = {
	invalidRequest: "invalid_request_error",
	idempotency: "idempotency_error",
	quota: "insufficient_quota",
	rateLimit: "rate_limit_error",
	server: "server_error",
} as const;

export type ErrorType = (typeof ERROR_TYPES)[keyof typeof ERROR_TYPES];

/** `error.code` of a request that was refused. Words of the vendor's platform where it has one for the case. */
export const REQUEST_CODES = {
	invalidKey: "invalid_api_key",
	bodyUnreadable: "invalid_body",
	bodyTooLarge: "request_too_large",
	fieldMissing: "missing_required_parameter",
	fieldInvalid: "invalid_value",
	fieldsExclusive: "mutually_exclusive_parameters",
	textTooLong: "string_above_max_length",
	modelUnknown: "model_not_found",
	unsupported: "unsupported_operation",
	mediumNotFound: "file_not_found",
	mediumInvalid: "invalid_media",
	linkFailed: "invalid_media_url",
	moderated: "moderation_blocked",
	notFound: "not_found",
	urlUnknown: "unknown_url",
	conflict: "conflict",
	keyReused: "idempotency_key_reused",
	noQuota: "insufficient_quota",
	rateLimited: "rate_limit_exceeded",
	overloaded: "server_overloaded",
	server: "server_error",
} as const;

export type RequestCode = (typeof REQUEST_CODES)[keyof typeof REQUEST_CODES];

/** `error.code` of a video that failed. `moderation_blocked` and `invalid_request` were seen on the vendor's own. */
export const VIDEO_FAULTS = {
	moderated: "moderation_blocked",
	refused: "invalid_request",
	failed: "generation_failed",
	outcomeUnknown: "outcome_unknown",
	tooLate: "deadline_exceeded",
	notStored: "storage_failed",
	cancelled: "cancelled",
} as const;

export type VideoFault = (typeof VIDEO_FAULTS)[keyof typeof VIDEO_FAULTS];

/** Names a request. The vendor has no such header; gateways and clients of others send it. */
export const KEY_HEADER = "Idempotency-Key";
/** Tells a client when to look again, ms; some of the vendor's clients go by it. */
export const POLL_AFTER_HEADER = "openai-poll-after-ms";
/** Beats every rule by which the vendor's clients repeat a request. */
export const SHOULD_RETRY_HEADER = "x-should-retry";
export const RETRY_AFTER_MS_HEADER = "retry-after-ms";
export const REQUEST_ID_HEADER = "x-request-id";
