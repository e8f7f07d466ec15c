import { FilmgateError } from "../core/errors.ts";
import type { Cover, EngineFilm, Film } from "../core/film.ts";
import type { IdMinter } from "../core/ids.ts";
import type { JsonValue } from "../core/json.ts";
import type { BlobStore, StoredBlob } from "../core/ports/blob-store.ts";
import type { Engine } from "../core/ports/engine.ts";
import type { FilmMeter } from "../core/ports/film-meter.ts";
import type { Log } from "../core/ports/log.ts";

export interface CopyNeeds {
	readonly blobs: BlobStore;
	readonly meter: FilmMeter;
	readonly ids: IdMinter;
	readonly log: Log;
	/** Bytes of one film or cover; more is no film that we keep. */
	readonly maxFilmBytes: number;
}

export interface CopySource {
	readonly engine: Engine;
	readonly signal: AbortSignal;
	/** Whether a cover that cannot be had is done without. */
	readonly coverOptional: boolean;
}

/** Copies a film and its cover from their engine into the archive, and measures them there. */
export async function copyIn(needs: CopyNeeds, film: EngineFilm, from: CopySource): Promise<Film> {
	const stored = await put(needs, film.source, from);
	const measured = await needs.meter.measure(await needs.blobs.localPath(stored.sha256), film.kind);
	const cover = film.cover === null ? null : await copyCover(needs, film.cover, from);
	return { id: needs.ids.mint(), kind: film.kind, ...stored, ...measured, cover };
}

async function copyCover(needs: CopyNeeds, source: JsonValue, from: CopySource): Promise<Cover | null> {
	try {
		const stored = await put(needs, source, from);
		const measured = await needs.meter.measure(await needs.blobs.localPath(stored.sha256), "image");
		return { ...stored, mime: measured.mime, width: measured.width ?? 0, height: measured.height ?? 0 };
	} catch (error) {
		// A full disk and a server that ends are not the cover's fault.
		const isOurs = from.signal.aborted || (error instanceof FilmgateError && error.code === "busy");
		if (!from.coverOptional || isOurs) throw error;
		needs.log.warn({ err: error, engine: from.engine.name }, "a film is archived without its cover");
		return null;
	}
}

async function put(needs: CopyNeeds, source: JsonValue, { engine, signal }: CopySource): Promise<StoredBlob> {
	return await needs.blobs.put(await engine.openFilm(source, { signal }), { maxBytes: needs.maxFilmBytes, signal });
}
