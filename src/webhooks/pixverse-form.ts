import { randomUUID } from "node:crypto";
import type { WebhookForm } from "../core/ports/webhook-form.ts";
import type { Task } from "../core/task.ts";
import { TRACE_HEADER, VIDEO_STATUS } from "../wire/pixverse/codes.ts";
import { signWebhook, type VideoWebhook, WEBHOOK_SCHEDULE_MS, WEBHOOK_TAKEN } from "../wire/pixverse/webhook.ts";
import type { Renderer } from "./renderer.ts";

/** What is sent for a test: a video that nobody has. */
const TEST: VideoWebhook = { credits: 0, has_audio: false, id: "0", size: 0, status: VIDEO_STATUS.done, url: "" };

/** Announcements as PixVerse calls its clients. */
export function createPixverseForm(renderTask: Renderer): WebhookForm {
	return {
		scheduleMs: WEBHOOK_SCHEDULE_MS,
		jitter: 0,
		needsBody: true,
		heedsRetryAfter: false,
		render: (_announcement, task) => ({
			headers: { "content-type": "application/json", [TRACE_HEADER]: traceOf(task) },
			body: JSON.stringify(task === null ? TEST : renderTask(task)),
		}),
		sign: ({ body }, { secrets, tries, now }) =>
			signWebhook({
				body,
				timestamp: Math.floor(now / 1_000),
				nonce: randomUUID().replaceAll("-", ""),
				// There is room for one signature: while an old secret still counts, attempts take turns.
				secret: secrets[tries % secrets.length] as string,
			}),
		accepts: ({ status, head, whole }) => status === 200 && whole && head === WEBHOOK_TAKEN,
	};
}

/** The trace id of the request that made the task; other wires' requests have none. */
function traceOf(task: Task | null): string {
	const trace = task?.wire === "pixverse" ? task.clientReference : null;
	// What a header cannot carry would keep the announcement from ever being sent.
	return trace !== null && /^[\x21-\x7e]+$/.test(trace) ? trace : randomUUID();
}
