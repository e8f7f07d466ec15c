import type { Mode } from "./account.ts";
import type { TaskStatus } from "./task.ts";

/** What can be announced of a task. Each happens to a task at most once. */
export const WEBHOOK_EVENTS = [
	"task.running",
	"task.succeeded",
	"task.failed",
	"task.rejected",
	"task.cancelled",
] as const;

export type WebhookEvent = (typeof WEBHOOK_EVENTS)[number];

/**
 * - `standard`: as the Standard Webhooks specification has it, with the native wire's task inside.
 * - `pixverse`: as that platform calls its own clients.
 * - `openai`: as that one does: signed as `standard` is, and with the video's id alone inside.
 */
export const WEBHOOK_FORMS = ["standard", "pixverse", "openai"] as const;

export type WebhookFormName = (typeof WEBHOOK_FORMS)[number];

/** Where an account wants to be told what became of its tasks. */
export interface Webhook {
	readonly id: string;
	readonly account: string;
	/** It hears of tasks of this mode only. */
	readonly mode: Mode;
	readonly url: string;
	/** Which events; null = every one that its form has a word for. */
	readonly events: readonly WebhookEvent[] | null;
	readonly form: WebhookFormName;
	/** Whether it hears of those tasks only that name it when they are submitted. */
	readonly onlyNamed: boolean;
	/** Never the secret itself. */
	readonly sealedSecret: string;
	/** The secret before the last rotation, until its grace is over. */
	readonly previous: { readonly sealedSecret: string; readonly graceEndsAt: number } | null;
	/** Since when nothing is announced to it any more; null while it is in use. */
	readonly disabledAt: number | null;
	readonly disabledReason: string | null;
	readonly createdAt: number;
	/** Of the request that made it, where that named itself: tells it from another one under the same name. */
	readonly requestHash?: string;
}

/** What happens to a registered webhook. */
export type WebhookChange =
	| { readonly type: "rotated"; readonly sealedSecret: string; readonly graceEndsAt: number }
	| { readonly type: "disabled"; readonly at: number; readonly reason: string }
	| { readonly type: "enabled" };

const EVENT_OF: Readonly<Record<TaskStatus, WebhookEvent | null>> = {
	queued: null,
	starting: null,
	unclear: null,
	running: "task.running",
	archiving: null,
	succeeded: "task.succeeded",
	failed: "task.failed",
	rejected: "task.rejected",
	cancelled: "task.cancelled",
};

/** What there is to announce when a task comes from one status to another; null when nobody is told of that. */
export function eventOfChange(before: TaskStatus, after: TaskStatus): WebhookEvent | null {
	return before === after ? null : EVENT_OF[after];
}

/** Whether a webhook is told of an event; `named` is the webhook that the task asked for, if it did. */
export function wantsToHear(webhook: Webhook, event: WebhookEvent, named: string | null): boolean {
	if (webhook.disabledAt !== null) return false;
	if (webhook.onlyNamed && webhook.id !== named) return false;
	if (!canSay(webhook.form, event)) return false;
	return webhook.events === null || webhook.events.includes(event);
}

/** Whether a form has a word for an event: the vendors tell how videos end, not that they began. */
export function canSay(form: WebhookFormName, event: WebhookEvent): boolean {
	return form === "standard" || event !== "task.running";
}

/** The webhook after a change. A rotation without grace makes the old secret worthless at once. */
export function changeWebhook(webhook: Webhook, change: WebhookChange): Webhook {
	switch (change.type) {
		case "rotated": {
			const { sealedSecret, graceEndsAt } = change;
			return { ...webhook, sealedSecret, previous: { sealedSecret: webhook.sealedSecret, graceEndsAt } };
		}
		case "disabled":
			return { ...webhook, disabledAt: change.at, disabledReason: change.reason };
		case "enabled":
			return { ...webhook, disabledAt: null, disabledReason: null };
	}
}
