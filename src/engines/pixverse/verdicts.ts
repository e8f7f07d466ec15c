import type { EngineStart } from "../../core/ports/engine.ts";
import type { FailureCode } from "../../core/task.ts";
import type { UpstreamAnswer } from "../../upstream/http.ts";
import { type PixverseAnswer, pixverseAnswer } from "../../wire/pixverse/answers.ts";
import { ERR_CODE } from "../../wire/pixverse/codes.ts";

export type Verdict =
	| Exclude<EngineStart, { kind: "started" }>
	/** Nothing was accepted, and no order will be before the operator has changed something. */
	| { readonly kind: "misconfigured"; readonly reason: string }
	/** Nobody can tell whether it was accepted. */
	| { readonly kind: "unclear"; readonly reason: string };

/** The upstream's limit was met, and its answer does not say for how long. */
const FULL_MS = 10_000;
/** Nothing but money or another month will help. */
const SPENT_MS = 600_000;
const LONGEST_MESSAGE = 500;

/** Blocked by moderation: before the work, at its end, at an upload, and content that was taken away. */
const CONTENT_CODES: ReadonlySet<number> = new Set([500_052, 500_054, ERR_CODE.inputRefused, 500_064]);
const FULL_CODES: ReadonlySet<number> = new Set([ERR_CODE.tooManyGenerations, 500_045, ERR_CODE.highLoad]);
const SPENT_CODES: ReadonlySet<number> = new Set([ERR_CODE.notEnoughCredits, 500_043, 500_060]);
/** The key, the account or what its plan includes: the operator's, not the order's. */
const OPERATOR_CODES: ReadonlySet<number> = new Set([
	10_001, 10_002, 10_003, 10_004, 10_005, 400_012, 500_020, 500_201,
]);
const OPERATOR_STATUSES: ReadonlySet<number> = new Set([401, 402, 403, 405, 407]);
/** Codes that say what is wrong with an order. Any other may have come after it was taken. */
const REFUSALS: readonly [number, number][] = [
	[400_011, 400_011],
	[400_013, 400_099],
	[500_008, 500_008],
	[500_030, 500_042],
	[500_070, 500_071],
	[701_002, 701_003],
];

/**
 * What an answer without an id means. Only what proves that nothing was accepted is a refusal or `not-taken`: a 5xx, a
 * time-out on the way, an unknown number and "internal error" prove nothing.
 */
export function judge(answer: UpstreamAnswer): Verdict {
	const { status } = answer;
	const said = readAnswer(answer);
	const code = said?.code ?? null;
	const reason = `the upstream answered ${describe(answer)}`;
	if (code !== null && CONTENT_CODES.has(code)) return refuse("content_refused", answer);
	if (status >= 500 || status === 408 || status === 409) return { kind: "unclear", reason };
	if (status === 429 || (code !== null && FULL_CODES.has(code))) return notTaken(reason, answer, FULL_MS);
	if (code !== null && SPENT_CODES.has(code)) return notTaken(reason, answer, SPENT_MS);
	if (code !== null && OPERATOR_CODES.has(code)) return { kind: "misconfigured", reason };
	// Also when its body has the wire's number for data that is not there: so answers a Filmgate below a wrong path.
	if (status === 404) return { kind: "misconfigured", reason };
	// Another Filmgate says so of a token that it knows by another body, so by a start of ours that it has accepted.
	if (code === ERR_CODE.invalidParameter && answer.isFinal) return { kind: "unclear", reason };
	if (code !== null && REFUSALS.some(([first, last]) => code >= first && code <= last)) {
		return refuse("engine_refused", answer);
	}
	if (OPERATOR_STATUSES.has(status) || (status >= 300 && status < 400)) return { kind: "misconfigured", reason };
	if (status >= 400) return refuse("engine_refused", answer);
	return { kind: "unclear", reason };
}

/** Null when the answer is not in this wire's envelope. */
export function readAnswer({ body }: Pick<UpstreamAnswer, "body">): PixverseAnswer | null {
	const parsed = pixverseAnswer.safeParse(body);
	return parsed.success ? parsed.data : null;
}

/** `200, 400017: invalid param`. */
export function describe(answer: Pick<UpstreamAnswer, "status" | "body">): string {
	const said = readAnswer(answer);
	return said === null ? String(answer.status) : `${answer.status}, ${said.code}: ${wordsOf(said) || "no message"}`;
}

function refuse(code: FailureCode, answer: UpstreamAnswer): Verdict {
	const said = readAnswer(answer);
	const words = said === null ? "" : wordsOf(said);
	const message = words || `The upstream refused this order (${describe(answer)}).`;
	return { kind: "refused", failure: { code, message } };
}

function notTaken(reason: string, { retryAfterMs }: UpstreamAnswer, atLeastMs: number): Verdict {
	return { kind: "not-taken", reason, askAgainAfterMs: Math.max(retryAfterMs ?? 0, atLeastMs) };
}

/** Line breaks and endless texts do not go into a task. */
function wordsOf({ message }: PixverseAnswer): string {
	const words = message.replace(/\s+/g, " ").trim();
	return words.length <= LONGEST_MESSAGE ? words : `${Array.from(words).slice(0, LONGEST_MESSAGE).join("")}…`;
}
