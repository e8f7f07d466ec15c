import type { Caller } from "../account.ts";
import { AnswerDropped, FilmgateError } from "../errors.ts";
import type { Submission } from "../new-task.ts";
import type { RequestIdentity, UseCases } from "./use-cases.ts";

const RETRY_AFTER_MS = 1_000;
/** Of orders that were refused or dropped, and not answered since; a prompt can be long. */
const MOST_REMEMBERED = 256;

/**
 * `submit` as the scripts of test keys have it: refuses an order's first submits (`[[429 x2]]`), and keeps the answer of
 * the one that is taken then to itself (`[[drop]]`). Once it has answered, the next submit of such an order is a first one again.
 */
export function createScriptedSubmit(submit: UseCases["submit"]): UseCases["submit"] {
	const missed = new MissedAnswers(MOST_REMEMBERED);
	return async (caller, submission, request) => {
		const { script } = submission.order;
		if (script === null) return await submit(caller, submission, request);
		const order = nameOf(caller, submission, request);
		if (missed.count(order) < script.refusals) {
			missed.add(order);
			throw tooMany(submission);
		}
		const submitted = await submit(caller, submission, request);
		if (script.dropped && !submitted.replayed && missed.count(order) === script.refusals) {
			missed.add(order);
			throw new AnswerDropped();
		}
		missed.forget(order);
		return submitted;
	};
}

/** How many submits of an order came to nothing for its client. Forgets the order that it has not heard of for longest. */
class MissedAnswers {
	readonly #most: number;
	readonly #counts = new Map<string, number>();

	constructor(most: number) {
		this.#most = most;
	}

	count(order: string): number {
		return this.#counts.get(order) ?? 0;
	}

	add(order: string): void {
		const count = this.count(order) + 1;
		this.#counts.delete(order);
		this.#counts.set(order, count);
		for (const oldest of this.#counts.keys()) {
			if (this.#counts.size <= this.#most) break;
			this.#counts.delete(oldest);
		}
	}

	forget(order: string): void {
		this.#counts.delete(order);
	}
}

/** What makes two submits the same order: their request key, or what they say where they have none. */
function nameOf({ account, mode }: Caller, { wire, order }: Submission, request: RequestIdentity | null): string {
	return JSON.stringify([account.id, mode, wire, request === null ? { prompt: order.prompt } : { key: request.key }]);
}

/** One of the wires has a number for too many films, and none for too many requests. */
function tooMany({ wire }: Submission): FilmgateError {
	const code = wire === "pixverse" ? "too_many_tasks" : "rate_limited";
	return new FilmgateError(code, "Refused as one too many because the prompt asked for it.", {
		retryAfterMs: RETRY_AFTER_MS,
	});
}
