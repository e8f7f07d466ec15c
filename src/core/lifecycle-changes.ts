import type { Outcome, TaskEvent } from "./lifecycle.ts";
import type { Settlement } from "./money.ts";
import type { Task, TaskFailure, TerminalStatus } from "./task.ts";

/** The longest that a task stays `unclear`, whatever its engine says of its longest job. */
export const UNCLEAR_LIMIT_MS = 3_600_000;
/** How long the archiver tries when the source names no expiry of its own. */
export const ARCHIVE_LIMIT_MS = 3_600_000;
/** The instant of a parked task's next claim: the last one that a date can name. */
export const NEVER = 8_640_000_000_000_000;

type Change = Exclude<Outcome, string>;
type Deadlines = Pick<Task, "startDeadlineAt" | "finishDeadlineAt">;

export function start(task: Task, event: Extract<TaskEvent, { type: "started" }>, now: number): Change {
	return {
		change: {
			status: "running",
			handle: event.handle,
			// Some wishes were known to come to nothing before any engine was asked.
			warnings: [...task.warnings, ...event.warnings],
			runningAt: now,
			deadlineAt: runningDeadline(task, now),
		},
	};
}

/** What an operator found out. Their word is proof; it goes for the start that they looked into and for no later one. */
export function resolve(
	task: Task,
	{ startToken, verdict }: Extract<TaskEvent, { type: "resolved" }>,
	now: number,
): Outcome {
	if (startToken !== task.startToken) return "the task was started again since";
	const release = releaseOf(task, now);
	const free: Task = { ...task, ...release };
	switch (verdict.kind) {
		case "started": {
			const { change } = start(free, { type: "started", handle: verdict.handle, warnings: [] }, now);
			return { change: { ...release, ...change }, detail: "the operator found the work" };
		}
		case "not-started": {
			const reason = "the operator found that the start was not taken";
			const outcome = giveBack(free, { type: "not-taken", reason, notBeforeAt: now }, now);
			return { ...outcome, change: { ...release, ...outcome.change } };
		}
		case "given-up":
			return giveUp(now);
	}
}

export function giveUpParked(
	task: Task,
	{ verdict }: Extract<TaskEvent, { type: "resolved" }>,
	now: number,
): Outcome | null {
	return task.parkedAt !== null && verdict.kind === "given-up" ? giveUp(now) : null;
}

function giveUp(now: number): Change {
	return fail(
		{ code: "outcome_unknown", message: "What became of this task cannot be found out; it was given up." },
		now,
	);
}

/** Its deadline stops; everything else stays as it was found. */
export function park(task: Task, change: Partial<Task>, now: number): Outcome {
	if (task.parkedAt !== null) return "the task is parked already";
	return { change: { ...change, parkedAt: now, deadlineAt: null } };
}

/** Its status begins anew, with the deadline that a task has when it comes into it. */
export function unpark(task: Task, begin: (free: Task) => Partial<Task>, now: number): Outcome {
	if (task.parkedAt === null) return "the task is not parked";
	const release = releaseOf(task, now);
	return { change: { ...release, ...begin({ ...task, ...release }) } };
}

/** The time that it was parked does not count. */
function releaseOf({ startDeadlineAt, finishDeadlineAt, parkedAt }: Task, now: number) {
	const parkedMs = parkedAt === null ? 0 : now - parkedAt;
	return {
		parkedAt: null,
		startDeadlineAt: startDeadlineAt === null ? null : startDeadlineAt + parkedMs,
		finishDeadlineAt: finishDeadlineAt === null ? null : finishDeadlineAt + parkedMs,
	};
}

/** The start is proven not to have happened: its token is spent, and the task waits again (or ends, if nobody wants it). */
export function giveBack(task: Task, event: Extract<TaskEvent, { type: "not-taken" }>, now: number): Change {
	if (task.cancelRequestedAt !== null) return cancel(now);
	const change: Partial<Task> = {
		status: "queued",
		owner: null,
		startToken: null,
		startingAt: null,
		deadlineAt: queuedDeadline(task),
		notBeforeAt: event.notBeforeAt,
	};
	return { change, detail: event.reason };
}

export function becomeUnclear(task: Task, reason: string, now: number): Change {
	return { change: { status: "unclear", deadlineAt: unclearDeadline(task, now) }, detail: reason };
}

export function queuedDeadline({ startDeadlineAt, finishDeadlineAt }: Deadlines): number | null {
	return earlier(startDeadlineAt, finishDeadlineAt);
}

export function unclearDeadline({ longestJobMs, finishDeadlineAt }: Task, now: number): number {
	const lastsUntil = now + Math.min(longestJobMs ?? UNCLEAR_LIMIT_MS, UNCLEAR_LIMIT_MS);
	return Math.min(lastsUntil, finishDeadlineAt ?? lastsUntil);
}

export function runningDeadline({ longestJobMs, finishDeadlineAt }: Task, now: number): number | null {
	return earlier(longestJobMs === null ? null : now + longestJobMs, finishDeadlineAt);
}

/** The end that the order itself set came first; null when it did not. */
export function missFinish({ finishDeadlineAt, deadlineAt }: Task, now: number): Change | null {
	if (finishDeadlineAt === null || finishDeadlineAt !== deadlineAt) return null;
	return fail({ code: "finish_deadline", message: "The film was not finished by the time that the order set." }, now);
}

/**
 * A deadline has ended a task whose start its engine took, or may have taken. What the engine makes of it is looked into
 * for twice the time that its longest job takes, from the start on.
 */
export function watchForLate({ longestJobMs, runningAt, startingAt }: Task, change: Change, now: number): Change {
	const longestMs = longestJobMs ?? UNCLEAR_LIMIT_MS;
	const lateUntilAt = Math.max((runningAt ?? startingAt ?? now) + 2 * longestMs, now);
	return { ...change, change: { ...change.change, lateUntilAt } };
}

function earlier(one: number | null, other: number | null): number | null {
	if (one === null || other === null) return one ?? other;
	return Math.min(one, other);
}

/** A line in the timeline, and nothing else. */
export function noteTries({ count, reason }: Extract<TaskEvent, { type: "tries-failed" }>): Change {
	return { change: {}, detail: `${count} ${count === 1 ? "try" : "tries"} came to nothing: ${reason}` };
}

export function rememberCancel(task: Task, now: number): Outcome {
	if (task.cancelRequestedAt !== null) return "cancelling was asked for already";
	return { change: { cancelRequestedAt: now } };
}

export function cancel(now: number): Change {
	return { change: { ...ended("cancelled", "released", now), cancelRequestedAt: now } };
}

export function fail(failure: TaskFailure, now: number): Change {
	const status = failure.code === "content_refused" ? "rejected" : "failed";
	return { change: { ...ended(status, "released", now), failure }, detail: failure.message };
}

export function ended(status: TerminalStatus, settlement: Settlement, now: number): Partial<Task> {
	return { status, settlement, owner: null, endedAt: now, deadlineAt: null, parkedAt: null, engineFilms: null };
}

export function archiveDeadline(films: readonly { readonly expiresAt: number | null }[], now: number): number {
	return films.reduce((soonest, film) => Math.min(soonest, film.expiresAt ?? soonest), now + ARCHIVE_LIMIT_MS);
}
