/** The platform's error numbers that we say or hear. They travel in `ErrCode`; the HTTP status is 200 nearly always. */
export const ERR_CODE = {
	success: 0,
	/** Any number from here to 10005 is an authentication error to the vendor's own client. */
	badKey: 10_001,
	missingKey: 10_002,
	unknown: 99_999,
	emptyParameter: 400_011,
	/** The request could not be bound to its fields: no JSON, or a field of the wrong type. */
	unbindable: 400_013,
	invalidParameter: 400_017,
	promptTooLong: 400_018,
	negativePromptTooLong: 400_019,
	invalidImageId: 400_032,
	notFound: 500_008,
	imageTooLarge: 500_030,
	imageUnreadable: 500_031,
	imageFormatRefused: 500_032,
	imageSidesRefused: 500_033,
	imageUploadFailed: 500_041,
	imagePathRefused: 500_042,
	tooManyGenerations: 500_044,
	inputRefused: 500_063,
	highLoad: 500_069,
	templateNotActivated: 500_070,
	/** The effect has no 720p or 1080p. */
	effectLacksQuality: 500_071,
	notEnoughCredits: 500_090,
} as const;

/** `status` of a video. There is no split between waiting and working, no progress and no reason for a failure. */
export const VIDEO_STATUS = {
	done: 1,
	working: 5,
	deleted: 6,
	moderated: 7,
	failed: 8,
} as const;

export type VideoStatusCode = (typeof VIDEO_STATUS)[keyof typeof VIDEO_STATUS];

/** Header names in lower case; clients spell them `API-KEY` and `Ai-trace-id`, `Ai-Trace-Id`. */
export const KEY_HEADER = "api-key";
export const TRACE_HEADER = "ai-trace-id";
