import { FilmgateError } from "../errors.ts";
import type { TaskStore } from "../ports/task-store.ts";
import { isOwn } from "./read.ts";
import type { UseCases } from "./use-cases.ts";

export function createFindFilm(store: TaskStore): UseCases["findFilm"] {
	return async (caller, id, field) => {
		const task = await store.find(id);
		const film = task !== null && isOwn(caller, task) ? task.films.find(({ kind }) => kind === "video") : undefined;
		if (task === null || film === undefined) {
			throw new FilmgateError("medium_not_found", `${field} ${id} is no finished video of this account.`, { field });
		}
		const { sha256, mime, bytes, width, height, seconds } = film;
		return { task, film, medium: { sha256, mime, bytes, width, height, seconds } };
	};
}
