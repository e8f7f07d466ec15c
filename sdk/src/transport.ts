import type { FilmgateOptions } from "./client.ts";
import { FilmgateApiError, FilmgateConnectionError } from "./errors.ts";
import { createWatch, pauseAfter, retryAfterMs, type Sleep, sleep } from "./timing.ts";

/** A `Retry-After` beyond this is not waited for: the caller hears the error instead. */
const LONGEST_RETRY_AFTER_MS = 60_000;

export interface ApiRequest {
	method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
	/** Below the server's URL, beginning with a slash. */
	path: string;
	headers?: Record<string, string>;
	/** Sent as JSON. */
	body?: object | undefined;
	/** Sent as they are, instead of a body. */
	bytes?: Blob | ArrayBuffer | Uint8Array;
	/** Added to the time that one try may take. */
	extraMs?: number;
	/** Its repetition would not be harmless: it is not sent again unless the server has said no to it. */
	once?: boolean;
	signal?: AbortSignal | undefined;
}

export interface ApiAnswer<Body> {
	/** Undefined when the server sent none. */
	body: Body;
	headers: Headers;
}

/** Everything that goes to the server goes through this. */
export interface Transport {
	/** One request of the API, sent again as long as that can help. Its repetition must be harmless, or it must say `once`. */
	call<Body>(request: ApiRequest): Promise<ApiAnswer<Body>>;
	/** One GET of the API, sent once, whose body is read as it comes. */
	stream(path: string, options: { headers: Record<string, string>; signal: AbortSignal }): Promise<Response>;
	/** One bare GET of a link, once, without the key. */
	open(link: string, options: { headers: Record<string, string>; signal: AbortSignal }): Promise<Response>;
	readonly maxRetries: number;
	readonly timeoutMs: number;
	readonly sleep: Sleep;
}

/** What one try came to: an answer, or the error to throw when it was the last, and how long to rest when it was not. */
type Try<Body> = { answer: ApiAnswer<Body> } | Refusal;

export interface Refusal {
	error: Error;
	again: boolean;
	pauseMs: number | null;
}

export function createTransport(options: FilmgateOptions): Transport {
	const base = new URL(options.url).href.replace(/\/+$/, "");
	const fetch = options.fetch ?? globalThis.fetch.bind(globalThis);
	const settings = {
		maxRetries: options.maxRetries ?? 4,
		timeoutMs: options.timeoutMs ?? 30_000,
		sleep: options.sleep ?? sleep,
	};
	const common = { ...lowered(options.headers), authorization: `Bearer ${options.key}` };

	async function tryOnce<Body>(request: ApiRequest, init: RequestInit): Promise<Try<Body>> {
		const watch = createWatch(settings.timeoutMs + (request.extraMs ?? 0), request.signal);
		watch.start();
		try {
			const response = await fetch(base + request.path, { ...init, signal: watch.signal });
			if (!response.ok) return await refusal(response);
			const body = response.status === 204 ? undefined : await response.json();
			return { answer: { body: body as Body, headers: response.headers } };
		} catch (cause) {
			request.signal?.throwIfAborted();
			const message = `${request.method} ${base}${request.path} brought no answer.`;
			return { error: new FilmgateConnectionError(message, cause), again: request.once !== true, pauseMs: null };
		} finally {
			watch.end();
		}
	}

	return {
		...settings,
		async call<Body>(request: ApiRequest) {
			request.signal?.throwIfAborted();
			const init = initOf(request, common);
			let lost = false;
			for (let tries = 1; ; tries += 1) {
				const outcome = await tryOnce<Body>(request, init);
				if ("answer" in outcome) return outcome.answer;
				if (lost && request.method === "DELETE" && isGone(outcome.error)) return NOTHING as ApiAnswer<Body>;
				lost ||= outcome.error instanceof FilmgateConnectionError;
				if (!outcome.again || tries > settings.maxRetries) throw outcome.error;
				await settings.sleep(outcome.pauseMs ?? pauseAfter(tries), request.signal);
			}
		},
		stream: (path, { headers, signal }) => fetch(base + path, { headers: { ...common, ...headers }, signal }),
		open: (link, { headers, signal }) => fetch(new URL(link, `${base}/`), { headers, signal }),
	};
}

/** Whether an earlier try, whose answer was lost, may have done it. */
function isGone(error: Error): boolean {
	return error instanceof FilmgateApiError && error.status === 404;
}

const NOTHING = { body: undefined, headers: new Headers() };

function initOf({ method, headers, body, bytes }: ApiRequest, common: Record<string, string>): RequestInit {
	const all = { ...common, accept: "application/json", ...headers };
	if (bytes !== undefined) {
		return {
			method,
			headers: { ...all, "content-type": "application/octet-stream" },
			body: bytes as NonNullable<RequestInit["body"]>,
		};
	}
	if (body === undefined) return { method, headers: all };
	return { method, headers: { ...all, "content-type": "application/json" }, body: JSON.stringify(body) };
}

/** So that a caller's header does not stand beside ours under another spelling. */
function lowered(headers: Record<string, string> = {}): Record<string, string> {
	return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}

/** What a response says that is no success, whoever wrote it. Reads its body. */
export async function refusal(response: Response): Promise<Refusal> {
	const { status, headers } = response;
	const told = headers.get("x-should-retry");
	const retryable = told === null ? status === 429 || status >= 500 : told === "true";
	const pauseMs = retryAfterMs(headers);
	const body = await response.text();
	const error = new FilmgateApiError({ status, headers, body, retryable, retryAfterMs: pauseMs });
	return { error, again: retryable && (pauseMs ?? 0) <= LONGEST_RETRY_AFTER_MS, pauseMs };
}
