import type * as wire from "@filmgate/sdk";
import type { Task } from "../../core/task.ts";
import type { Handler } from "../dialect.ts";
import { readTaskId } from "./task-id.ts";
import { viewTask } from "./view-task.ts";

/** POST /api/v1/tasks/{id}/cancel: 200 whatever became of the wish; the outcome says what did, and the charge what it cost. */
export const cancel: Handler = async (request, { tasks }) => {
	const { outcome, task } = await tasks.cancel(request.caller, readTaskId(request.params));
	const body: wire.Cancellation = {
		outcome,
		chargedMicroDollars: chargeOf(task),
		task: await viewTask(task, request.links, tasks),
	};
	return { status: 200, body };
};

function chargeOf({ price, settlement }: Task): number | null {
	if (settlement === null) return null;
	return settlement === "charged" ? price : 0;
}
