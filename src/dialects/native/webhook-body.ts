import type * as wire from "@filmgate/sdk";
import type { Delivery } from "../../core/use-cases/webhooks.ts";
import type { Webhook } from "../../core/webhook.ts";
import { rfc3339, rfc3339OrNull } from "./query.ts";
import { spellTaskId } from "./task-id.ts";

/** A webhook as its owner sees it: without anything of its secret. */
export function renderWebhook(webhook: Webhook): wire.Webhook {
	return {
		id: webhook.id,
		url: webhook.url,
		events: webhook.events === null ? null : [...webhook.events],
		form: webhook.form,
		onlyNamed: webhook.onlyNamed,
		livemode: webhook.mode === "live",
		graceEndsAt: rfc3339OrNull(webhook.previous?.graceEndsAt ?? null),
		disabledAt: rfc3339OrNull(webhook.disabledAt),
		disabledReason: webhook.disabledReason,
		createdAt: rfc3339(webhook.createdAt),
	};
}

export function renderDelivery({ announcement, attempts }: Delivery): wire.Delivery {
	const { id, webhook, taskId, type, status, at, nextAt, settledAt, payload } = announcement;
	return {
		id,
		webhook,
		task: taskId === null ? null : spellTaskId(taskId),
		type,
		status,
		at: rfc3339(at),
		nextAt: rfc3339OrNull(nextAt),
		settledAt: rfc3339OrNull(settledAt),
		body: payload?.body ?? null,
		attempts: attempts.map((attempt) => ({ ...attempt, at: rfc3339(attempt.at) })),
	};
}
