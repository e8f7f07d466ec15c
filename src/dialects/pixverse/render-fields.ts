import { FilmgateError } from "../../core/errors.ts";
import { type Id, parseId } from "../../core/ids.ts";
import type { Task, TaskStatus } from "../../core/task.ts";
import { VIDEO_STATUS, type VideoStatusCode } from "../../wire/pixverse/codes.ts";

const STATUS: Readonly<Record<TaskStatus, VideoStatusCode>> = {
	queued: VIDEO_STATUS.working,
	starting: VIDEO_STATUS.working,
	unclear: VIDEO_STATUS.working,
	running: VIDEO_STATUS.working,
	archiving: VIDEO_STATUS.working,
	succeeded: VIDEO_STATUS.done,
	failed: VIDEO_STATUS.failed,
	rejected: VIDEO_STATUS.moderated,
	cancelled: VIDEO_STATUS.failed,
};

export function statusOf(task: Task): VideoStatusCode {
	return task.deletedAt === null ? STATUS[task.status] : VIDEO_STATUS.deleted;
}

/** RFC 3339, UTC. */
export function wholeSeconds(instant: number): string {
	return new Date(instant).toISOString().replace(/\.\d{3}Z$/, "Z");
}

/** The number in a status call's path. */
export function readResultId(id: string, field: "video_id" | "image_id"): Id {
	if (!/^\d+$/.test(id)) throw new FilmgateError("invalid_id", `${field} is invalid: allowed is a number.`, { field });
	const parsed = parseId(id);
	if (parsed === null) throw resultNotFound(field);
	return parsed;
}

export function resultNotFound(field: "video_id" | "image_id"): FilmgateError {
	const what = field === "video_id" ? "video" : "picture";
	return new FilmgateError("not_found", `There is no such ${what}.`, { field });
}
