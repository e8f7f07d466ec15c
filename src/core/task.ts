import type { Mode } from "./account.ts";
import type { EngineFilm, Film } from "./film.ts";
import type { Id } from "./ids.ts";
import type { JsonValue } from "./json.ts";
import type { Money, Settlement } from "./money.ts";
import type { Order } from "./order.ts";

/**
 * Where a task is. In the order in which a task goes through them:
 *
 * - `queued`: put there by submit, in the transaction of the credit hold; moved on by the dispatcher when a slot is free.
 * - `starting`: the dispatcher stored a start token and is asking the engine; the engine's answer moves it on.
 * - `unclear`: the engine was asked and its answer is unknown (process died, connection lost after sending). The
 *   reconciler settles it by look-up or by an idempotent repeat, or its deadline does. Never started again blindly.
 * - `running`: the engine gave a handle; the poller looks.
 * - `archiving`: the engine is done; the archiver copies the film in and measures it.
 * - `succeeded`, `failed`, `rejected` (moderation), `cancelled`: for good, until the reaper takes the task away.
 */
export const TASK_STATUSES = [
	"queued",
	"starting",
	"unclear",
	"running",
	"archiving",
	"succeeded",
	"failed",
	"rejected",
	"cancelled",
] as const;

export type TaskStatus = (typeof TASK_STATUSES)[number];
export type TerminalStatus = "succeeded" | "failed" | "rejected" | "cancelled";

export function isTerminal(status: TaskStatus): status is TerminalStatus {
	return status === "succeeded" || status === "failed" || status === "rejected" || status === "cancelled";
}

/** The wire a task was made by. Every wire reads every task; only a few answers repeat what the maker said. */
export type WireName = "native" | "zai" | "pixverse" | "openai";

/** An order that was accepted, with its status, until it is deleted. Instants are integer ms UTC. */
export interface Task {
	readonly id: Id;
	/** Rises with every stored change; guards each write and names each answer. */
	readonly version: number;
	readonly account: string;
	readonly mode: Mode;
	readonly wire: WireName;
	/** What the client calls this task, where its wire has a word for that (Z.AI's `request_id`). */
	readonly clientReference: string | null;
	/** The webhook that the client named for this task; null when it named none. */
	readonly webhook: string | null;
	readonly status: TaskStatus;
	readonly order: Order;
	/** The engine that makes it, by name; fixed at submit. */
	readonly engine: string;
	/** The server that moves this task (its incarnation); null while nobody does. */
	readonly owner: number | null;
	/** Our token for one start, stored before the engine is asked; null when no start is under way or proven. */
	readonly startToken: string | null;
	readonly handle: JsonValue;
	/** 0 to 100 as the engine says, or null when it says nothing. Never falls. */
	readonly progress: number | null;
	readonly warnings: readonly Warning[];
	readonly failure: TaskFailure | null;
	/** What the engine delivered and the archiver copies in; null before and after. */
	readonly engineFilms: readonly EngineFilm[] | null;
	readonly films: readonly Film[];
	/** Quoted at submit; held until the settlement. */
	readonly price: Money;
	readonly settlement: Settlement | null;
	/** The longest that the engine says its work can take; set when it is claimed. */
	readonly longestJobMs: number | null;
	/** Not to be claimed before this instant. */
	readonly notBeforeAt: number;
	/** By when an engine must have started it; null when it may wait. */
	readonly startDeadlineAt: number | null;
	/** By when an engine must be done with it; null when there is no hurry. */
	readonly finishDeadlineAt: number | null;
	/** When the present status has lasted too long; null when it may last. */
	readonly deadlineAt: number | null;
	readonly cancelRequestedAt: number | null;
	/** Since when it waits for an operator's word and nothing else moves it on; null for nearly all. */
	readonly parkedAt: number | null;
	readonly createdAt: number;
	readonly startingAt: number | null;
	readonly runningAt: number | null;
	readonly archivingAt: number | null;
	readonly endedAt: number | null;
	readonly updatedAt: number;
	/** How long the task and its films are kept once it ended. */
	readonly retentionMs: number;
	/** When task and links end; null until it ended. */
	readonly expiresAt: number | null;
	/** It has ended, but its engine may still work for it: until when that is looked into. Null for nearly all. */
	readonly lateUntilAt: number | null;
	/** What came of that; the operator's alone. */
	readonly late: LateOutcome | null;
	/** Set on the tombstone that is left when contents were deleted. */
	readonly deletedAt: number | null;
}

/** Until when links to a task's films open them, ms UTC. A script may have had them end before they were made. */
export function linksEndAt({ order, expiresAt, updatedAt }: Task): number {
	// Links know whole seconds, and a started one still counts.
	return order.script?.expired ? updatedAt - 1_000 : (expiresAt ?? updatedAt);
}

/**
 * What an engine made of work whose task had ended without it. A film is one that the engine may bill; its client has
 * neither film nor bill.
 */
export interface LateOutcome {
	readonly at: number;
	readonly outcome: "film" | "no-film" | "unknown";
	/** What the engine delivered; nobody copies it in. */
	readonly films: readonly EngineFilm[];
	/** In words. */
	readonly detail: string;
}

export const FAILURE_CODES = [
	"engine_refused",
	"engine_failed",
	"engine_lost",
	"outcome_unknown",
	"start_deadline",
	"finish_deadline",
	"archive_failed",
	"content_refused",
] as const;

export type FailureCode = (typeof FAILURE_CODES)[number];

/** Why a task did not become a film. The message is for the client. */
export interface TaskFailure {
	readonly code: FailureCode;
	readonly message: string;
}

/** A wish that an engine could not honour, said instead of silently bent. */
export interface Warning {
	readonly setting: string;
	readonly message: string;
}

/** One line of a task's history. */
export interface TimelineEntry {
	readonly at: number;
	readonly event: string;
	readonly status: TaskStatus;
	readonly detail: string | null;
}
