import { readFilm } from "./read-film.ts";
import { unlessAborted } from "./timing.ts";
import type { Transport } from "./transport.ts";
import type { Film } from "./wire.ts";

export interface DownloadOptions {
	/** Where the film goes: it is closed at the end, and aborted when the download fails. */
	to?: WritableStream<Uint8Array>;
	/** Called with the bytes that have arrived so far. */
	onProgress?: (received: number) => void;
	signal?: AbortSignal | undefined;
}

/** What a download needs to know of a film. */
export type DownloadableFilm = Pick<Film, "url" | "bytes">;

/**
 * Fetches a film, into `to` or into memory. When the connection drops it goes on where it stopped, as long as each
 * attempt brings at least something within the client's retries.
 */
export interface Download {
	(film: DownloadableFilm, options: DownloadOptions & { to: WritableStream<Uint8Array> }): Promise<void>;
	(film: DownloadableFilm, options?: Omit<DownloadOptions, "to">): Promise<ArrayBuffer>;
}

export function createDownload(transport: Transport): Download {
	async function download(film: DownloadableFilm, options: DownloadOptions = {}) {
		const pieces = report(readFilm(film, { transport, signal: options.signal }), options.onProgress);
		return options.to === undefined ? collect(pieces, film.bytes) : pour(pieces, options.to, options.signal);
	}
	return download as Download;
}

async function collect(pieces: AsyncIterable<Uint8Array>, bytes: number): Promise<ArrayBuffer> {
	const film = new Uint8Array(bytes);
	let filled = 0;
	for await (const piece of pieces) {
		film.set(piece, filled);
		filled += piece.length;
	}
	return film.buffer;
}

async function pour(
	pieces: AsyncIterable<Uint8Array>,
	to: WritableStream<Uint8Array>,
	signal: AbortSignal | undefined,
): Promise<void> {
	const writer = to.getWriter();
	try {
		for await (const piece of pieces) {
			await unlessAborted(writer.ready, signal);
			await unlessAborted(writer.write(piece), signal);
		}
		await unlessAborted(writer.close(), signal);
	} catch (error) {
		const aborted = writer.abort(error).catch(() => {});
		// A receiver that does not end its write would hold up its own abort, too.
		if (!signal?.aborted) await aborted;
		throw error;
	} finally {
		writer.releaseLock();
	}
}

async function* report(pieces: AsyncIterable<Uint8Array>, onProgress: DownloadOptions["onProgress"]) {
	let received = 0;
	for await (const piece of pieces) {
		received += piece.length;
		yield piece;
		onProgress?.(received);
	}
}
