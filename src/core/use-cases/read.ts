import type { Caller } from "../account.ts";
import { FilmgateError } from "../errors.ts";
import type { Id } from "../ids.ts";
import type { TaskStore } from "../ports/task-store.ts";
import type { Task } from "../task.ts";
import type { UseCases } from "./use-cases.ts";

/** The engine's latest figure for a task that this server moves; null when it has none. */
export type LiveProgress = (id: Id) => number | null;

/** A stored task with what its engine has said since: the store follows behind, and no figure that was shown may fall (I7). */
export function withLiveProgress(task: Task, liveProgress: LiveProgress): Task {
	const progress = task.status === "running" ? liveProgress(task.id) : null;
	return progress === null ? task : { ...task, progress };
}

/** Where every status poll ends that memory could not answer. */
export function createRead(store: TaskStore, liveProgress: LiveProgress): UseCases["read"] {
	const readEvenDeleted = createReadEvenDeleted(store);
	return async (caller, id) => {
		const task = await readEvenDeleted(caller, id);
		if (task.deletedAt !== null) throw taskNotFound();
		return withLiveProgress(task, liveProgress);
	};
}

export function createList(store: TaskStore, liveProgress: LiveProgress): UseCases["list"] {
	return async ({ account, mode }, page) => {
		const tasks = await store.list({ ...page, account: account.id, mode });
		return tasks.map((task) => withLiveProgress(task, liveProgress));
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
