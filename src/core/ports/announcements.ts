import type { Announcement, DeliveryAttempt, Payload } from "../announcement.ts";
import type { Id } from "../ids.ts";
import type { Webhook, WebhookChange } from "../webhook.ts";

/** What an attempt came to. */
export type AttemptOutcome =
	| { readonly kind: "delivered" }
	| { readonly kind: "again"; readonly at: number }
	| { readonly kind: "dead" }
	/** The receiver wants nothing any more: its webhook is disabled, and whatever waits for it is dead. */
	| { readonly kind: "gone"; readonly reason: string };

export interface AttemptRecord {
	/** The announcement's. */
	readonly id: string;
	readonly attempt: DeliveryAttempt;
	readonly outcome: AttemptOutcome;
}

/** Which announcements are asked for: one webhook's, or one task's. */
export interface AnnouncementQuery {
	readonly webhook?: string;
	readonly taskId?: Id;
	/** Only those that were announced before this one. */
	readonly before?: string;
	readonly limit: number;
}

/**
 * Where webhooks live, and what they are to be told. Announcements of tasks are not made here: `TaskStore` writes them
 * with the task's own change. A write that rejects left nothing.
 */
export interface AnnouncementStore {
	/** Rejects with `not_found` when there is no such account, with `conflict` when the id is taken. */
	createWebhook(webhook: Webhook): Promise<void>;
	findWebhook(id: string): Promise<Webhook | null>;
	/** Oldest first. */
	listWebhooks(): Promise<readonly Webhook[]>;
	/** The webhook as it is then; null when there is none. Disabling it ends what waits for it. */
	changeWebhook(id: string, change: WebhookChange): Promise<Webhook | null>;
	/** With all its announcements. False when there is none. */
	deleteWebhook(id: string): Promise<boolean>;
	/** Webhooks that have something to be sent, now or later. */
	waiting(): Promise<readonly string[]>;
	/** The next to be sent to a webhook, soonest first; those included whose time has not come. */
	upcoming(webhook: string, limit: number): Promise<readonly Announcement[]>;
	/** Keeps what all attempts will send. */
	keepPayload(id: string, payload: Payload): Promise<void>;
	/** Notes an attempt and what follows from it. An announcement that is gone or settled by now is left as it is. */
	recordAttempt(record: AttemptRecord): Promise<void>;
	/** Remembers a test that was made, beside the announcements. */
	recordTest(announcement: Announcement, attempt: DeliveryAttempt): Promise<void>;
	find(id: string): Promise<Announcement | null>;
	/** Newest first. */
	list(query: AnnouncementQuery): Promise<readonly Announcement[]>;
	/** The latest 50, oldest first. */
	attempts(id: string): Promise<readonly DeliveryAttempt[]>;
	/** To be sent again from `now` on, by the schedule's beginning. Null when there is none; throws `conflict` when its webhook is disabled. */
	redeliver(id: string, now: number): Promise<Announcement | null>;
	/** Forgets what was settled before an instant; returns how many. */
	sweepAnnouncements(before: number, limit: number): Promise<number>;
}
