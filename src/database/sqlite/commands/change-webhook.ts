import { type Webhook, type WebhookChange, changeWebhook as change } from "../../../core/webhook.ts";
import { readWebhook, SELECT_WEBHOOKS, writeWebhook } from "../announcement-columns.ts";
import type { Connection } from "../connection.ts";

export interface ChangeWebhook {
	readonly id: string;
	readonly change: WebhookChange;
}

/** What waits for a webhook that is disabled is dead: nobody would take it. */
export function changeWebhook(connection: Connection, payload: ChangeWebhook): Webhook | null {
	const row = connection.sql(`${SELECT_WEBHOOKS} WHERE id = ?`).get(payload.id);
	if (row === undefined) return null;
	const webhook = change(readWebhook(row), payload.change);
	connection
		.sql("UPDATE webhooks SET disabled_at = ?, facts = ? WHERE id = ?")
		.run(webhook.disabledAt, writeWebhook(webhook), webhook.id);
	if (payload.change.type === "disabled") {
		connection
			.sql(`UPDATE announcements SET status = 'dead', next_at = NULL, settled_at = ?
				WHERE webhook = ? AND status = 'pending'`)
			.run(payload.change.at, webhook.id);
	}
	return webhook;
}
