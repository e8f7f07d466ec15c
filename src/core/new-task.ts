import type { Caller } from "./account.ts";
import type { Id } from "./ids.ts";
import { queuedDeadline } from "./lifecycle-changes.ts";
import type { Money } from "./money.ts";
import type { Order } from "./order.ts";
import type { Task, WireName, Warning } from "./task.ts";

/** What a client's request becomes once its wire has been understood and everything in it was checked. */
export interface Submission {
	readonly wire: WireName;
	readonly order: Order;
	readonly price: Money;
	readonly clientReference: string | null;
	/** By when an engine must have started; ms from now, null for no limit. */
	readonly startWithinMs: number | null;
	/** By when an engine must be done; ms from now, no limit if left out. */
	readonly finishWithinMs?: number | null;
	/** The webhook that the client named for this task; none if left out. */
	readonly webhook?: string | null;
	/** Wishes that were understood and cannot be honoured; none if left out. */
	readonly warnings?: readonly Warning[];
}

/** A test task that nobody finished within an hour is not worth waiting for. */
const TEST_START_LIMIT_MS = 3_600_000;

/** The task that a submission begins as. Pure: the store gives it its place. */
export function newTask(caller: Caller, submission: Submission, given: { id: Id; engine: string; now: number }): Task {
	const { id, engine, now } = given;
	const { mode, account } = caller;
	const startWithinMs = submission.startWithinMs ?? (mode === "test" ? TEST_START_LIMIT_MS : null);
	const startDeadlineAt = startWithinMs === null ? null : now + startWithinMs;
	const { finishWithinMs = null } = submission;
	const finishDeadlineAt = finishWithinMs === null ? null : now + finishWithinMs;
	return {
		id,
		version: 1,
		account: account.id,
		mode,
		wire: submission.wire,
		clientReference: submission.clientReference,
		webhook: submission.webhook ?? null,
		status: "queued",
		order: submission.order,
		engine,
		owner: null,
		startToken: null,
		handle: null,
		progress: null,
		warnings: submission.warnings ?? [],
		failure: null,
		engineFilms: null,
		films: [],
		price: submission.price,
		settlement: null,
		longestJobMs: null,
		notBeforeAt: now,
		startDeadlineAt,
		finishDeadlineAt,
		deadlineAt: queuedDeadline({ startDeadlineAt, finishDeadlineAt }),
		cancelRequestedAt: null,
		parkedAt: null,
		createdAt: now,
		startingAt: null,
		runningAt: null,
		archivingAt: null,
		endedAt: null,
		updatedAt: now,
		retentionMs: account.retentionMs[mode],
		expiresAt: null,
		lateUntilAt: null,
		late: null,
		deletedAt: null,
	};
}
