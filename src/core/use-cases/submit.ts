import type { Caller } from "../account.ts";
import type { Clock } from "../clock.ts";
import { FilmgateError } from "../errors.ts";
import type { IdMinter } from "../ids.ts";
import type { TaskEvent } from "../lifecycle.ts";
import { newTask, type Submission } from "../new-task.ts";
import type { Moderator } from "../ports/moderator.ts";
import type { Creation, RequestKey, TaskStore } from "../ports/task-store.ts";
import type { Task } from "../task.ts";
import { type LiveProgress, withLiveProgress } from "./read.ts";
import type { RequestIdentity, Submitted, UseCases } from "./use-cases.ts";

export interface SubmitNeeds {
	readonly store: TaskStore;
	readonly ids: IdMinter;
	readonly clock: Clock;
	readonly moderator: Moderator;
	/** The engine that makes this caller's order, by name. Throws `unsupported_operation` when none can. */
	route(caller: Caller, submission: Submission): string;
}

/** No task is known to end by then; it is how often asking again does no harm. */
const RETRY_AFTER_MS = 5_000;

export function createSubmit(needs: SubmitNeeds): UseCases["submit"] {
	return async (caller, submission, request) => {
		const engine = needs.route(caller, submission);
		return await take(needs, caller, { submission, request, engine });
	};
}

interface Taken {
	readonly submission: Submission;
	readonly request: RequestIdentity | null;
	readonly engine: string;
	/** Everything that has happened to it, if it is made already; then it takes no place among unfinished tasks. */
	readonly life?: readonly TaskEvent[];
}

/** Reviews an order and stores it as a queued task, or as one that has ended, all or nothing. */
export async function take(
	needs: Omit<SubmitNeeds, "route">,
	caller: Caller,
	{ submission, request, engine, life }: Taken,
): Promise<Submitted> {
	const verdict = await needs.moderator.reviewOrder(caller, submission.order);
	if (verdict.kind === "refused") {
		throw new FilmgateError("content_refused", verdict.reason, { field: verdict.field });
	}
	const task = newTask(caller, submission, { id: needs.ids.mint(), engine, now: needs.clock.now() });
	const named = request === null ? null : { key: keyOf(caller, request), hash: request.hash };
	const creation =
		life === undefined
			? await needs.store.create({ task, request: named, maxInFlight: caller.account.maxInFlight[caller.mode] })
			: await needs.store.createMade({ task, request: named, maxInFlight: Number.MAX_SAFE_INTEGER }, life);
	return accept(creation, caller, request);
}

export function createReplay(store: TaskStore, liveProgress: LiveProgress): UseCases["replay"] {
	return async (caller, request) => {
		const found = await store.findByRequest(keyOf(caller, request));
		return found === null ? null : withLiveProgress(sameRequest(found, request), liveProgress);
	};
}

function accept(creation: Creation, caller: Caller, request: RequestIdentity | null): Submitted {
	switch (creation.kind) {
		case "created":
			return { task: creation.task, replayed: false };
		case "known":
			return { task: sameRequest(creation, request), replayed: true };
		case "insufficient-credits":
			throw new FilmgateError("insufficient_credits", "The account's balance does not cover this order.");
		case "too-many-tasks":
			throw new FilmgateError(
				"too_many_tasks",
				`The account has ${caller.account.maxInFlight[caller.mode]} unfinished tasks, as many as it may have.`,
				{ retryAfterMs: RETRY_AFTER_MS },
			);
		case "too-many-of-model":
			throw new FilmgateError(
				"too_many_tasks",
				`The account has as many unfinished tasks of this model as it may have: ${creation.limit}.`,
				{ retryAfterMs: RETRY_AFTER_MS },
			);
	}
}

function sameRequest(found: { readonly task: Task; readonly hash: string }, request: RequestIdentity | null): Task {
	if (found.hash === request?.hash) return found.task;
	throw new FilmgateError("duplicate_request", "This request key was used before, for another request.");
}

function keyOf(caller: Caller, request: RequestIdentity): RequestKey {
	return { account: caller.account.id, mode: caller.mode, wire: request.wire, key: request.key };
}
