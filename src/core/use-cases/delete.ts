import { FilmgateError } from "../errors.ts";
import type { TaskStore } from "../ports/task-store.ts";
import { isTerminal } from "../task.ts";
import { taskNotFound } from "./read.ts";
import type { UseCases } from "./use-cases.ts";

/** What runs has to be cancelled first: a deletion that also stops work would not say what became of it, nor who pays. */
export function createDelete(store: TaskStore, read: UseCases["read"]): UseCases["delete"] {
	return async (caller, id) => {
		const task = await read(caller, id);
		if (!isTerminal(task.status)) {
			const message = `The task is ${task.status}: only a task that has ended can be deleted.`;
			throw new FilmgateError("conflict", message, { field: "id" });
		}
		const application = await store.apply(id, { type: "deleted" }, "anybody");
		if (application.kind !== "moved") throw taskNotFound();
		return task;
	};
}
