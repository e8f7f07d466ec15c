import type { Page, TaskSummary } from "./task.ts";

export type WebhookEvent = "task.running" | "task.succeeded" | "task.failed" | "task.rejected" | "task.cancelled";

/** `standard` is Standard Webhooks; `pixverse` and `openai` are those platforms' own ways. */
export type WebhookForm = "standard" | "pixverse" | "openai";

/** What `POST /api/v1/webhooks` takes. */
export type WebhookOrder = {
	/** Where messages go: http or https, up to 2,048 characters, without a user name. */
	url: string;
	/** Default: all that its form has a word for. */
	events?: WebhookEvent[];
	/** Default: `standard`. */
	form?: WebhookForm;
	/** Whether it hears of those tasks only that name it. Default: false for `standard`, true for `pixverse`. */
	onlyNamed?: boolean;
	/** Your own secret. Default: one is made. */
	secret?: string;
};

/** An address that is told of the tasks of its account and mode. */
export type Webhook = {
	/** `wh_` and more. */
	id: string;
	url: string;
	/** Null = all that its form has a word for. */
	events: WebhookEvent[] | null;
	form: WebhookForm;
	onlyNamed: boolean;
	livemode: boolean;
	/** Until when the secret before the present one counts too; null when there is none. */
	graceEndsAt: string | null;
	/** Since when nothing is announced to it; null while it is in use. */
	disabledAt: string | null;
	disabledReason: string | null;
	createdAt: string;
};

/** A webhook with its secret, which is told at its creation and at each rotation, and never again. */
export type WebhookWithSecret = Webhook & { secret: string };

/** What `GET /api/v1/webhooks` answers, oldest first. */
export type WebhookList = {
	data: Webhook[];
};

/** What `POST /api/v1/webhooks/{id}/rotate` takes. */
export type WebhookRotation = {
	/** How many seconds the old secret counts too, up to 2592000. Default: 86400. */
	graceSeconds?: number;
	/** Your own new secret. Default: one is made. */
	secret?: string;
};

/** Something that a webhook was told, is to be told, or could not be told. */
export type Delivery = {
	/** `evt_` and more: the `webhook-id` of its messages. */
	id: string;
	webhook: string;
	/** Null for a test. */
	task: string | null;
	type: WebhookEvent | "webhook.test";
	/** `dead`: every attempt failed, or the webhook was disabled. */
	status: "pending" | "delivered" | "dead";
	/** When it happened. */
	at: string;
	/** When the next attempt is due. */
	nextAt: string | null;
	settledAt: string | null;
	/** What is sent, once it was written. */
	body: string | null;
	/** The latest, oldest first. */
	attempts: DeliveryAttempt[];
};

export type DeliveryAttempt = {
	at: string;
	ms: number;
	/** What the receiver answered with; null when no answer came. */
	status: number | null;
	/** Why it does not count; null for the one that did. */
	error: string | null;
	/** The beginning of the answer's body. */
	head: string;
};

/** What `GET /api/v1/webhooks/{id}/deliveries` answers, newest first. */
export type DeliveryPage = Page<Delivery>;

/**
 * What is posted to a webhook of the form `standard`. Each event comes at least once, those of one task in order; the header
 * `webhook-id` is the same whenever it is repeated.
 */
export type WebhookMessage = {
	type: WebhookEvent;
	/** When it happened. */
	timestamp: string;
	/** The task as it was then. */
	data: WebhookTask;
};

/** A task without its prompts. */
export type WebhookTask = Omit<TaskSummary, "prompt" | "negativePrompt">;
