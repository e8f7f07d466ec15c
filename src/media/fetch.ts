import type { Readable } from "node:stream";
import { createBrotliDecompress, createGunzip, createInflate } from "node:zlib";
import { type Clock, systemClock } from "../core/clock.ts";
import { FilmgateError } from "../core/errors.ts";
import { abortable } from "./abortable.ts";
import { createAllowList } from "./address-check.ts";
import {
	type PinnedRequestOptions,
	type PinnedResponse,
	pinnedRequest,
	type Resolver,
	systemResolver,
} from "./pinned-request.ts";

export interface GuardedFetchOptions {
	/** CIDRs, addresses and host names that are permitted although they are not public. */
	readonly allow?: readonly string[];
	readonly resolve?: Resolver;
	readonly clock?: Clock;
	/** For everything together, from the name to the last byte; default 10 s. */
	readonly totalMs?: number;
}

export interface FetchLimits {
	/** Of the content, after decoding. */
	readonly maxBytes: number;
	readonly signal?: AbortSignal;
	/** In place of the fetcher's own, for what is known to be long. */
	readonly totalMs?: number;
}

export interface FetchedLink {
	/** 200 to 299. */
	readonly status: number;
	/** What the server calls the content, without parameters; not to be trusted. */
	readonly mime: string | null;
	/** To be read, or left in the middle; the connection ends with it. Unread it ends with the time. */
	readonly body: AsyncIterable<Uint8Array>;
	/** Where the redirects led. */
	readonly url: string;
}

/** Gets a link that a client chose. */
export type GuardedFetch = (link: string, limits: FetchLimits) => Promise<FetchedLink>;

const MOST_REDIRECTS = 3;
const REDIRECTS = new Set([301, 302, 303, 307, 308]);
const HEADERS = {
	"accept-encoding": "identity",
	accept: "image/*, video/*, audio/*, */*;q=0.5",
	"user-agent": "filmgate",
};

/**
 * The one guarded way out: what a client may make this server ask for. Each address, also behind each of three redirects, is
 * checked and the connection pinned to it; content and time are capped while it flows. Rejects (the body too) with
 * `link_refused`, which does not tell what was found inside, `link_failed` or `medium_too_large`.
 */
export function createGuardedFetch(options: GuardedFetchOptions = {}): GuardedFetch {
	const allow = createAllowList(options.allow ?? []);
	const { resolve = systemResolver, clock = systemClock } = options;

	return async (link, limits) => {
		const totalMs = limits.totalMs ?? options.totalMs ?? 10_000;
		const { signal, done } = withinTime(clock, totalMs, limits.signal);
		try {
			const { response, url } = await follow(link, { resolve, allow, signal, headers: HEADERS });
			signal.addEventListener("abort", () => void response.close(), { once: true });
			const finish = async () => {
				done();
				await response.close();
			};
			try {
				const body = openBody(response, limits.maxBytes);
				const mime = oneValue(response.headers["content-type"])?.split(";")[0]?.trim().toLowerCase() || null;
				return { status: response.status, mime, body: readBody(body, { signal, limits, finish }), url };
			} catch (error) {
				await finish();
				throw error;
			}
		} catch (error) {
			done();
			throw error;
		}
	};
}

/** A signal that fires with `link_failed` when the time is over, or with the caller's reason when the caller leaves. */
function withinTime(clock: Clock, totalMs: number, outer?: AbortSignal): { signal: AbortSignal; done: () => void } {
	const late = new AbortController();
	const error = new FilmgateError("link_failed", `the link took longer than ${totalMs / 1000} s`);
	const done = clock.after(totalMs, () => late.abort(error));
	return { signal: outer === undefined ? late.signal : AbortSignal.any([late.signal, outer]), done };
}

async function follow(link: string, options: PinnedRequestOptions): Promise<{ response: PinnedResponse; url: string }> {
	let url = parseLink(link, undefined);
	for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
		const response = await pinnedRequest(url, options);
		if (response.status >= 200 && response.status < 300) return { response, url: url.href };
		await response.close();
		const location = oneValue(response.headers.location);
		if (!REDIRECTS.has(response.status) || location === null) {
			throw new FilmgateError("link_failed", `the link answered with status ${response.status}`);
		}
		url = parseLink(location, url);
	}
	throw new FilmgateError("link_failed", `the link was redirected more than ${MOST_REDIRECTS} times`);
}

function parseLink(link: string, base: URL | undefined): URL {
	if (!URL.canParse(link, base?.href)) throw new FilmgateError("link_refused", "the link is not well formed");
	return new URL(link, base?.href);
}

/** The content as the server meant it. Asked for as it is, some send it compressed all the same. */
function openBody(response: PinnedResponse, maxBytes: number): Readable {
	const encoding = oneValue(response.headers["content-encoding"])?.trim().toLowerCase() ?? "";
	if (encoding === "" || encoding === "identity") {
		if (Number(oneValue(response.headers["content-length"])) > maxBytes) throw tooLarge();
		return response.body;
	}
	const decoder = DECODERS.get(encoding)?.();
	if (decoder === undefined) throw new FilmgateError("link_failed", "the link answered in an unknown encoding");
	// Whoever reads gets the error from the decoder; as long as nobody does, it must not end the process.
	decoder.on("error", () => {});
	response.body.on("error", (error) => decoder.destroy(error));
	return response.body.pipe(decoder);
}

const DECODERS: ReadonlyMap<string, () => ReturnType<typeof createGunzip>> = new Map([
	["gzip", createGunzip],
	["x-gzip", createGunzip],
	["deflate", createInflate],
	["br", createBrotliDecompress],
]);

interface Reading {
	readonly signal: AbortSignal;
	readonly limits: FetchLimits;
	readonly finish: () => Promise<void>;
}

async function* readBody(body: Readable, { signal, limits, finish }: Reading): AsyncGenerator<Uint8Array> {
	let length = 0;
	try {
		for await (const chunk of abortable<Uint8Array>(body, signal)) {
			length += chunk.byteLength;
			if (length > limits.maxBytes) throw tooLarge();
			yield chunk;
		}
	} catch (error) {
		signal.throwIfAborted();
		if (error instanceof FilmgateError) throw error;
		throw new FilmgateError("link_failed", "the link broke off", { cause: error });
	} finally {
		await finish();
	}
}

function tooLarge(): FilmgateError {
	return new FilmgateError("medium_too_large", "the link's content has too many bytes");
}

function oneValue(header: string | string[] | undefined): string | null {
	return (Array.isArray(header) ? header[0] : header) ?? null;
}
