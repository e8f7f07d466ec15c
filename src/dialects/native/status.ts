import type { Handler, LiveStatusReader } from "../dialect.ts";
import { preferenceApplied, readWaitSeconds } from "./prefer.ts";
import { readTaskId } from "./task-id.ts";
import { lookAgain, viewTask } from "./view-task.ts";

/** For so long an answer is told again whose place in the queue may have moved since. */
const KEEP_QUEUED_MS = 500;

/** GET /api/v1/tasks/{id}: the task as it is. */
export const status: LiveStatusReader = {
	readId: readTaskId,
	variant: () => "",
	special: (headers) => (readWaitSeconds(headers) === null ? null : waitForTask),
	async render(task, { links, tasks }) {
		return {
			status: 200,
			headers: lookAgain(task),
			body: await viewTask(task, links, tasks),
			keepMs: task.status === "queued" ? KEEP_QUEUED_MS : null,
		};
	},
};

/** The same with `Prefer: wait=N`: the task as it is once it has ended or N seconds have passed. */
const waitForTask: Handler = async ({ caller, params, headers, signal, links }, { tasks }) => {
	const waitSeconds = readWaitSeconds(headers) ?? 0;
	const task = await tasks.wait(caller, readTaskId(params), { waitMs: waitSeconds * 1_000, signal });
	return {
		status: 200,
		headers: { ...preferenceApplied(waitSeconds), ...lookAgain(task) },
		body: await viewTask(task, links, tasks),
	};
};
