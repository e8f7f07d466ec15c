import { FilmgateError } from "../../../core/errors.ts";
import type { Webhook } from "../../../core/webhook.ts";
import { writeWebhook } from "../announcement-columns.ts";
import type { Connection } from "../connection.ts";

export function createWebhook(connection: Connection, webhook: Webhook): void {
	const account = connection.sql("SELECT id FROM accounts WHERE id = ?").get(webhook.account);
	if (account === undefined) throw new FilmgateError("not_found", "There is no such account.");
	const { changes } = connection
		.sql("INSERT INTO webhooks VALUES (?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING")
		.run(webhook.id, webhook.account, webhook.mode, webhook.disabledAt, writeWebhook(webhook));
	if (changes === 0) throw new FilmgateError("conflict", `There is a webhook ${webhook.id} already.`);
}
