import type { JsonObject } from "../../core/json.ts";
import type { Task } from "../../core/task.ts";
import type { JsonReply } from "../dialect.ts";

/** An answer with the content type that the vendor sends, letter for letter. */
export function zaiReply(status: number, body: JsonObject, headers: Readonly<Record<string, string>> = {}): JsonReply {
	return { status, headers: { "content-type": "application/json; charset=UTF-8", ...headers }, body };
}

/** `request_id`: what the client called its task, else the task's own id. */
export function referenceOf(task: Task): string {
	return task.clientReference ?? String(task.id);
}
