import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from "node:http";

/** How long a browser need not ask again, seconds. */
const MAX_AGE_SECONDS = "7200";
const METHODS = "GET, HEAD, POST, DELETE";
/** What a header's name is made of, and what stands between two. */
const HEADER_NAMES = /^[\w\-, ]{1,2000}$/;

/** Says in a response's headers whether the page that asks may read it; answers it, and says so, when that was the question. */
export type Cors = (request: IncomingMessage, response: ServerResponse) => boolean;

/**
 * Lets the pages of these origins use what lies under these prefixes; `*` lets all. Null when there are none: browsers
 * then keep every page of another origin out by themselves. Keys travel in headers, never in cookies, so that no page can
 * use a key that it was not given.
 */
export function createCors(origins: readonly string[], prefixes: readonly string[]): Cors | null {
	if (origins.length === 0) return null;
	const anybody = origins.includes("*");
	return (request, response) => {
		const { url = "", method, headers } = request;
		if (!prefixes.some((prefix) => url.startsWith(`${prefix}/`))) return false;
		if (!anybody) response.setHeader("vary", "origin");
		const { origin } = headers;
		if (origin === undefined || !(anybody || origins.includes(origin))) return false;
		response.setHeader("access-control-allow-origin", anybody ? "*" : origin);
		if (method !== "OPTIONS" || headers["access-control-request-method"] === undefined) {
			response.setHeader("access-control-expose-headers", "*");
			return false;
		}
		const names = headers["access-control-request-headers"] ?? "";
		const answer: OutgoingHttpHeaders = {
			"access-control-allow-methods": METHODS,
			...(HEADER_NAMES.test(names) ? { "access-control-allow-headers": names } : {}),
			"access-control-max-age": MAX_AGE_SECONDS,
		};
		response.writeHead(204, answer);
		response.end();
		return true;
	};
}
