import type { FastifyRequest } from "fastify";
import { FilmgateError } from "../core/errors.ts";

/** A body as it arrives, or as it was read already. One that breaks off is `malformed_body`, an empty one `no_body`. */
export async function* readStream(request: FastifyRequest): AsyncGenerator<Uint8Array> {
	// Of a GET the framework reads nothing: whatever came with it is still there.
	const { body = request.raw } = request;
	let empty = true;
	try {
		for await (const chunk of bytesOf(body)) {
			empty &&= chunk.length === 0;
			yield chunk;
		}
	} catch (cause) {
		throw new FilmgateError("malformed_body", "The body cannot be read.", { cause });
	} finally {
		// What nobody wanted to read still stands between this request and the next one on its connection.
		request.raw.unpipe().resume();
	}
	if (empty) throw new FilmgateError("no_body", "The request has no body.");
}

function bytesOf(body: unknown): AsyncIterable<Uint8Array> | Iterable<Uint8Array> {
	if (Buffer.isBuffer(body)) return [body];
	return body === undefined || body === null ? [] : (body as AsyncIterable<Uint8Array>);
}
