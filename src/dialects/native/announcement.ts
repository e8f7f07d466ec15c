import type { WebhookTask } from "@filmgate/sdk";
import type { Task } from "../../core/task.ts";
import type { Links } from "../dialect.ts";
import { renderSummary } from "./task-body.ts";

/**
 * A task as webhooks are told of it: as lists show it, without its prompts, which may be longer than a webhook's
 * message should be. Whoever needs them asks for the task.
 */
export function renderAnnouncedTask(task: Task, links: Links): WebhookTask {
	const { prompt: _prompt, negativePrompt: _negativePrompt, ...rest } = renderSummary(task, links);
	return rest;
}
