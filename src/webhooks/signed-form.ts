import type { Announcement } from "../core/announcement.ts";
import type { WebhookForm } from "../core/ports/webhook-form.ts";
import type { Task } from "../core/task.ts";
import { signMessage } from "../wire/standard-webhooks.ts";

export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;

/** A form that is told, signed and acknowledged as the Standard Webhooks specification has it, whatever its body says. */
export function createSignedForm(
	scheduleMs: readonly number[],
	bodyOf: (announcement: Announcement, task: Task | null) => object,
): WebhookForm {
	return {
		scheduleMs,
		jitter: 0.2,
		needsBody: false,
		heedsRetryAfter: true,
		render: (announcement, task) => ({
			headers: { "content-type": "application/json" },
			body: JSON.stringify(bodyOf(announcement, task)),
		}),
		sign: ({ body }, { id, secrets, now }) => signMessage({ id, timestamp: Math.floor(now / SECOND), body, secrets }),
		accepts: ({ status }) => status >= 200 && status < 300,
	};
}
