import type { EngineStart } from "../../core/ports/engine.ts";
import type { FailureCode, TaskFailure } from "../../core/task.ts";
import { zaiFaultAnswer } from "../../wire/zai/answers.ts";
import type { ZaiFault } from "../../wire/zai/bodies.ts";
import { ZAI_CODES } from "../../wire/zai/codes.ts";
import type { UpstreamAnswer } from "../../upstream/http.ts";

type Verdict =
	| Exclude<EngineStart, { kind: "started" }>
	/** Nothing was accepted, and no order will be before the operator has changed something. */
	| { readonly kind: "misconfigured"; readonly reason: string }
	/** Nobody can tell whether it was accepted. */
	| { readonly kind: "unclear"; readonly reason: string };

/** The upstream's limit was met, and its answer does not say for how long. */
const FULL_MS = 10_000;
/** Nothing but money or another day will help. */
const SPENT_MS = 600_000;
const LONGEST_MESSAGE = 500;

/** For the first of these codes the present table has no entry; older ones do. */
const CONTENT_CODES: ReadonlySet<string> = new Set(["1300", ZAI_CODES.contentRefused]);
/** Of all the reasons for a 429 these alone pass by themselves. */
const PASSING_CODES: ReadonlySet<string> = new Set([ZAI_CODES.limitReached, "1303", ZAI_CODES.overloaded, "1312"]);
/** Trouble on the way, whatever the status: another Filmgate says so of a picture that is still being made. */
const TROUBLE_CODES: ReadonlySet<string> = new Set([
	ZAI_CODES.callFailed,
	ZAI_CODES.processFailed,
	ZAI_CODES.networkFailed,
]);
/** The key, the path or the account's rights: the operator's, not the order's. */
const OPERATOR_STATUSES: ReadonlySet<number> = new Set([401, 402, 403, 404, 405, 407, 434]);
const OPERATOR_CODES = /^(100\d|1220|1221|1222)$/;

/**
 * What an answer without an id means for a start. Only what proves that nothing was accepted is a refusal or `not-taken`:
 * any 5xx, a time-out on the way and the word that this `request_id` is known already prove nothing.
 */
export function judgeStart(answer: UpstreamAnswer): Verdict {
	const { status } = answer;
	const fault = readFault(answer);
	const reason = `the upstream answered ${describe(status, fault)}`;
	const isNo = status >= 300 && status < 500;
	const isKnown = status === 409 || fault?.code === ZAI_CODES.requestRepeated;
	if (!isNo || isKnown || status === 408 || TROUBLE_CODES.has(fault?.code ?? "")) return { kind: "unclear", reason };
	if (CONTENT_CODES.has(fault?.code ?? "")) return refuse("content_refused", answer);
	if (status === 429 || fault?.code === ZAI_CODES.noBalance) return { kind: "not-taken", ...waitOf(answer, fault) };
	if (status < 400 || OPERATOR_STATUSES.has(status) || OPERATOR_CODES.test(fault?.code ?? "")) {
		return { kind: "misconfigured", reason };
	}
	return refuse("engine_refused", answer);
}

/** Null when the answer is not in the form of any error of this wire. */
export function readFault({ body }: Pick<UpstreamAnswer, "body">): ZaiFault | null {
	const parsed = zaiFaultAnswer.safeParse(body);
	return parsed.success ? parsed.data : null;
}

/** Why a task came to nothing, in the upstream's words. */
export function failureOf(fault: ZaiFault | null, otherwise: FailureCode, unsaid: string): TaskFailure {
	const code = CONTENT_CODES.has(fault?.code ?? "") ? "content_refused" : otherwise;
	return { code, message: fault === null ? unsaid : wordsOf(fault, unsaid) };
}

/** `429, 1302: Rate limit reached for requests`. */
export function describe(status: number, fault: ZaiFault | null): string {
	return fault === null ? String(status) : `${status}, ${fault.code}: ${wordsOf(fault, "no message")}`;
}

function refuse(code: FailureCode, answer: UpstreamAnswer): Verdict {
	const unsaid = `The upstream refused this order with status ${answer.status}.`;
	return { kind: "refused", failure: failureOf(readFault(answer), code, unsaid) };
}

function waitOf({ status, retryAfterMs }: UpstreamAnswer, fault: ZaiFault | null) {
	const passes = fault === null || PASSING_CODES.has(fault.code);
	const what = passes ? "is at its limit" : "has no balance or quota left for us";
	const reason = `the upstream ${what} (${describe(status, fault)})`;
	return { reason, askAgainAfterMs: Math.max(retryAfterMs ?? FULL_MS, passes ? 0 : SPENT_MS) };
}

/** Line breaks and endless texts do not go into a task. */
function wordsOf({ message }: ZaiFault, unsaid: string): string {
	const words = message.replace(/\s+/g, " ").trim();
	if (words === "") return unsaid;
	return words.length <= LONGEST_MESSAGE ? words : `${Array.from(words).slice(0, LONGEST_MESSAGE).join("")}…`;
}
