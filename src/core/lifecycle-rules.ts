import type { Outcome, TaskEvent, TaskEventType } from "./lifecycle.ts";
import type { Settlement } from "./money.ts";
import type { Task, TaskFailure, TaskStatus, TerminalStatus } from "./task.ts";

/** The longest that a task stays `unclear`, whatever its engine says of its longest job. */
export const UNCLEAR_LIMIT_MS = 3_600_000;
/** How long the archiver tries when the source names no expiry of its own. */
export const ARCHIVE_LIMIT_MS = 3_600_000;

type Rule<Type extends TaskEventType> = (task: Task, event: Extract<TaskEvent, { type: Type }>, now: number) => Outcome;
type Row = { readonly [Type in TaskEventType]: Rule<Type> };

/** A cell of the table in which an event means nothing; the reason is for logs and for whoever asked. */
function stale(reason: string): () => Outcome {
	return () => reason;
}

const notClaimed = stale("the task was not claimed");
const notStarted = stale("the task has not started");
const alreadyClaimed = stale("the task was claimed already");
const alreadyStarted = stale("the task has started already");
const alreadyDone = stale("the engine is done already");
const over = stale("the task has ended");

const queued: Row = {
	claimed: (_task, event, now) => ({
		change: {
			status: "starting",
			owner: event.owner,
			startToken: event.startToken,
			longestJobMs: event.longestJobMs,
			startingAt: now,
			deadlineAt: null,
		},
	}),
	started: notClaimed,
	refused: (_task, event, now) => fail(event.failure, now),
	"not-taken": notClaimed,
	"answer-lost": notClaimed,
	progressed: notStarted,
	done: notStarted,
	"engine-failed": notStarted,
	lost: notStarted,
	archived: notStarted,
	"archive-failed": notStarted,
	stopped: notStarted,
	"cancel-asked": (_task, _event, now) => cancel(now),
	"deadline-passed": (_task, _event, now) =>
		fail({ code: "start_deadline", message: "No engine was free to start this task in time." }, now),
	adopted: stale("a queued task belongs to nobody"),
	deleted: stale("the task has not ended"),
};

const starting: Row = {
	claimed: alreadyClaimed,
	started: (task, event, now) => start(task, event, now),
	refused: (_task, event, now) => fail(event.failure, now),
	"not-taken": (task, event, now) => giveBack(task, event, now),
	"answer-lost": (task, event, now) => becomeUnclear(task, event.reason, now),
	progressed: notStarted,
	done: notStarted,
	"engine-failed": notStarted,
	lost: notStarted,
	archived: notStarted,
	"archive-failed": notStarted,
	stopped: notStarted,
	"cancel-asked": (task, _event, now) => rememberCancel(task, now),
	"deadline-passed": stale("the engine's answer is awaited"),
	adopted: (task, event, now) => {
		const unclear = becomeUnclear(task, "the server died while it asked the engine", now);
		return { ...unclear, change: { ...unclear.change, owner: event.owner } };
	},
	deleted: stale("the task has not ended"),
};

const unclear: Row = {
	claimed: alreadyClaimed,
	started: (task, event, now) => start(task, event, now),
	refused: (_task, event, now) => fail(event.failure, now),
	"not-taken": (task, event, now) => giveBack(task, event, now),
	"answer-lost": stale("the task is unclear already"),
	progressed: notStarted,
	done: notStarted,
	"engine-failed": notStarted,
	lost: notStarted,
	archived: notStarted,
	"archive-failed": notStarted,
	stopped: notStarted,
	"cancel-asked": (task, _event, now) => rememberCancel(task, now),
	"deadline-passed": (_task, _event, now) =>
		fail(
			{ code: "outcome_unknown", message: "The engine was asked, but its answer was lost and cannot be found out." },
			now,
		),
	adopted: (_task, event) => ({ change: { owner: event.owner } }),
	deleted: stale("the task has not ended"),
};

const running: Row = {
	claimed: alreadyClaimed,
	started: alreadyStarted,
	refused: alreadyStarted,
	"not-taken": alreadyStarted,
	"answer-lost": alreadyStarted,
	progressed: (task, event) =>
		task.progress !== null && event.progress <= task.progress
			? "progress does not go back"
			: { change: { progress: Math.min(100, Math.max(0, event.progress)) }, quiet: true },
	done: (task, event, now) => ({
		change: {
			status: "archiving",
			progress: 100,
			engineFilms: event.films,
			warnings: [...task.warnings, ...event.warnings],
			archivingAt: now,
			deadlineAt: archiveDeadline(event.films, now),
		},
	}),
	"engine-failed": (_task, event, now) => fail(event.failure, now),
	lost: (_task, _event, now) =>
		fail({ code: "engine_lost", message: "The engine no longer knows this task; its work was lost." }, now),
	archived: stale("the engine is not done"),
	"archive-failed": stale("the engine is not done"),
	stopped: (_task, _event, now) => cancel(now),
	"cancel-asked": (task, _event, now) => rememberCancel(task, now),
	"deadline-passed": (_task, _event, now) =>
		fail({ code: "finish_deadline", message: "The engine did not finish this task in time." }, now),
	adopted: (_task, event) => ({ change: { owner: event.owner } }),
	deleted: stale("the task has not ended"),
};

const archiving: Row = {
	claimed: alreadyClaimed,
	started: alreadyStarted,
	refused: alreadyStarted,
	"not-taken": alreadyStarted,
	"answer-lost": alreadyStarted,
	progressed: alreadyDone,
	done: alreadyDone,
	"engine-failed": alreadyDone,
	lost: alreadyDone,
	archived: (_task, event, now) => ({
		change: { ...ended("succeeded", "charged", now), films: event.films },
	}),
	"archive-failed": (_task, event, now) => fail({ code: "archive_failed", message: event.message }, now),
	stopped: alreadyDone,
	"cancel-asked": stale("too late: the film is being archived"),
	"deadline-passed": (_task, _event, now) =>
		fail({ code: "archive_failed", message: "The film could not be copied into the archive in time." }, now),
	adopted: (_task, event) => ({ change: { owner: event.owner } }),
	deleted: stale("the task has not ended"),
};

const terminal: Row = {
	claimed: over,
	started: over,
	refused: over,
	"not-taken": over,
	"answer-lost": over,
	progressed: over,
	done: over,
	"engine-failed": over,
	lost: over,
	archived: over,
	"archive-failed": over,
	stopped: over,
	"cancel-asked": over,
	"deadline-passed": over,
	adopted: over,
	deleted: (task, _event, now) => ({
		change: {
			deletedAt: now,
			films: [],
			handle: null,
			order: { ...task.order, prompt: "", negativePrompt: null, inputs: [] },
		},
	}),
};

/** The total table: what each event does in each status. A status or an event without its cell does not compile. */
export const RULES: Readonly<Record<TaskStatus, Row>> = {
	queued,
	starting,
	unclear,
	running,
	archiving,
	succeeded: terminal,
	failed: terminal,
	rejected: terminal,
	cancelled: terminal,
};

type Change = Exclude<Outcome, string>;

function start(task: Task, event: Extract<TaskEvent, { type: "started" }>, now: number): Change {
	return {
		change: {
			status: "running",
			handle: event.handle,
			warnings: event.warnings,
			runningAt: now,
			deadlineAt: task.longestJobMs === null ? null : now + task.longestJobMs,
		},
	};
}

/** The start is proven not to have happened: its token is spent, and the task waits again (or ends, if nobody wants it). */
function giveBack(task: Task, event: Extract<TaskEvent, { type: "not-taken" }>, now: number): Change {
	if (task.cancelRequestedAt !== null) return cancel(now);
	const change: Partial<Task> = {
		status: "queued",
		owner: null,
		startToken: null,
		startingAt: null,
		deadlineAt: task.startDeadlineAt,
		notBeforeAt: event.notBeforeAt,
	};
	return { change, detail: event.reason };
}

function becomeUnclear(task: Task, reason: string, now: number): Change {
	const limitMs = Math.min(task.longestJobMs ?? UNCLEAR_LIMIT_MS, UNCLEAR_LIMIT_MS);
	return { change: { status: "unclear", deadlineAt: now + limitMs }, detail: reason };
}

function rememberCancel(task: Task, now: number): Outcome {
	if (task.cancelRequestedAt !== null) return "cancelling was asked for already";
	return { change: { cancelRequestedAt: now } };
}

function cancel(now: number): Change {
	return { change: { ...ended("cancelled", "released", now), cancelRequestedAt: now } };
}

function fail(failure: TaskFailure, now: number): Change {
	const status = failure.code === "content_refused" ? "rejected" : "failed";
	return { change: { ...ended(status, "released", now), failure }, detail: failure.message };
}

function ended(status: TerminalStatus, settlement: Settlement, now: number): Partial<Task> {
	return { status, settlement, owner: null, endedAt: now, deadlineAt: null, engineFilms: null };
}

function archiveDeadline(films: readonly { readonly expiresAt: number | null }[], now: number): number {
	return films.reduce((soonest, film) => Math.min(soonest, film.expiresAt ?? soonest), now + ARCHIVE_LIMIT_MS);
}
