import type * as wire from "@filmgate/sdk";
import { isTerminal, type Task } from "../../core/task.ts";
import type { UseCases } from "../../core/use-cases/use-cases.ts";
import type { Links } from "../dialect.ts";
import { renderTask } from "./task-body.ts";

/** Seconds between two looks at an unfinished task, as advice. */
const LOOK_AGAIN_SECONDS = 1;

/** Reads what a whole task shows beside its row, its place in the queue and its history, and renders it. */
export async function viewTask(task: Task, links: Links, tasks: UseCases): Promise<wire.Task> {
	const [queuePosition, timeline] = await Promise.all([
		task.status === "queued" ? tasks.queuePosition(task) : null,
		tasks.timeline(task),
	]);
	return renderTask(task, { links, queuePosition, timeline });
}

/** Advises when to look again, while there is something to come. */
export function lookAgain(task: Task): Record<string, string> {
	return isTerminal(task.status) ? {} : { "retry-after": String(LOOK_AGAIN_SECONDS) };
}
