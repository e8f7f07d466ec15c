import { FilmgateError } from "../../core/errors.ts";
import { type Id, parseId } from "../../core/ids.ts";

export function spellTaskId(id: Id): string {
	return `task_${id}`;
}

export function spellFilmId(id: Id): string {
	return `film_${id}`;
}

export function spellUploadId(id: Id): string {
	return `upload_${id}`;
}

/** Reads an upload id: `upload_` and digits, or bare digits. Null for anything else. */
export function parseUploadId(text: string): Id | null {
	return parseId(text.replace(/^upload_/, ""));
}

/** Reads a film id: `film_` and digits, or bare digits. Null for anything else. */
export function parseFilmId(text: string): Id | null {
	return parseId(text.replace(/^film_/, ""));
}

/** Reads a task id in any wire's spelling: `task_` and digits, `video_` and digits, bare digits. Null for anything else. */
export function parseTaskId(text: string): Id | null {
	return parseId(text.replace(/^(?:task|video)_/, ""));
}

/** The id in a route's path. Throws `invalid_id`. */
export function readTaskId(params: Readonly<Record<string, string>>): Id {
	return readId(parseTaskId(params.id ?? ""), "task");
}

export function readUploadId(params: Readonly<Record<string, string>>): Id {
	return readId(parseUploadId(params.id ?? ""), "upload");
}

export function readFilmId(params: Readonly<Record<string, string>>): Id {
	return readId(parseFilmId(params.id ?? ""), "film");
}

function readId(id: Id | null, noun: "task" | "upload" | "film"): Id {
	if (id !== null) return id;
	const article = noun === "upload" ? "an" : "a";
	throw new FilmgateError("invalid_id", `This is not the id of ${article} ${noun}.`, {
		field: "id",
		allowed: `${noun}_ and up to 16 digits`,
	});
}
