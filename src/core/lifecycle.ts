import type { EngineFilm, Film } from "./film.ts";
import type { JsonValue } from "./json.ts";
import { RULES } from "./lifecycle-rules.ts";
import type { Settlement } from "./money.ts";
import { isTerminal, type LateOutcome, type Task, type TaskFailure, type TimelineEntry, type Warning } from "./task.ts";
import { eventOfChange, type WebhookEvent } from "./webhook.ts";

/** An event that speaks of one start: it is stale once that start's fate was settled by somebody else and another one began. */
interface AboutStart {
	/** The start's token. Left out by whoever brings it, it speaks of the present start. */
	readonly about?: string;
}

/** Everything that can happen to a task. */
export type TaskEvent =
	/** The dispatcher took it: the start token is stored before the engine is asked. */
	| { readonly type: "claimed"; readonly owner: number; readonly startToken: string; readonly longestJobMs: number }
	/** The engine accepted and gave a handle. */
	| (AboutStart & { readonly type: "started"; readonly handle: JsonValue; readonly warnings: readonly Warning[] })
	/** The engine said no to this order. */
	| (AboutStart & { readonly type: "refused"; readonly failure: TaskFailure })
	/** Proof that the engine accepted nothing: may be started again, with a new token, not before an instant. */
	| (AboutStart & { readonly type: "not-taken"; readonly reason: string; readonly notBeforeAt: number })
	/** The engine was asked and nobody knows what it answered. */
	| (AboutStart & { readonly type: "answer-lost"; readonly reason: string })
	/** The engine's own figure, 0 to 100. */
	| { readonly type: "progressed"; readonly progress: number }
	| { readonly type: "done"; readonly films: readonly EngineFilm[]; readonly warnings: readonly Warning[] }
	/** The engine said that the work failed. */
	| { readonly type: "engine-failed"; readonly failure: TaskFailure }
	/** The engine no longer knows work that it had accepted. */
	| { readonly type: "lost" }
	| { readonly type: "archived"; readonly films: readonly Film[] }
	| { readonly type: "archive-failed"; readonly message: string }
	/** Moderation looked at the finished film and said no. */
	| { readonly type: "film-refused"; readonly reason: string }
	/** The engine stopped the work because we asked. */
	| { readonly type: "stopped" }
	/** Intent: the client does not want it any more. Needs no ownership. */
	| { readonly type: "cancel-asked" }
	/** Attempts to find out, or to copy, that came to nothing; `count` is all of them so far, in this status. */
	| { readonly type: "tries-failed"; readonly count: number; readonly reason: string }
	/** `deadlineAt` has passed. `stopped`: the engine confirmed that it works on it no more. */
	| { readonly type: "deadline-passed"; readonly stopped: boolean }
	/** The task has ended; this is what its engine made of it all the same, or that this cannot be found out. */
	| { readonly type: "late"; readonly outcome: Omit<LateOutcome, "at"> }
	/** A new server took over from one that is proven dead. */
	| { readonly type: "adopted"; readonly owner: number }
	/** Intent: contents go, a tombstone stays. Needs no ownership. */
	| { readonly type: "deleted" }
	/** An operator found out what nobody else could: what became of the start with this token. Needs no ownership. */
	| { readonly type: "resolved"; readonly startToken: string | null; readonly verdict: Verdict }
	/** The task came out of a backup: what happened to it since then is not known, so nothing moves it on but an operator. */
	| { readonly type: "parked" }
	/** An operator lets it go on. Needs no ownership. */
	| { readonly type: "unparked" };

/** `given-up` ends the task; a parked task may be given up whatever its status. */
export type Verdict =
	| { readonly kind: "started"; readonly handle: JsonValue }
	| { readonly kind: "not-started" }
	| { readonly kind: "given-up" };

export type TaskEventType = TaskEvent["type"];

/** What a store writes beside the task, in the same transaction. */
export interface Effects {
	/** How the hold ended, when this event ended it. */
	readonly settlement: Settlement | null;
	/** The line for the timeline; null for what would only repeat itself. */
	readonly entry: TimelineEntry | null;
	/** What webhooks are to be told of (I6); null when it is nobody's business. */
	readonly announcement: WebhookEvent | null;
}

export type Decision =
	| { readonly kind: "moved"; readonly task: Task; readonly effects: Effects }
	/** The event no longer applies: somebody was faster, or it came twice. Nothing changes. */
	| { readonly kind: "stale"; readonly reason: string };

/** Who brings an event: a server by its incarnation, or anybody (clients' intents, an operator). */
export type Actor = number | "anybody";

const INTENTS: ReadonlySet<TaskEventType> = new Set([
	"cancel-asked",
	"deleted",
	"adopted",
	"resolved",
	"parked",
	"unparked",
]);

/**
 * The whole life of a task: what it becomes when `event` happens to it. Pure. Stores persist what this decides, under
 * a guard on id and version, and add no rule of their own. States × events are in docs/lifecycle.md.
 */
export function decide(task: Task, event: TaskEvent, context: { now: number; by: Actor }): Decision {
	if (task.deletedAt !== null) return { kind: "stale", reason: "the task was deleted" };
	if (typeof context.by === "number" && task.owner !== null && task.owner !== context.by && !INTENTS.has(event.type)) {
		return { kind: "stale", reason: `the task belongs to server ${task.owner}` };
	}
	if (task.parkedAt !== null && !INTENTS.has(event.type)) return { kind: "stale", reason: "the task is parked" };
	if ("about" in event && event.about !== task.startToken) {
		return { kind: "stale", reason: "the task was started again since" };
	}
	const rule = RULES[task.status][event.type] as (task: Task, event: TaskEvent, now: number) => Outcome;
	const outcome = rule(task, event, context.now);
	if (typeof outcome === "string") return { kind: "stale", reason: outcome };
	const updatedAt = outcome.hidden ? task.updatedAt : context.now;
	const changed: Task = { ...task, ...outcome.change, version: task.version + 1, updatedAt };
	const moved = hasJustEnded(task, changed) ? { ...changed, expiresAt: context.now + task.retentionMs } : changed;
	const settlement = task.settlement === null ? moved.settlement : null;
	const entry = outcome.quiet
		? null
		: { at: context.now, event: event.type, status: moved.status, detail: outcome.detail ?? null };
	const announcement = eventOfChange(task.status, moved.status);
	return { kind: "moved", task: moved, effects: { settlement, entry, announcement } };
}

function hasJustEnded(before: Task, after: Task): boolean {
	return !isTerminal(before.status) && isTerminal(after.status);
}

/** A rule's answer: what changes, or the reason why nothing does. */
export type Outcome =
	| string
	| {
			readonly change: Partial<Task>;
			readonly detail?: string | null;
			/** Leaves no line in the timeline. */
			readonly quiet?: true;
			/** Nothing that a client may see has changed. */
			readonly hidden?: true;
	  };
