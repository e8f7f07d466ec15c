import type { Announcement } from "../core/announcement.ts";
import type { WebhookForm } from "../core/ports/webhook-form.ts";
import type { Task } from "../core/task.ts";
import type { Renderer } from "./renderer.ts";
import { createSignedForm, HOUR, MINUTE, SECOND } from "./signed-form.ts";

const SCHEDULE_MS = [
	5 * SECOND,
	30 * SECOND,
	2 * MINUTE,
	10 * MINUTE,
	30 * MINUTE,
	2 * HOUR,
	6 * HOUR,
	12 * HOUR,
	24 * HOUR,
];

/** Announcements as the Standard Webhooks specification has them. */
export function createStandardForm(renderTask: Renderer): WebhookForm {
	return createSignedForm(SCHEDULE_MS, (announcement, task) => bodyOf(announcement, task, renderTask));
}

function bodyOf(announcement: Announcement, task: Task | null, renderTask: Renderer) {
	const { type, at, webhook } = announcement;
	const data = task === null ? { webhook } : renderTask(task);
	return { type, timestamp: new Date(at).toISOString(), data };
}
