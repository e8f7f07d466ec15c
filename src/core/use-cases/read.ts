import type { Caller } from "../account.ts";
import { FilmgateError } from "../errors.ts";
import type { Id } from "../ids.ts";
import type { TaskStore } from "../ports/task-store.ts";
import type { Task } from "../task.ts";
import type { UseCases } from "./use-cases.ts";

/** The engine's latest figure for a task that this server moves; null when it has none. The store follows behind. */
export type LiveProgress = (id: Id) => number | null;

/** Where every status poll ends that memory could not answer. */
export function createRead(store: TaskStore, liveProgress: LiveProgress): UseCases["read"] {
	const readEvenDeleted = createReadEvenDeleted(store);
	return async (caller, id) => {
		const task = await readEvenDeleted(caller, id);
		if (task.deletedAt !== null) throw taskNotFound();
		const progress = task.status === "running" ? liveProgress(id) : null;
		return progress === null ? task : { ...task, progress };
	};
}

export function createReadEvenDeleted(store: TaskStore): UseCases["readEvenDeleted"] {
	return async (caller: Caller, id: Id): Promise<Task> => {
		const task = await store.find(id);
		if (task === null || !isOwn(caller, task)) throw taskNotFound();
		return task;
	};
}

/** Whether a caller may know of a task at all (invariant I9). */
export function isOwn(caller: Caller, owned: { readonly account: string; readonly mode: string }): boolean {
	return owned.account === caller.account.id && owned.mode === caller.mode;
}

/** One answer for unknown, foreign and deleted, so that nobody learns which it was. */
export function taskNotFound(): FilmgateError {
	return new FilmgateError("not_found", "There is no such task.", { field: "id" });
}
