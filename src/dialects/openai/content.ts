import { FilmgateError, invalidField } from "../../core/errors.ts";
import type { Film } from "../../core/film.ts";
import { mintedAt } from "../../core/ids.ts";
import type { MadePicture, PictureMaker } from "../../core/ports/picture-maker.ts";
import { isTerminal, linksEndAt, type Task } from "../../core/task.ts";
import type { Handler } from "../dialect.ts";
import { readVideoId, spellVideoId } from "./ids.ts";
import { requestId } from "./reply.ts";

const VARIANTS = ["video", "thumbnail", "spritesheet"] as const;
type Variant = (typeof VARIANTS)[number];

/** `GET` and `HEAD /v1/videos/{id}/content`: the film itself, or a picture made of it, with ranges. */
export const content: Handler = async (request, services) => {
	const variant = readVariant(request.query.variant);
	const task = await services.tasks.read(request.caller, readVideoId(request.params));
	const film = filmOf(task, services.now());
	const headers = requestId();
	if (variant === "video") {
		const { sha256, mime, bytes } = film;
		return { file: { sha256, bytes, ...describe({ task, film, mime }) }, headers };
	}
	const { bytes, mime } = await pictureOf(variant, film, services.pictures);
	return { made: { bytes, ...describe({ task, film, mime }) }, headers };
};

const THUMBNAIL = { mime: "image/webp", maxSide: 512 } as const;
const SPRITESHEET = { columns: 5, rows: 4, width: 1_280 } as const;

/** A film without a cover shows one of its frames, which is no WebP then. */
async function pictureOf(
	variant: "thumbnail" | "spritesheet",
	film: Film,
	pictures: PictureMaker,
): Promise<MadePicture> {
	const still = film.kind === "image" ? film : film.cover;
	if (variant === "thumbnail" && still !== null) return await pictures.thumbnail(still.sha256, THUMBNAIL);
	if (film.kind === "video") {
		const one = { columns: 1, rows: 1, width: Math.min(film.width ?? THUMBNAIL.maxSide, THUMBNAIL.maxSide) };
		return await pictures.sheet(film.sha256, variant === "thumbnail" ? one : SPRITESHEET);
	}
	throw new FilmgateError("not_found", `What was made is no film: it has no ${variant}.`, { field: "variant" });
}

function readVariant(text: string | undefined): Variant {
	const variant = VARIANTS.find((each) => each === (text ?? "video"));
	if (variant === undefined) throw invalidField("variant", VARIANTS.join(", "));
	return variant;
}

/** Throws `conflict` before the end, `not_found` when there is nothing to come, or it has expired. */
function filmOf(task: Task, now: number): Film {
	const id = spellVideoId(task.id);
	const [film] = task.films;
	if (film !== undefined) {
		if (now < linksEndAt(task)) return film;
		throw new FilmgateError("not_found", `The content of ${id} has expired.`, { field: "video_id" });
	}
	if (!isTerminal(task.status)) {
		throw new FilmgateError("conflict", `${id} is not completed yet: its content comes with its end.`, {
			field: "video_id",
		});
	}
	const reason = task.failure === null ? task.status : `${task.status}: ${task.failure.message}`;
	throw new FilmgateError("not_found", `${id} has no content (${reason}).`, { field: "video_id" });
}

function describe({ task, film, mime }: { readonly task: Task; readonly film: Film; readonly mime: string }) {
	const fileName = `${spellVideoId(task.id)}.${mime.split("/")[1]}`;
	return { mime, fileName, modifiedAt: mintedAt(film.id), expiresAt: linksEndAt(task) };
}
