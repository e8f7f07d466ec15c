import type { ErrorCode, FilmgateError } from "../../core/errors.ts";
import { ERR_CODE } from "../../wire/pixverse/codes.ts";
import type { JsonReply } from "../dialect.ts";

interface WireError {
	readonly errCode: number;
	/** 200 where it is not said: the wire's clients look for the number in a good answer. */
	readonly status?: number;
	/** Where the wire has a number of its own for one field. */
	readonly byField?: Readonly<Record<string, number>>;
	readonly headers?: Readonly<Record<string, string>>;
	/** Where the wire has a name of its own for what is wrong. */
	readonly message?: string;
}

/** Fields that name or hold pictures: their mistakes have numbers of their own, those of films and sounds have none. */
const PICTURES = ["img_id", "img_ids", "first_frame_img", "last_frame_img", "image", "image_url", "mask_urls"] as const;

function ofPictures(errCode: number): WireError {
	const byField = Object.fromEntries(PICTURES.map((field) => [field, errCode]));
	return { errCode: ERR_CODE.invalidParameter, byField };
}

const WIRE_ERRORS: Readonly<Record<ErrorCode, WireError>> = {
	missing_key: { errCode: ERR_CODE.missingKey },
	bad_key: { errCode: ERR_CODE.badKey },
	expired_key: { errCode: ERR_CODE.badKey },
	no_body: { errCode: ERR_CODE.unbindable },
	malformed_body: { errCode: ERR_CODE.unbindable },
	body_too_large: { errCode: ERR_CODE.unbindable, status: 413 },
	missing_field: { errCode: ERR_CODE.emptyParameter },
	invalid_field: { errCode: ERR_CODE.invalidParameter },
	conflicting_fields: { errCode: ERR_CODE.invalidParameter },
	prompt_too_long: { errCode: ERR_CODE.promptTooLong, byField: { negative_prompt: ERR_CODE.negativePromptTooLong } },
	unknown_model: { errCode: ERR_CODE.invalidParameter },
	unsupported_operation: {
		errCode: ERR_CODE.invalidParameter,
		byField: { template_id: ERR_CODE.templateNotActivated, quality: ERR_CODE.effectLacksQuality },
	},
	medium_not_found: ofPictures(ERR_CODE.invalidImageId),
	medium_unreadable: ofPictures(ERR_CODE.imageUnreadable),
	medium_format_refused: ofPictures(ERR_CODE.imageFormatRefused),
	medium_too_large: ofPictures(ERR_CODE.imageTooLarge),
	medium_dimensions_refused: ofPictures(ERR_CODE.imageSidesRefused),
	link_refused: ofPictures(ERR_CODE.imagePathRefused),
	link_failed: ofPictures(ERR_CODE.imageUploadFailed),
	content_refused: { errCode: ERR_CODE.inputRefused },
	invalid_id: { errCode: ERR_CODE.unbindable },
	not_found: { errCode: ERR_CODE.notFound },
	unknown_route: { errCode: ERR_CODE.notFound, status: 404 },
	duplicate_request: {
		errCode: ERR_CODE.invalidParameter,
		headers: { "x-should-retry": "false" },
		message: "Ai-trace-id was used before, for another request: allowed is a new one for each.",
	},
	insufficient_credits: { errCode: ERR_CODE.notEnoughCredits },
	too_many_tasks: { errCode: ERR_CODE.tooManyGenerations },
	rate_limited: { errCode: ERR_CODE.highLoad, status: 429 },
	conflict: { errCode: ERR_CODE.invalidParameter },
	busy: { errCode: ERR_CODE.highLoad },
	internal: { errCode: ERR_CODE.unknown, status: 500 },
};

/** Any error in the envelope, with the wire's number for it. */
export function renderError(error: FilmgateError): JsonReply {
	const row = WIRE_ERRORS[error.code];
	const errCode = row.byField?.[lastNameOf(error.field ?? "")] ?? row.errCode;
	const retryAfter = error.retryAfterMs === null ? {} : { "retry-after": String(Math.ceil(error.retryAfterMs / 1000)) };
	return {
		status: row.status ?? 200,
		headers: { ...row.headers, ...retryAfter },
		body: { ErrCode: errCode, ErrMsg: row.message ?? error.message, Resp: null },
	};
}

/** `image_references[0].img_id` is an `img_id`. */
function lastNameOf(field: string): string {
	return field.slice(field.lastIndexOf(".") + 1);
}
