import { hash } from "node:crypto";
import { FilmgateError } from "../core/errors.ts";
import type { BlobStore } from "../core/ports/blob-store.ts";
import { type RequestHeaders, rangeStillApplies, weighConditions, oneHeader } from "./conditions.ts";
import { extensionOf } from "./media-types.ts";
import { parseRange } from "./range.ts";

export interface FilmRequest {
	readonly method: string;
	/** Names in lower case, as Node gives them. */
	readonly headers: RequestHeaders;
	/** Integer ms UTC. */
	readonly now: number;
}

/** The bytes behind a link that was verified: a film's, a cover's or an upload's. */
export interface ServedBytes {
	readonly sha256: string;
	/** As sniffed. A type that is not in the table of served types is not found, whatever the row says. */
	readonly mime: string;
	readonly bytes: number;
	/** What a browser calls it when it is saved. */
	readonly fileName: string;
	/** Integer ms UTC. */
	readonly modifiedAt: number;
	/** When the link ends, integer ms UTC: no cache keeps it longer. */
	readonly expiresAt: number;
}

export interface FilmAnswer {
	readonly status: number;
	readonly headers: Readonly<Record<string, string>>;
	/** Whoever sends it cancels it when the client leaves; that closes the file. */
	readonly body: ReadableStream<Uint8Array> | null;
}

/**
 * Answers GET, HEAD and OPTIONS for stored bytes so that every player can seek: single ranges, If-Range, conditions,
 * and readable from any page (the signature in the link is the right to read). Rejects with `not_found` when the bytes
 * are gone or of a type that is not served.
 */
export async function answerFilm(
	request: FilmRequest,
	film: ServedBytes,
	blobs: Pick<BlobStore, "stat" | "open">,
): Promise<FilmAnswer> {
	if (request.method === "OPTIONS") return { status: 204, headers: PREFLIGHT, body: null };
	if (request.method !== "GET" && request.method !== "HEAD") {
		return { status: 405, headers: { ...OPEN_TO_PAGES, allow: METHODS, "content-length": "0" }, body: null };
	}
	if (extensionOf(film.mime) === null) throw new FilmgateError("not_found", "There is no such film.");

	const validators = { etag: etagOf(film.sha256), modifiedAt: film.modifiedAt };
	const common = commonHeaders(film, validators.etag, request.now);
	const outcome = weighConditions(request.headers, validators);
	if (outcome === "not-modified") return { status: 304, headers: common, body: null };
	if (outcome === "failed") return { status: 412, headers: { ...common, "content-length": "0" }, body: null };

	const described = {
		...common,
		"content-type": film.mime,
		"content-disposition": `inline; filename="${film.fileName.replaceAll(/[^\w.-]/g, "-")}"`,
	};
	if (request.method === "HEAD") {
		if ((await blobs.stat(film.sha256)) === null) throw new FilmgateError("not_found", "There is no such film.");
		return { status: 200, headers: { ...described, "content-length": String(film.bytes) }, body: null };
	}

	const asked = rangeStillApplies(request.headers, validators) ? oneHeader(request.headers, "range") : null;
	const range = parseRange(asked, film.bytes);
	if (range.kind === "unsatisfiable") {
		const headers = { ...common, "content-range": `bytes */${film.bytes}`, "content-length": "0" };
		return { status: 416, headers, body: null };
	}
	if (range.kind === "whole") {
		const headers = { ...described, "content-length": String(film.bytes) };
		return { status: 200, headers, body: await blobs.open(film.sha256) };
	}
	const headers = {
		...described,
		"content-range": `bytes ${range.start}-${range.end}/${film.bytes}`,
		"content-length": String(range.end - range.start + 1),
	};
	return { status: 206, headers, body: await blobs.open(film.sha256, range) };
}

/** The same for bytes that are at hand. */
export function answerBytes(
	request: FilmRequest,
	{ bytes, ...about }: Omit<ServedBytes, "sha256" | "bytes"> & { readonly bytes: Uint8Array },
): Promise<FilmAnswer> {
	const film = { ...about, sha256: hash("sha256", bytes, "hex"), bytes: bytes.length };
	return answerFilm(request, film, {
		stat: async () => film,
		async open(_sha256, range = { start: 0, end: bytes.length - 1 }) {
			return new Blob([bytes.slice(range.start, range.end + 1) as Uint8Array<ArrayBuffer>]).stream();
		},
	});
}

const METHODS = "GET, HEAD, OPTIONS";

/** No cookies and no credentials are involved, so any page may read. */
const OPEN_TO_PAGES = {
	"access-control-allow-origin": "*",
	"access-control-expose-headers": "Accept-Ranges, Content-Disposition, Content-Length, Content-Range, ETag",
	"cross-origin-resource-policy": "cross-origin",
	"x-content-type-options": "nosniff",
};

const PREFLIGHT = {
	...OPEN_TO_PAGES,
	"access-control-allow-methods": METHODS,
	"access-control-allow-headers": "Range, If-Range, If-Match, If-None-Match, If-Modified-Since, If-Unmodified-Since",
	"access-control-max-age": "86400",
};

function commonHeaders(film: ServedBytes, etag: string, now: number): Record<string, string> {
	const seconds = Math.max(0, Math.floor((film.expiresAt - now) / 1000));
	return {
		...OPEN_TO_PAGES,
		"accept-ranges": "bytes",
		"cache-control": `private, max-age=${seconds}, immutable`,
		etag,
		"last-modified": new Date(film.modifiedAt).toUTCString(),
	};
}

/** Half of the hash: enough to tell bytes apart, and no name of a blob. */
function etagOf(sha256: string): string {
	return `"${sha256.slice(0, 32)}"`;
}
