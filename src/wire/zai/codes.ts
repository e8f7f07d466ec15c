export const ZAI_TASK_STATUSES = ["PROCESSING", "SUCCESS", "FAIL"] as const;
export type ZaiTaskStatus = (typeof ZAI_TASK_STATUSES)[number];

/** The business codes that a video call can meet, by what they say. Strings on the wire. */
export const ZAI_CODES = {
	/** What the live service sends for a wrong key; its own table says 1000. */
	keyRefused: "401",
	keyMissing: "1001",
	tokenExpired: "1003",
	noBalance: "1113",
	callFailed: "1200",
	badRequest: "1210",
	modelUnknown: "1211",
	callUnsupported: "1212",
	fieldMissing: "1213",
	fieldInvalid: "1214",
	fieldsConflict: "1215",
	routeUnknown: "1222",
	processFailed: "1230",
	/** From older tables; the current one has no word for it. */
	requestRepeated: "1231",
	networkFailed: "1234",
	promptTooLong: "1261",
	contentRefused: "1301",
	limitReached: "1302",
	overloaded: "1305",
} as const;

export type ZaiCode = (typeof ZAI_CODES)[keyof typeof ZAI_CODES];
