import {
	NEVER,
	archiveDeadline,
	becomeUnclear,
	cancel,
	ended,
	fail,
	giveBack,
	giveUpParked,
	missFinish,
	noteTries,
	park,
	queuedDeadline,
	rememberCancel,
	resolve,
	runningDeadline,
	start,
	unclearDeadline,
	unpark,
	watchForLate,
} from "./lifecycle-changes.ts";
import type { Outcome, TaskEvent, TaskEventType } from "./lifecycle.ts";
import type { Task, TaskFailure, TaskStatus } from "./task.ts";

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
const notParked = stale("the task is not parked");
const notUnclear = stale("it is known what became of the task's start");
const notEnded = stale("the task has not ended");

const ANSWER_LOST: TaskFailure = {
	code: "outcome_unknown",
	message: "The engine was asked, but its answer was lost and cannot be found out.",
};
const TOOK_TOO_LONG: TaskFailure = {
	code: "finish_deadline",
	message: "The engine did not finish this task in time.",
};

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
	"film-refused": notStarted,
	stopped: notStarted,
	"cancel-asked": (_task, _event, now) => cancel(now),
	"tries-failed": notClaimed,
	"deadline-passed": (task, _event, now) =>
		missFinish(task, now) ??
		fail({ code: "start_deadline", message: "No engine was free to start this task in time." }, now),
	late: notEnded,
	adopted: stale("a queued task belongs to nobody"),
	deleted: notEnded,
	resolved: (task, event, now) => giveUpParked(task, event, now) ?? notClaimed(),
	parked: (task, _event, now) => park(task, { notBeforeAt: NEVER }, now),
	unparked: (task, _event, now) =>
		unpark(task, (free) => ({ notBeforeAt: now, deadlineAt: queuedDeadline(free) }), now),
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
	"film-refused": notStarted,
	stopped: notStarted,
	"cancel-asked": (task, _event, now) => rememberCancel(task, now),
	"tries-failed": stale("the engine's answer is awaited"),
	"deadline-passed": stale("the engine's answer is awaited"),
	late: notEnded,
	adopted: (task, event, now) => {
		const unclear = becomeUnclear(task, "the server died while it asked the engine", now);
		return { ...unclear, change: { ...unclear.change, owner: event.owner } };
	},
	deleted: notEnded,
	resolved: stale("the engine's answer is awaited"),
	parked: (task, _event, now) => {
		const unclear = becomeUnclear(task, "the server that asked the engine is gone", now);
		return { ...unclear, change: { ...unclear.change, parkedAt: now, deadlineAt: null } };
	},
	unparked: notParked,
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
	"film-refused": notStarted,
	stopped: notStarted,
	"cancel-asked": (task, _event, now) => rememberCancel(task, now),
	"tries-failed": (_task, event) => noteTries(event),
	"deadline-passed": (task, _event, now) => watchForLate(task, missFinish(task, now) ?? fail(ANSWER_LOST, now), now),
	late: notEnded,
	adopted: (_task, event) => ({ change: { owner: event.owner } }),
	deleted: notEnded,
	resolved: (task, event, now) => resolve(task, event, now),
	parked: (task, _event, now) => park(task, {}, now),
	unparked: (task, _event, now) => unpark(task, (free) => ({ deadlineAt: unclearDeadline(free, now) }), now),
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
	"film-refused": stale("the engine is not done"),
	stopped: (_task, _event, now) => cancel(now),
	"cancel-asked": (task, _event, now) => rememberCancel(task, now),
	"tries-failed": (_task, event) => noteTries(event),
	"deadline-passed": (task, event, now) => {
		const failed = missFinish(task, now) ?? fail(TOOK_TOO_LONG, now);
		return event.stopped ? failed : watchForLate(task, failed, now);
	},
	late: notEnded,
	adopted: (_task, event) => ({ change: { owner: event.owner } }),
	deleted: notEnded,
	resolved: (task, event, now) => giveUpParked(task, event, now) ?? notUnclear(),
	parked: (task, _event, now) => park(task, {}, now),
	unparked: (task, _event, now) => unpark(task, (free) => ({ deadlineAt: runningDeadline(free, now) }), now),
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
	"film-refused": (_task, event, now) => fail({ code: "content_refused", message: event.reason }, now),
	stopped: alreadyDone,
	"cancel-asked": stale("too late: the film is being archived"),
	"tries-failed": (_task, event) => noteTries(event),
	"deadline-passed": (_task, _event, now) =>
		fail({ code: "archive_failed", message: "The film could not be copied into the archive in time." }, now),
	late: notEnded,
	adopted: (_task, event) => ({ change: { owner: event.owner } }),
	deleted: notEnded,
	resolved: (task, event, now) => giveUpParked(task, event, now) ?? notUnclear(),
	parked: (task, _event, now) => park(task, {}, now),
	unparked: (task, _event, now) =>
		unpark(task, ({ engineFilms }) => ({ deadlineAt: archiveDeadline(engineFilms ?? [], now) }), now),
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
	"film-refused": over,
	stopped: over,
	"cancel-asked": over,
	"tries-failed": over,
	"deadline-passed": over,
	late: (task, { outcome }, now) =>
		task.lateUntilAt === null
			? "nothing more is awaited of it"
			: { change: { late: { at: now, ...outcome }, lateUntilAt: null }, detail: outcome.detail, hidden: true },
	adopted: over,
	resolved: over,
	parked: over,
	unparked: over,
	deleted: (task, _event, now) => ({
		change: {
			deletedAt: now,
			films: [],
			handle: null,
			lateUntilAt: null,
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
