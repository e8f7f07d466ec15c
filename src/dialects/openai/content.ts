import { FilmgateError, invalidField } from "../../core/errors.ts";
import type { Film } from "../../core/film.ts";
import { mintedAt } from "../../core/ids.ts";
import { isTerminal, type Task } from "../../core/task.ts";
import type { FileReply, Handler } from "../dialect.ts";
import { readVideoId, spellVideoId } from "./ids.ts";
import { requestId } from "./reply.ts";

const VARIANTS = ["video", "thumbnail", "spritesheet"] as const;
type Variant = (typeof VARIANTS)[number];

/** `GET` and `HEAD /v1/videos/{id}/content`: the film itself, or a picture made of it, with ranges. */
export const content: Handler = async (request, services) => {
	const variant = readVariant(request.query.variant);
	const task = await services.tasks.read(request.caller, readVideoId(request.params));
	const film = filmOf(task);
	if (variant === "video") return fileOf(task, film);
	throw new FilmgateError("unsupported_operation", `There is no ${variant}.`, { field: "variant" });
};

function readVariant(text: string | undefined): Variant {
	const variant = VARIANTS.find((each) => each === (text ?? "video"));
	if (variant === undefined) throw invalidField("variant", VARIANTS.join(", "));
	return variant;
}

/** Throws `conflict` before the end, `not_found` when there is nothing to come any more. */
function filmOf(task: Task): Film {
	const id = spellVideoId(task.id);
	const [film] = task.films;
	if (film !== undefined) return film;
	if (!isTerminal(task.status)) {
		throw new FilmgateError("conflict", `${id} is not completed yet: its content comes with its end.`, {
			field: "video_id",
		});
	}
	const reason = task.failure === null ? task.status : `${task.status}: ${task.failure.message}`;
	throw new FilmgateError("not_found", `${id} has no content (${reason}).`, { field: "video_id" });
}

function fileOf(task: Task, { id, sha256, mime, bytes }: Film): FileReply {
	const fileName = `${spellVideoId(task.id)}.${mime.split("/")[1]}`;
	const expiresAt = task.expiresAt ?? task.updatedAt;
	return { file: { sha256, mime, bytes, fileName, modifiedAt: mintedAt(id), expiresAt }, headers: requestId() };
}
