import { FilmgateError } from "../../core/errors.ts";
import { type Id, parseId } from "../../core/ids.ts";

export function spellVideoId(id: Id): string {
	return `video_${id}`;
}

export function spellCharacterId(id: Id): string {
	return `char_${id}`;
}

/** Reads a video's id in any wire's spelling: `video_` and digits, `task_` and digits, bare digits. Null for anything else. */
export function parseVideoId(text: string): Id | null {
	return parseId(text.replace(/^(?:video|task)_/, ""));
}

/** Reads an upload's id, whichever wire it was made on. */
export function parseFileId(text: string): Id | null {
	return parseId(text.replace(/^(?:file|upload)[_-]/, ""));
}

export function parseCharacterId(text: string): Id | null {
	return parseId(text.replace(/^char_/, ""));
}

/** The id in a route's path. Throws `invalid_id`. */
export function readVideoId(params: Readonly<Record<string, string>>): Id {
	const id = parseVideoId(params.id ?? "");
	if (id !== null) return id;
	throw new FilmgateError("invalid_id", "This is not the id of a video: allowed is video_ and up to 16 digits.", {
		field: "video_id",
		allowed: "video_ and up to 16 digits",
	});
}
