import { creditsOwed } from "../../core/money.ts";
import type { Task } from "../../core/task.ts";
import { VIDEO_STATUS } from "../../wire/pixverse/codes.ts";
import type { VideoWebhook } from "../../wire/pixverse/webhook.ts";
import type { Links } from "../dialect.ts";

/** A video that has ended, as this platform's webhooks are told. What was not done owes nothing. */
export function renderEndedVideo(task: Task, links: Links): VideoWebhook {
	const film = task.status === "succeeded" ? (task.films[0] ?? null) : null;
	return {
		credits: task.settlement === "charged" ? creditsOwed(task.price) : 0,
		has_audio: film?.hasSound ?? false,
		id: String(task.id),
		size: film?.bytes ?? 0,
		status: statusOf(task),
		url: film === null ? "" : links.film(task, film),
	};
}

function statusOf({ status }: Task): VideoWebhook["status"] {
	if (status === "succeeded") return VIDEO_STATUS.done;
	return status === "rejected" ? VIDEO_STATUS.moderated : VIDEO_STATUS.failed;
}
