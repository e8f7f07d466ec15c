import type { Handler } from "../dialect.ts";
import { preferenceApplied, readWaitSeconds } from "./prefer.ts";
import { readTaskId } from "./task-id.ts";
import { lookAgain, viewTask } from "./view-task.ts";

/**
 * GET /api/v1/tasks/{id}: the task as it is; with `Prefer: wait=N` as it is once it has ended or N seconds have passed.
 * No StatusReader, because the place in the queue moves while the task itself does not.
 */
export const status: Handler = async (request, services) => {
	const { caller, signal } = request;
	const id = readTaskId(request.params);
	const waitSeconds = readWaitSeconds(request.headers);
	const task =
		waitSeconds === null
			? await services.tasks.read(caller, id)
			: await services.tasks.wait(caller, id, { waitMs: waitSeconds * 1_000, signal });
	return {
		status: 200,
		headers: { ...preferenceApplied(waitSeconds), ...lookAgain(task) },
		body: await viewTask(task, request.links, services),
	};
};
