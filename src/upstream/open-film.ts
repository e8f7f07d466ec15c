import type { GuardedFetch } from "../media/fetch.ts";

export interface OpenFilmNeeds {
	readonly baseUrl: string;
	/** The guarded way out, for every host but the base URL's own. */
	readonly fetch: GuardedFetch;
	readonly maxFilmBytes: number;
}

/** A film takes as long as the archiver lets it. */
const LONGEST_MS = 3_600_000;
const MOST_REDIRECTS = 3;

/**
 * Opens a link of the upstream: freely where it leads to the configured base URL's own origin, through the guard anywhere
 * else, also when a redirect leads there. The key stays at home: links are open to whoever has them.
 */
export async function openFilm(
	link: string,
	needs: OpenFilmNeeds,
	signal: AbortSignal,
): Promise<ReadableStream<Uint8Array>> {
	const home = new URL(needs.baseUrl).origin;
	let url = new URL(link);
	for (let redirects = 0; url.origin === home && redirects <= MOST_REDIRECTS; redirects += 1) {
		const response = await fetch(url, { signal, redirect: "manual", headers: { "accept-encoding": "identity" } });
		if (response.ok && response.body !== null) return response.body;
		await response.body?.cancel();
		const location = response.headers.get("location");
		if (response.status < 300 || response.status >= 400 || location === null) {
			throw new Error(`The upstream answered a film's link with ${response.status}.`);
		}
		url = new URL(location, url);
	}
	if (url.origin === home) throw new Error(`A film's link was redirected more than ${MOST_REDIRECTS} times.`);
	const limits = { maxBytes: needs.maxFilmBytes, totalMs: LONGEST_MS, signal };
	return ReadableStream.from((await needs.fetch(url.href, limits)).body);
}
