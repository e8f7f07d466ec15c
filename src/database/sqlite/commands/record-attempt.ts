import { z } from "zod";
import type { DeliveryAttempt } from "../../../core/announcement.ts";
import type { AttemptRecord } from "../../../core/ports/announcements.ts";
import type { Connection } from "../connection.ts";
import { changeWebhook } from "./change-webhook.ts";

/** Most attempts that an announcement remembers; the oldest go first. */
export const ATTEMPTS_LIMIT = 50;

const pendingRow = z.object({ webhook: z.string(), task_id: z.int().nullable() });

/** Notes the attempt and what follows; the next announcement of the task, if one waits, gets its turn. */
export function recordAttempt(connection: Connection, { id, attempt, outcome }: AttemptRecord): void {
	const row = connection.sql("SELECT webhook, task_id FROM announcements WHERE id = ? AND status = 'pending'").get(id);
	if (row === undefined) return;
	const { webhook, task_id } = pendingRow.parse(row);
	const endedAt = attempt.at + attempt.ms;
	saveAttempt(connection, id, attempt);
	if (outcome.kind === "again") {
		connection.sql("UPDATE announcements SET tries = tries + 1, next_at = ? WHERE id = ?").run(outcome.at, id);
		return;
	}
	connection
		.sql("UPDATE announcements SET status = ?, tries = tries + 1, next_at = NULL, settled_at = ? WHERE id = ?")
		.run(outcome.kind === "delivered" ? "delivered" : "dead", endedAt, id);
	if (outcome.kind === "gone") {
		changeWebhook(connection, { id: webhook, change: { type: "disabled", at: endedAt, reason: outcome.reason } });
	} else if (task_id !== null) {
		giveTurn(connection, { webhook, taskId: task_id, now: endedAt });
	}
}

export function saveAttempt(
	connection: Connection,
	id: string,
	{ at, ms, status, error, head }: DeliveryAttempt,
): void {
	const number = connection
		.sql("SELECT coalesce(max(number), 0) + 1 FROM attempts WHERE announcement = ?")
		.pluck()
		.get(id) as number;
	connection.sql("INSERT INTO attempts VALUES (?, ?, ?, ?, ?, ?, ?)").run(id, number, at, ms, status, error, head);
	connection.sql("DELETE FROM attempts WHERE announcement = ? AND number <= ?").run(id, number - ATTEMPTS_LIMIT);
}

function giveTurn(connection: Connection, next: { webhook: string; taskId: number; now: number }): void {
	const seq = connection
		.sql("SELECT min(seq) FROM announcements WHERE task_id = ? AND webhook = ? AND status = 'pending'")
		.pluck()
		.get(next.taskId, next.webhook);
	connection.sql("UPDATE announcements SET next_at = ? WHERE seq = ? AND next_at IS NULL").run(next.now, seq);
}
