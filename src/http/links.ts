import type { Links } from "../dialects/dialect.ts";
import type { LinkSigner } from "../media/link-signer.ts";

/** Signed links under one origin. A link's end is its task's, fixed when the film was made. */
export function createLinks(signer: LinkSigner, origin: string): Links {
	return {
		film: (task, film) =>
			origin + signer.sign({ part: "film", id: film.id, mime: film.mime, expiresAt: task.expiresAt ?? task.updatedAt }),
		cover: (task, film) =>
			film.cover === null
				? null
				: origin +
					signer.sign({
						part: "cover",
						id: film.id,
						mime: film.cover.mime,
						expiresAt: task.expiresAt ?? task.updatedAt,
					}),
		upload: (upload) =>
			origin + signer.sign({ part: "upload", id: upload.id, mime: upload.medium.mime, expiresAt: upload.expiresAt }),
	};
}
