import type { ErrorCode, FilmgateError } from "../../core/errors.ts";
import type { ErrorBody } from "../../wire/openai/bodies.ts";
import {
	ERROR_TYPES,
	type ErrorType,
	KEY_HEADER,
	REQUEST_CODES,
	type RequestCode,
	RETRY_AFTER_MS_HEADER,
	SHOULD_RETRY_HEADER,
} from "../../wire/openai/codes.ts";
import type { JsonReply } from "../dialect.ts";
import { openaiReply } from "./reply.ts";

/** Any error of ours in this wire's envelope, with whether asking again helps: left alone, clients repeat every 409, 429 and 5xx. */
export function renderError(error: FilmgateError): JsonReply {
	const { status, type, code, again } = RENDERINGS[error.code];
	const { message, param } = say(error);
	const body: ErrorBody = { error: { message, type, param, code } };
	return openaiReply(status, body, adviseRetry(again, error.retryAfterMs));
}

/** What is wrong with what: a request's key and a path's id are called otherwise on other wires. */
function say({ code, message, field }: FilmgateError): { readonly message: string; readonly param: string | null } {
	if (code === "duplicate_request") {
		return { message: `${KEY_HEADER} was used before, for another request.`, param: KEY_HEADER };
	}
	if (field !== "id") return { message, param: field };
	return { message: code === "not_found" ? "There is no such video." : message, param: "video_id" };
}

interface Rendering {
	readonly status: number;
	readonly type: ErrorType;
	readonly code: RequestCode | null;
	/** Whether the same request may succeed when it is sent again. */
	readonly again: boolean;
}

export const RENDERINGS: Readonly<Record<ErrorCode, Rendering>> = {
	missing_key: refused(401, null),
	bad_key: refused(401, REQUEST_CODES.invalidKey),
	expired_key: refused(401, REQUEST_CODES.invalidKey),
	no_body: refused(400, REQUEST_CODES.bodyUnreadable),
	malformed_body: refused(400, REQUEST_CODES.bodyUnreadable),
	body_too_large: refused(413, REQUEST_CODES.bodyTooLarge),
	missing_field: refused(400, REQUEST_CODES.fieldMissing),
	invalid_field: refused(400, REQUEST_CODES.fieldInvalid),
	conflicting_fields: refused(400, REQUEST_CODES.fieldsExclusive),
	prompt_too_long: refused(400, REQUEST_CODES.textTooLong),
	unknown_model: refused(400, REQUEST_CODES.modelUnknown),
	unsupported_operation: refused(400, REQUEST_CODES.unsupported),
	medium_not_found: refused(400, REQUEST_CODES.mediumNotFound),
	medium_unreadable: refused(400, REQUEST_CODES.mediumInvalid),
	medium_format_refused: refused(400, REQUEST_CODES.mediumInvalid),
	medium_too_large: refused(400, REQUEST_CODES.mediumInvalid),
	medium_dimensions_refused: refused(400, REQUEST_CODES.mediumInvalid),
	link_refused: refused(400, REQUEST_CODES.linkFailed),
	link_failed: refused(400, REQUEST_CODES.linkFailed),
	content_refused: refused(400, REQUEST_CODES.moderated),
	invalid_id: refused(404, REQUEST_CODES.notFound),
	not_found: refused(404, REQUEST_CODES.notFound),
	unknown_route: refused(404, REQUEST_CODES.urlUnknown),
	duplicate_request: { ...refused(400, REQUEST_CODES.keyReused), type: ERROR_TYPES.idempotency },
	insufficient_credits: { ...refused(429, REQUEST_CODES.noQuota), type: ERROR_TYPES.quota },
	too_many_tasks: { status: 429, type: ERROR_TYPES.rateLimit, code: REQUEST_CODES.rateLimited, again: true },
	rate_limited: { status: 429, type: ERROR_TYPES.rateLimit, code: REQUEST_CODES.rateLimited, again: true },
	conflict: refused(409, REQUEST_CODES.conflict),
	busy: { status: 503, type: ERROR_TYPES.server, code: REQUEST_CODES.overloaded, again: true },
	internal: { status: 500, type: ERROR_TYPES.server, code: REQUEST_CODES.server, again: true },
};

function refused(status: number, code: RequestCode | null): Rendering {
	return { status, type: ERROR_TYPES.invalidRequest, code, again: false };
}

function adviseRetry(again: boolean, afterMs: number | null): Record<string, string> {
	if (!again) return { [SHOULD_RETRY_HEADER]: "false" };
	const ms = Math.max(1, Math.ceil(afterMs ?? 1_000));
	return {
		[SHOULD_RETRY_HEADER]: "true",
		[RETRY_AFTER_MS_HEADER]: String(ms),
		"retry-after": String(Math.ceil(ms / 1_000)),
	};
}
