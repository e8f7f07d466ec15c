import type { JsonObject } from "../../core/json.ts";
import type { Task } from "../../core/task.ts";
import type { ZaiAccepted } from "../../wire/zai/bodies.ts";
import type { JsonReply } from "../dialect.ts";

/** An answer with the content type that the vendor sends, letter for letter. */
export function zaiReply(status: number, body: JsonObject, headers: Readonly<Record<string, string>> = {}): JsonReply {
	return { status, headers: { "content-type": "application/json; charset=UTF-8", ...headers }, body };
}

/** What every submit answers, and every repeat of it, whatever became of the task by then. */
export function accepted(task: Task): JsonReply {
	const body: ZaiAccepted = {
		id: String(task.id),
		request_id: referenceOf(task),
		model: task.order.model,
		task_status: "PROCESSING",
	};
	return zaiReply(200, body);
}

/** `request_id`: what the client called its task, else the task's own id. */
export function referenceOf(task: Task): string {
	return task.clientReference ?? String(task.id);
}

/** Headers that say whether asking again helps, and when. */
export function adviseRetry(again: boolean, afterMs: number | null = null): Record<string, string> {
	if (!again) return { "x-should-retry": "false" };
	return { "x-should-retry": "true", "retry-after": String(Math.max(1, Math.ceil((afterMs ?? 1000) / 1000))) };
}
