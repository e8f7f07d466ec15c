import type { Announcement, Payload } from "../announcement.ts";
import type { Task } from "../task.ts";

/** What a receiver answered. */
export interface WebhookReply {
	readonly status: number;
	/** The beginning of its body. */
	readonly head: string;
	/** Whether `head` is all of the body. */
	readonly whole: boolean;
	/** What its `Retry-After` says, ms; null without one. */
	readonly retryAfterMs: number | null;
}

export interface Signing {
	/** The announcement's. */
	readonly id: string;
	/** The present secret, then the one before it while its grace lasts. */
	readonly secrets: readonly string[];
	/** Attempts before this one. */
	readonly tries: number;
	readonly now: number;
}

/** How announcements are told in one form. */
export interface WebhookForm {
	/** Waits between attempts, ms; after the last there is none. */
	readonly scheduleMs: readonly number[];
	/** The largest share by which a wait is lengthened at random, so that what failed together does not come back together. */
	readonly jitter: number;
	/** Whether the answer's body decides; else it is not waited for. */
	readonly needsBody: boolean;
	/** Whether a receiver may ask for a longer wait. */
	readonly heedsRetryAfter: boolean;
	/** What is sent; `task` is null for a test. */
	render(announcement: Announcement, task: Task | null): Payload;
	/** The headers that prove one attempt. */
	sign(payload: Payload, signing: Signing): Promise<Readonly<Record<string, string>>>;
	accepts(reply: WebhookReply): boolean;
}

export interface WebhookMessage {
	readonly url: string;
	readonly headers: Readonly<Record<string, string>>;
	readonly body: string;
	readonly needsBody: boolean;
	readonly signal: AbortSignal;
}

/** The way out. Rejects with `link_refused` for an address that is not permitted, with `link_failed` when no answer came. */
export type WebhookSender = (message: WebhookMessage) => Promise<WebhookReply>;
