import { lookup } from "node:dns/promises";
import { isIP, type LookupFunction } from "node:net";
import type { Dispatcher } from "undici";
import { FilmgateError } from "../core/errors.ts";
import { beforeAbort } from "./abortable.ts";
import { type AllowList, isPublicAddress } from "./address-check.ts";

export interface ResolvedAddress {
	readonly address: string;
	readonly family: number;
}

/** All addresses of a host name. */
export type Resolver = (host: string) => Promise<readonly ResolvedAddress[]>;

/** The machine's own resolver. */
export const systemResolver: Resolver = (host) => lookup(host, { all: true, verbatim: true });

export interface PinnedRequestOptions {
	readonly resolve: Resolver;
	readonly allow: AllowList;
	readonly signal: AbortSignal;
	readonly method?: "GET" | "POST";
	readonly headers?: Readonly<Record<string, string>>;
	readonly body?: string | Uint8Array;
}

export interface PinnedResponse {
	readonly status: number;
	readonly headers: Dispatcher.ResponseData["headers"];
	readonly body: Dispatcher.ResponseData["body"];
	/** Ends the connection; to be called in every case. */
	close(): Promise<void>;
}

/**
 * One request to an address that somebody else chose. The name is resolved once, every address that it has is checked, and
 * the connection goes to exactly these: an answer that changes meanwhile changes nothing. Redirects are given back, not followed;
 * no cookies, no proxy, no connection of anybody else is used. Rejects with `link_refused` or `link_failed`.
 */
export async function pinnedRequest(url: URL, options: PinnedRequestOptions): Promise<PinnedResponse> {
	const addresses = await checkedAddresses(url, options);
	// Loaded at the first link: a server's start need not wait for it.
	const { Agent } = await import("undici");
	const agent = new Agent({
		connect: { lookup: answering(addresses), timeout: 0 },
		headersTimeout: 0,
		bodyTimeout: 0,
		pipelining: 0,
	});
	try {
		const { statusCode, headers, body } = await agent.request({
			origin: url.origin,
			path: `${url.pathname}${url.search}`,
			method: options.method ?? "GET",
			headers: { ...options.headers },
			body: options.body ?? null,
			signal: options.signal,
		});
		// Destroying the agent makes an unread body fail; nobody may be listening any more.
		body.on("error", () => {});
		return { status: statusCode, headers, body, close: () => agent.destroy() };
	} catch (error) {
		await agent.destroy();
		options.signal.throwIfAborted();
		throw new FilmgateError("link_failed", "the link's host could not be reached", { cause: error });
	}
}

async function checkedAddresses(url: URL, options: PinnedRequestOptions): Promise<readonly ResolvedAddress[]> {
	if (url.protocol !== "http:" && url.protocol !== "https:") throw refused("only http and https links are fetched");
	if (url.username !== "" || url.password !== "") throw refused("a link must not carry a user name or password");
	const host = url.hostname.replace(/^\[|\]$/g, "");
	const addresses = await addressesOf(host, options);
	if (options.allow.allowsHost(host)) return addresses;
	for (const { address } of addresses) {
		if (!isPublicAddress(address) && !options.allow.allowsAddress(address)) {
			throw refused("the link does not lead to a public address");
		}
	}
	return addresses;
}

async function addressesOf(host: string, options: PinnedRequestOptions): Promise<readonly ResolvedAddress[]> {
	const family = isIP(host);
	if (family !== 0) return [{ address: host, family }];
	try {
		const found = await beforeAbort(options.resolve(host), options.signal);
		if (found.length > 0) return found;
	} catch (error) {
		options.signal.throwIfAborted();
		throw new FilmgateError("link_failed", "the link's host is not known", { cause: error });
	}
	throw new FilmgateError("link_failed", "the link's host is not known");
}

/** A lookup that knows one answer. */
function answering(addresses: readonly ResolvedAddress[]): LookupFunction {
	const all = addresses.map(({ address, family }) => ({ address, family }));
	return (_host, options, callback) => {
		const fitting = all.filter(({ family }) => !options.family || options.family === family);
		const [first] = fitting;
		if (first === undefined) callback(new Error("no address of the wanted family"), "");
		else if (options.all === true) callback(null, fitting);
		else callback(null, first.address, first.family);
	};
}

function refused(said: string): FilmgateError {
	return new FilmgateError("link_refused", said);
}
