import type { ErrorCode, FilmgateError } from "../../core/errors.ts";
import type { ZaiErrorBody } from "../../wire/zai/bodies.ts";
import { ZAI_CODES, type ZaiCode } from "../../wire/zai/codes.ts";
import type { JsonReply, Headers } from "../dialect.ts";
import { inChinese } from "./chinese.ts";
import { languageOf } from "./language.ts";
import { ModelElsewhere } from "./read-model.ts";
import { adviseRetry, zaiReply } from "./reply.ts";

/** Any error of ours in this wire's envelope; its text in the client's language. */
export function renderError(error: FilmgateError, headers: Headers): JsonReply {
	const { status, code, again } = error instanceof ModelElsewhere ? MODEL_ELSEWHERE : RENDERINGS[error.code];
	const message = languageOf(headers) === "zh" ? inChinese(error) : inEnglish(error);
	const refused: Pick<ZaiErrorBody, "contentFilter"> =
		error.code === "content_refused" ? { contentFilter: [{ level: 1, role: "user" }] } : {};
	const advice = again === undefined ? {} : adviseRetry(again, error.retryAfterMs);
	return zaiReply(status, { ...refused, error: { code, message } }, advice);
}

/** A request's key has another name on other wires. */
function inEnglish({ code, message }: FilmgateError): string {
	return code === "duplicate_request" ? "request_id was used before, for another request." : message;
}

interface Rendering {
	readonly status: number;
	readonly code: ZaiCode;
	/**
	 * Whether asking again helps, said aloud where clients would guess wrong: they repeat any 429 unless told not to.
	 * Left out, they go by the status.
	 */
	readonly again?: boolean;
}

const FIELD_INVALID: Rendering = { status: 400, code: ZAI_CODES.fieldInvalid };
const BAD_REQUEST: Rendering = { status: 400, code: ZAI_CODES.badRequest };
const LIMIT_REACHED: Rendering = { status: 429, code: ZAI_CODES.limitReached, again: true };
/** Recorded live. */
const MODEL_ELSEWHERE: Rendering = { status: 400, code: ZAI_CODES.modelUnknown };

const RENDERINGS: Readonly<Record<ErrorCode, Rendering>> = {
	missing_key: { status: 401, code: ZAI_CODES.keyMissing },
	bad_key: { status: 401, code: ZAI_CODES.keyRefused },
	expired_key: { status: 401, code: ZAI_CODES.tokenExpired },
	no_body: BAD_REQUEST,
	malformed_body: BAD_REQUEST,
	body_too_large: { status: 413, code: ZAI_CODES.badRequest },
	missing_field: { status: 400, code: ZAI_CODES.fieldMissing },
	invalid_field: FIELD_INVALID,
	conflicting_fields: { status: 400, code: ZAI_CODES.fieldsConflict },
	prompt_too_long: { status: 400, code: ZAI_CODES.promptTooLong },
	// Recorded live; the vendor's own table has 1211 for it, which it sends for models of other endpoints: see above.
	unknown_model: FIELD_INVALID,
	unsupported_operation: { status: 400, code: ZAI_CODES.callUnsupported },
	medium_not_found: FIELD_INVALID,
	medium_unreadable: FIELD_INVALID,
	medium_format_refused: FIELD_INVALID,
	medium_too_large: FIELD_INVALID,
	medium_dimensions_refused: FIELD_INVALID,
	link_refused: FIELD_INVALID,
	link_failed: FIELD_INVALID,
	content_refused: { status: 400, code: ZAI_CODES.contentRefused },
	invalid_id: FIELD_INVALID,
	not_found: FIELD_INVALID,
	unknown_route: { status: 400, code: ZAI_CODES.routeUnknown },
	duplicate_request: { status: 400, code: ZAI_CODES.requestRepeated, again: false },
	insufficient_credits: { status: 429, code: ZAI_CODES.noBalance, again: false },
	too_many_tasks: LIMIT_REACHED,
	rate_limited: LIMIT_REACHED,
	conflict: BAD_REQUEST,
	busy: { status: 429, code: ZAI_CODES.overloaded, again: true },
	internal: { status: 500, code: ZAI_CODES.processFailed },
};
