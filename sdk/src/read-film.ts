import type { DownloadableFilm } from "./download.ts";
import { FilmgateConnectionError } from "./errors.ts";
import { createWatch, pauseAfter } from "./timing.ts";
import { type Refusal, refusal, type Transport } from "./transport.ts";

interface Context {
	transport: Transport;
	signal: AbortSignal | undefined;
}

/** How far a film has come. */
interface Place {
	received: number;
	/** The server's name for exactly these bytes; null while it has given none. */
	etag: string | null;
}

/** The bytes of a film in order, each once, over as many connections as it takes. */
export async function* readFilm(film: DownloadableFilm, context: Context): AsyncGenerator<Uint8Array> {
	const { maxRetries, sleep } = context.transport;
	const place: Place = { received: 0, etag: null };
	let failures = 0;
	while (place.received < film.bytes) {
		const before = place.received;
		const trouble = yield* attempt(film, place, context);
		if (trouble === null) continue;
		failures = place.received > before ? 1 : failures + 1;
		if (!trouble.again || failures > maxRetries) throw trouble.error;
		await sleep(trouble.pauseMs ?? pauseAfter(failures), context.signal);
	}
}

/** One connection: gives what it brings, moves `place` on, and says what ended it too early. */
async function* attempt(
	film: DownloadableFilm,
	place: Place,
	{ transport, signal }: Context,
): AsyncGenerator<Uint8Array, Refusal | null> {
	const watch = createWatch(transport.timeoutMs, signal);
	let reader: ReadableStreamDefaultReader<Uint8Array> | undefined;
	try {
		watch.start();
		const response = await transport.open(film.url, { headers: rangeFrom(place), signal: watch.signal });
		if (!response.ok) return await refusal(response);
		let surplus = surplusOf(response, place);
		if (surplus === null) return broken("The film changed while it was read.");
		reader = response.body?.getReader() as ReadableStreamDefaultReader<Uint8Array> | undefined;
		for (;;) {
			watch.start();
			const next = await reader?.read();
			watch.pause(); // What the receiver takes its time for is not the server's silence.
			if (next === undefined || next.done) break;
			const piece = next.value.subarray(Math.min(surplus, next.value.length));
			surplus -= next.value.length - piece.length;
			place.received += piece.length;
			if (place.received > film.bytes) return broken("The film is longer than its task says.");
			if (piece.length > 0) yield piece;
		}
		return place.received === film.bytes ? null : dropped(film, place);
	} catch (cause) {
		signal?.throwIfAborted();
		return dropped(film, place, cause);
	} finally {
		watch.end();
		await reader?.cancel().catch(() => {}); // It has ended, or is broken already.
	}
}

function rangeFrom({ received, etag }: Place): Record<string, string> {
	return received === 0 || etag === null ? {} : { range: `bytes=${received}-`, "if-range": etag };
}

/** How many of the bytes to come were received before; null when they do not belong to the same film. */
function surplusOf({ status, headers }: Response, place: Place): number | null {
	const etag = headers.get("etag");
	if (place.etag !== null && etag !== null && etag !== place.etag) return null;
	if (etag !== null && !etag.startsWith("W/")) place.etag = etag;
	if (status !== 206) return place.received;
	const [, start] = /^bytes (\d+)-/.exec(headers.get("content-range") ?? "") ?? [];
	return Number(start) === place.received ? 0 : null;
}

function dropped(film: DownloadableFilm, { received }: Place, cause?: unknown): Refusal {
	const message = `The connection ended after ${received} of ${film.bytes} bytes.`;
	return { error: new FilmgateConnectionError(message, cause), again: true, pauseMs: null };
}

function broken(message: string): Refusal {
	return { error: new FilmgateConnectionError(message), again: false, pauseMs: null };
}
