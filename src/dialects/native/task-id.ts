import { FilmgateError } from "../../core/errors.ts";
import { type Id, parseId } from "../../core/ids.ts";

export function spellTaskId(id: Id): string {
	return `task_${id}`;
}

export function spellFilmId(id: Id): string {
	return `film_${id}`;
}

/** Reads a task id in any wire's spelling: `task_` and digits, `video_` and digits, bare digits. Null for anything else. */
export function parseTaskId(text: string): Id | null {
	return parseId(text.replace(/^(?:task|video)_/, ""));
}

/** The id in a route's path. Throws `invalid_id`. */
export function readTaskId(params: Readonly<Record<string, string>>): Id {
	const id = parseTaskId(params.id ?? "");
	if (id !== null) return id;
	throw new FilmgateError("invalid_id", "This is not the id of a task.", {
		field: "id",
		allowed: "task_ and up to 16 digits",
	});
}
