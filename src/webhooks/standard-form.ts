import type { Announcement } from "../core/announcement.ts";
import type { WebhookForm } from "../core/ports/webhook-form.ts";
import type { Task } from "../core/task.ts";
import { signMessage } from "../wire/standard-webhooks.ts";
import type { Renderer } from "./renderer.ts";

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** Announcements as the Standard Webhooks specification has them. */
export function createStandardForm(renderTask: Renderer): WebhookForm {
	return {
		scheduleMs: [
			5 * SECOND,
			30 * SECOND,
			2 * MINUTE,
			10 * MINUTE,
			30 * MINUTE,
			2 * HOUR,
			6 * HOUR,
			12 * HOUR,
			24 * HOUR,
		],
		jitter: 0.2,
		needsBody: false,
		heedsRetryAfter: true,
		render: (announcement, task) => ({
			headers: { "content-type": "application/json" },
			body: JSON.stringify(bodyOf(announcement, task, renderTask)),
		}),
		sign: ({ body }, { id, secrets, now }) => signMessage({ id, timestamp: Math.floor(now / SECOND), body, secrets }),
		accepts: ({ status }) => status >= 200 && status < 300,
	};
}

function bodyOf(announcement: Announcement, task: Task | null, renderTask: Renderer) {
	const { type, at, webhook } = announcement;
	const data = task === null ? { webhook } : renderTask(task);
	return { type, timestamp: new Date(at).toISOString(), data };
}
