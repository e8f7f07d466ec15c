import type { Clock } from "../core/clock.ts";
import { FilmgateError } from "../core/errors.ts";
import { mintedAt } from "../core/ids.ts";
import type { TaskStore } from "../core/ports/task-store.ts";
import type { UploadStore } from "../core/ports/upload-store.ts";
import type { LinkSigner } from "./link-signer.ts";
import type { ServedBytes } from "./serve-film.ts";

export interface LinkedBytesNeeds {
	readonly signer: LinkSigner;
	readonly store: Pick<TaskStore, "findFilm">;
	readonly uploads: Pick<UploadStore, "findUpload">;
	readonly clock: Pick<Clock, "now">;
}

/**
 * What a signed link opens, by its path and query. Rejects with `bad_key` for one that this server did not make, and with
 * `not_found` when it has expired or what it opened was deleted.
 */
export async function findLinkedBytes(pathAndQuery: string, needs: LinkedBytesNeeds): Promise<ServedBytes> {
	const link = needs.signer.verify(pathAndQuery, needs.clock.now());
	if (link.kind === "forged") throw new FilmgateError("bad_key", "This link was not made by this server.");
	if (link.kind === "expired") throw new FilmgateError("not_found", "This link has expired.");
	const found = link.part === "upload" ? await findUpload(link.id, needs) : await findFilm(link.id, link.part, needs);
	if (found === null) throw new FilmgateError("not_found", "What this link opened was deleted.");
	return { ...found, fileName: `filmgate-${link.id}.${link.extension}`, expiresAt: link.expiresAt };
}

type Found = Pick<ServedBytes, "sha256" | "mime" | "bytes" | "modifiedAt"> | null;

async function findFilm(id: number, part: "film" | "cover", { store }: LinkedBytesNeeds): Promise<Found> {
	const record = await store.findFilm(id);
	const bytes = part === "film" ? record?.film : record?.film.cover;
	return record === null || bytes === null || bytes === undefined ? null : { ...bytes, modifiedAt: mintedAt(id) };
}

async function findUpload(id: number, { uploads }: LinkedBytesNeeds): Promise<Found> {
	const upload = await uploads.findUpload(id);
	return upload === null ? null : { ...upload.medium, modifiedAt: upload.createdAt };
}
