import { FilmgateError } from "../errors.ts";
import type { FilmKind } from "../film.ts";
import type { TaskStore } from "../ports/task-store.ts";
import { isOwn } from "./read.ts";
import type { UseCases } from "./use-cases.ts";

export function createFindFilm(store: TaskStore): UseCases["findFilm"] {
	return createFind(store, "video");
}

export function createFindPicture(store: TaskStore): UseCases["findPicture"] {
	return createFind(store, "image");
}

function createFind(store: TaskStore, wanted: FilmKind): UseCases["findFilm"] {
	const noun = wanted === "image" ? "picture" : wanted;
	return async (caller, id, field) => {
		const task = await store.find(id);
		const film = task !== null && isOwn(caller, task) ? task.films.find(({ kind }) => kind === wanted) : undefined;
		if (task === null || film === undefined) {
			throw new FilmgateError("medium_not_found", `${field} ${id} is no finished ${noun} of this account.`, { field });
		}
		const { sha256, mime, bytes, width, height, seconds } = film;
		return { task, film, medium: { sha256, mime, bytes, width, height, seconds } };
	};
}

/** A film by its own id, for whoever downloads it. */
export function createReadFilm(store: TaskStore): UseCases["readFilm"] {
	return async (caller, id) => {
		const record = await store.findFilm(id);
		const task = record === null ? null : await store.find(record.taskId);
		if (record === null || task === null || !isOwn(caller, task) || task.deletedAt !== null) {
			throw new FilmgateError("not_found", "There is no such film.", { field: "id" });
		}
		return { task, film: record.film };
	};
}
