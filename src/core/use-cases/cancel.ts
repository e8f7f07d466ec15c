import type { TaskStore } from "../ports/task-store.ts";
import { isTerminal } from "../task.ts";
import type { UseCases } from "./use-cases.ts";

export interface CancelNeeds {
	readonly store: TaskStore;
	/** Whether the engine of this name can stop work that it has begun. */
	canStop(engine: string): boolean;
}

/** Asks for a task's end. A queued task ends here; one that its engine works on is ended by its owner, who is told. */
export function createCancel(needs: CancelNeeds, read: UseCases["read"]): UseCases["cancel"] {
	return async (caller, id) => {
		const task = await read(caller, id);
		if (isTerminal(task.status)) return { outcome: task.status === "cancelled" ? "stopped" : "too-late", task };
		if (task.status === "running" && !needs.canStop(task.engine)) return { outcome: "engine-cannot", task };
		const application = await needs.store.apply(id, { type: "cancel-asked" }, "anybody");
		if (application.kind === "missing") return { outcome: "too-late", task };
		const now = application.task;
		if (now.status === "cancelled") return { outcome: "stopped", task: now };
		return { outcome: now.cancelRequestedAt === null ? "too-late" : "asked", task: now };
	};
}
