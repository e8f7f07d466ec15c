import type { Handler } from "../dialect.ts";
import { readTaskId } from "./task-id.ts";

/** DELETE /api/v1/tasks/{id}: 204; the task and its films are gone, and its links open nothing. 409 before it has ended. */
export const deleteTask: Handler = async ({ caller, params }, { tasks }) => {
	await tasks.delete(caller, readTaskId(params));
	return { status: 204, body: null };
};
