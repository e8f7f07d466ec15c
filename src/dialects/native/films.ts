import type * as wire from "@filmgate/sdk";
import { z } from "zod";
import { invalidField } from "../../core/errors.ts";
import { mintedAt } from "../../core/ids.ts";
import type { DialectRequest, Handler } from "../dialect.ts";
import { rfc3339 } from "./query.ts";
import { readBodyIfAny } from "./request.ts";
import { readFilmId, spellFilmId } from "./task-id.ts";

/** As long as tasks can be kept at all. */
const MOST_SECONDS = 10 * 366 * 24 * 3_600;
export const expiry = z.int().min(1).max(MOST_SECONDS);

/** GET and HEAD /api/v1/films/{id}: the film's bytes for whoever has the key; answers Range and conditions. */
export const film: Handler = async ({ caller, params }, { tasks }) => {
	const { task, film } = await tasks.readFilm(caller, readFilmId(params));
	const { id, sha256, mime, bytes } = film;
	const fileName = `${spellFilmId(id)}.${mime.split("/")[1]}`;
	const expiresAt = task.expiresAt ?? task.updatedAt;
	return { file: { sha256, mime, bytes, fileName, modifiedAt: mintedAt(id), expiresAt } };
};

/** POST /api/v1/films/{id}/link: a link that opens the film without a key, until it ends. */
export const linkFilm: Handler = async (request, { tasks, now }) => {
	const { caller, links, params } = request;
	const id = readFilmId(params);
	const seconds = readSeconds(request);
	const { task, film } = await tasks.readFilm(caller, id);
	const kept = task.expiresAt ?? task.updatedAt;
	const expiresAt = seconds === null ? kept : Math.min(kept, now() + seconds * 1_000);
	const body: wire.FilmLink = {
		url: links.film(task, film, expiresAt),
		coverUrl: links.cover(task, film, expiresAt),
		expiresAt: rfc3339(expiresAt),
	};
	return { status: 200, body };
};

function readSeconds(request: DialectRequest): number | null {
	const { expiresIn = null } = readBodyIfAny(request);
	if (expiresIn === null) return null;
	const read = expiry.safeParse(expiresIn);
	if (!read.success) throw invalidField("expiresIn", `a whole number of seconds, 1 to ${MOST_SECONDS}`);
	return read.data;
}
