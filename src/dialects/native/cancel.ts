import type * as wire from "@filmgate/sdk";
import type { Handler } from "../dialect.ts";
import { readTaskId } from "./task-id.ts";
import { viewTask } from "./view-task.ts";

/** POST /api/v1/tasks/{id}/cancel: 200 whatever became of the wish; the outcome says what did. */
export const cancel: Handler = async (request, services) => {
	const { outcome, task } = await services.tasks.cancel(request.caller, readTaskId(request.params));
	const body: wire.Cancellation = { outcome, task: await viewTask(task, request.links, services) };
	return { status: 200, body };
};
