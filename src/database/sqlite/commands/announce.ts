import { randomUUID } from "node:crypto";
import type { Task } from "../../../core/task.ts";
import { type WebhookEvent, wantsToHear } from "../../../core/webhook.ts";
import { announcementFacts, readWebhook, SELECT_WEBHOOKS } from "../announcement-columns.ts";
import type { Connection } from "../connection.ts";

/**
 * Writes what the task's webhooks are to be told, in the transaction that made it true (I6). One that still has news of
 * this task to send gets this after them.
 */
export function announce(connection: Connection, task: Task, type: WebhookEvent): void {
	const webhooks = connection
		.sql(`${SELECT_WEBHOOKS} WHERE account = ? AND mode = ? AND disabled_at IS NULL`)
		.all(task.account, task.mode)
		.map(readWebhook);
	const facts = announcementFacts.write({ type, version: task.version, at: task.updatedAt });
	for (const webhook of webhooks) {
		if (!wantsToHear(webhook, type, task.webhook)) continue;
		const nextAt = hasPending(connection, task.id, webhook.id) ? null : task.updatedAt;
		connection
			.sql(`INSERT INTO announcements (id, webhook, task_id, status, tries, next_at, facts)
				VALUES (?, ?, ?, 'pending', 0, ?, ?)`)
			.run(makeId(), webhook.id, task.id, nextAt, facts);
	}
}

/** A deleted task leaves nothing behind that tells of it. */
export function forgetAnnouncements(connection: Connection, taskId: number): void {
	connection.sql("DELETE FROM announcements WHERE task_id = ?").run(taskId);
}

function hasPending(connection: Connection, taskId: number, webhook: string): boolean {
	const pending = connection
		.sql("SELECT 1 FROM announcements WHERE task_id = ? AND webhook = ? AND status = 'pending' LIMIT 1")
		.get(taskId, webhook);
	return pending !== undefined;
}

/** Never used before, not even by a file that was since restored from a backup: receivers drop what they have seen. */
function makeId(): string {
	return `evt_${randomUUID().replaceAll("-", "")}`;
}
