/** What a request's conditions are held against. */
export interface Validators {
	/** A strong entity tag, with its quotes. */
	readonly etag: string;
	/** Integer ms UTC. */
	readonly modifiedAt: number;
}

/** Header names in lower case, as Node gives them. */
export type RequestHeaders = Readonly<Record<string, string | readonly string[] | undefined>>;

export type ConditionOutcome = "go-on" | "not-modified" | "failed";

/** Weighs If-Match, If-Unmodified-Since, If-None-Match and If-Modified-Since in the order of RFC 9110, section 13.2.2, for GET and HEAD. */
export function weighConditions(headers: RequestHeaders, current: Validators): ConditionOutcome {
	const ifMatch = oneHeader(headers, "if-match");
	if (ifMatch !== null) {
		if (!lists(ifMatch, current.etag, "strong")) return "failed";
	} else if (isAfter(current.modifiedAt, oneHeader(headers, "if-unmodified-since"))) {
		return "failed";
	}
	const ifNoneMatch = oneHeader(headers, "if-none-match");
	if (ifNoneMatch !== null) return lists(ifNoneMatch, current.etag, "weak") ? "not-modified" : "go-on";
	const since = oneHeader(headers, "if-modified-since");
	return httpDate(since) !== null && !isAfter(current.modifiedAt, since) ? "not-modified" : "go-on";
}

/** Whether a client that sent `If-None-Match` has the answer of this tag already. */
export function hasAlready(headers: RequestHeaders, etag: string): boolean {
	const known = oneHeader(headers, "if-none-match");
	return known !== null && lists(known, etag, "weak");
}

/** Whether a Range still speaks of these bytes: true without If-Range, with this strong tag, or with exactly this date. */
export function rangeStillApplies(headers: RequestHeaders, current: Validators): boolean {
	const ifRange = oneHeader(headers, "if-range");
	if (ifRange === null) return true;
	if (ifRange.startsWith('"') || ifRange.startsWith("W/")) return ifRange === current.etag;
	return httpDate(ifRange) === wholeSecond(current.modifiedAt);
}

/** A header's value; null when it is absent or was sent several times, which is then ignored rather than guessed at. */
export function oneHeader(headers: RequestHeaders, name: string): string | null {
	const value = headers[name];
	return typeof value === "string" ? value.trim() : null;
}

function lists(header: string, etag: string, comparison: "strong" | "weak"): boolean {
	if (header === "*") return true;
	return Array.from(header.matchAll(/(W\/)?("[^"]*")/g)).some(
		([, weak, opaque]) => opaque === etag && (comparison === "weak" || weak === undefined),
	);
}

/** HTTP dates have whole seconds; what a header cannot say must not count as later. */
function isAfter(instant: number, header: string | null): boolean {
	const date = httpDate(header);
	return date !== null && wholeSecond(instant) > date;
}

function httpDate(header: string | null): number | null {
	// The preferred form only: Date.parse takes many things that are no HTTP dates.
	if (header === null || !/^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/.test(header)) return null;
	const instant = Date.parse(header);
	return Number.isNaN(instant) ? null : instant;
}

function wholeSecond(instant: number): number {
	return Math.floor(instant / 1000) * 1000;
}
