import { linksEndAt } from "../core/task.ts";
import type { Links } from "../dialects/dialect.ts";
import type { LinkSigner } from "../media/link-signer.ts";

/** Signed links under one origin. A link's end is fixed when the film was made, unless whoever asks wants an earlier one. */
export function createLinks(signer: LinkSigner, origin: string): Links {
	return {
		film: (task, film, expiresAt = linksEndAt(task)) =>
			origin + signer.sign({ part: "film", id: film.id, mime: film.mime, expiresAt }),
		cover: (task, film, expiresAt = linksEndAt(task)) =>
			film.cover === null
				? null
				: origin + signer.sign({ part: "cover", id: film.id, mime: film.cover.mime, expiresAt }),
		upload: (upload) =>
			origin + signer.sign({ part: "upload", id: upload.id, mime: upload.medium.mime, expiresAt: upload.expiresAt }),
	};
}
