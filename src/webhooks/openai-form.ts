import type { Announcement } from "../core/announcement.ts";
import type { WebhookForm } from "../core/ports/webhook-form.ts";
import type { Task } from "../core/task.ts";
import type { WebhookEvent } from "../core/webhook.ts";
import type { VideoEvent } from "../wire/openai/bodies.ts";
import { createSignedForm, HOUR, MINUTE, SECOND } from "./signed-form.ts";

// With its jitter it ends within the 72 hours for which the vendor's does.
const SCHEDULE_MS = [
	5 * SECOND,
	30 * SECOND,
	2 * MINUTE,
	10 * MINUTE,
	30 * MINUTE,
	2 * HOUR,
	6 * HOUR,
	12 * HOUR,
	18 * HOUR,
	20 * HOUR,
];

/** Announcements as OpenAI tells its clients of videos: signed as Standard Webhooks are, and thin. */
export function createOpenaiForm(): WebhookForm {
	return createSignedForm(SCHEDULE_MS, bodyOf);
}

const TYPES: Readonly<Record<WebhookEvent | "webhook.test", VideoEvent["type"] | null>> = {
	"task.running": null,
	"task.succeeded": "video.completed",
	"task.failed": "video.failed",
	"task.rejected": "video.failed",
	"task.cancelled": "video.failed",
	"webhook.test": "webhook.test",
};

function bodyOf({ id, type, at, webhook }: Announcement, task: Task | null): VideoEvent {
	const said = TYPES[type];
	if (said === null) throw new Error(`This form has no word for ${type}.`);
	const data = { id: task === null ? webhook : `video_${task.id}` };
	return { id, object: "event", created_at: Math.floor(at / SECOND), type: said, data };
}
