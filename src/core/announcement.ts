import type { Id } from "./ids.ts";
import type { Task } from "./task.ts";
import type { WebhookEvent } from "./webhook.ts";

/**
 * A fact that a webhook wants told (invariant I6): written in the transaction that made it true, sent after it.
 *
 * - `pending`: to be sent, or sent again.
 * - `delivered`: its receiver took it.
 * - `dead`: every attempt of the schedule failed, or the webhook was disabled.
 */
export interface Announcement {
	/** Receivers tell repetitions by it; the same in every attempt. */
	readonly id: string;
	readonly webhook: string;
	/** Null for a test. */
	readonly taskId: Id | null;
	/** The version of the task that this made true; 0 for a test. */
	readonly version: number;
	readonly type: WebhookEvent | "webhook.test";
	readonly at: number;
	readonly status: "pending" | "delivered" | "dead";
	/** Attempts since it was announced, or since it was last redelivered by hand. */
	readonly tries: number;
	/** When the next attempt is due; null while an earlier announcement of the task is pending, and once it is settled. */
	readonly nextAt: number | null;
	readonly settledAt: number | null;
	/** What is sent, from the first attempt on; null before. */
	readonly payload: Payload | null;
}

/** What every attempt sends alike; signatures come on top. */
export interface Payload {
	readonly headers: Readonly<Record<string, string>>;
	readonly body: string;
}

/** One attempt at telling. */
export interface DeliveryAttempt {
	readonly at: number;
	readonly ms: number;
	/** What the receiver answered with; null when no answer came. */
	readonly status: number | null;
	/** Why it does not count; null for the attempt that did. */
	readonly error: string | null;
	/** The beginning of the answer's body; "" when there was none. */
	readonly head: string;
}

/**
 * The task as it was when it was announced, although it may have gone on since: what an announcement tells is what was
 * true at its version. The end of a task is for good, so only the news that it runs can be overtaken.
 */
export function taskWhenAnnounced(
	task: Task,
	{ type, at, version }: Pick<Announcement, "type" | "at" | "version">,
): Task {
	if (type !== "task.running" || task.version === version) return task;
	return {
		...task,
		version,
		status: "running",
		progress: null,
		failure: null,
		engineFilms: null,
		films: [],
		settlement: null,
		cancelRequestedAt: null,
		archivingAt: null,
		endedAt: null,
		updatedAt: at,
		expiresAt: null,
	};
}
