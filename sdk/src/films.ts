import { createDownload, type Download } from "./download.ts";
import type { CallOptions } from "./pages.ts";
import type { Transport } from "./transport.ts";
import type { FilmLink, LinkOrder } from "./wire.ts";

export interface Films {
	download: Download;
	/** A new signed link to a film of yours, to hand on. A task's own links last as long as the film. */
	link(id: string, options?: LinkOrder & CallOptions): Promise<FilmLink>;
}

export function createFilms(transport: Transport): Films {
	return {
		download: createDownload(transport),
		async link(id, { signal, ...body } = {}) {
			const path = `/api/v1/films/${encodeURIComponent(id)}/link`;
			return (await transport.call<FilmLink>({ method: "POST", path, body, signal })).body;
		},
	};
}
