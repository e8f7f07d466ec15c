import * as http from "node:http";
import * as https from "node:https";

export interface UpstreamHttpOptions {
	/** Without a slash behind it. */
	readonly baseUrl: string;
	/** Sent along with every request: the key, for one. */
	readonly headers: Readonly<Record<string, string>>;
	/** What must not come back to a client in a message of the upstream's; those of under eight letters are let through. */
	readonly secrets: readonly string[];
}

export interface UpstreamAnswer {
	readonly status: number;
	/** The parsed JSON, integers beyond 2^53 as their digits; null when it is none. */
	readonly body: unknown;
	/** What the upstream advises; null when it advises nothing. */
	readonly retryAfterMs: number | null;
	/** Whether it says that the same request cannot succeed, however often it is sent. */
	readonly isFinal: boolean;
}

/** Calls to one upstream. Rejects with `NotSent`, or with anything else when it is unknown what became of the request. */
export interface UpstreamHttp {
	post(path: string, body: UpstreamBody, options: CallOptions): Promise<UpstreamAnswer>;
	get(path: string, options: CallOptions): Promise<UpstreamAnswer>;
	close(): void;
}

/** JSON, or bytes with their content type. */
export type UpstreamBody = { readonly json: object } | { readonly bytes: Buffer; readonly type: string };

export interface CallOptions {
	readonly signal: AbortSignal;
	readonly headers?: Readonly<Record<string, string>>;
}

/** No connection came about (name, address, certificate, time), so the upstream has seen nothing of the request. */
export class NotSent extends Error {
	constructor(cause: Error) {
		super(`The upstream could not be reached: ${cause.message || (cause as NodeJS.ErrnoException).code}`, { cause });
		this.name = "NotSent";
	}
}

/** Less than this is in many a text by chance. */
const SHORTEST_SECRET = 8;
const MOST_BYTES = 1024 * 1024;
const LONGEST_ADVICE_MS = 3_600_000;

/**
 * Node's own client and not `fetch`, because only here can be told whether a failed request had left: each POST has a
 * connection of its own, and nothing is written to it before it stands, certificate included. Nothing is ever repeated.
 */
export function createUpstreamHttp({ baseUrl, headers, secrets }: UpstreamHttpOptions): UpstreamHttp {
	const { request, Agent } = baseUrl.startsWith("https:") ? https : http;
	const kept = new Agent({ keepAlive: true });
	const common = {
		accept: "application/json",
		"accept-encoding": "identity",
		"user-agent": "filmgate",
		...headers,
	};

	function send(path: string, options: https.RequestOptions, body: Buffer | null): Promise<http.IncomingMessage> {
		return new Promise((resolve, reject) => {
			const sending = request(`${baseUrl}/${path}`, options, resolve);
			let connected = false;
			sending.on("socket", (socket) => {
				const stands = baseUrl.startsWith("https:") ? "secureConnect" : "connect";
				if (sending.reusedSocket) connected = true;
				else socket.once(stands, () => (connected = true));
			});
			sending.on("error", (error) => reject(connected ? error : new NotSent(error)));
			sending.end(body);
		});
	}

	/** A vendor that repeats our key in a message must not carry it to clients. */
	const hidden = secrets.filter((secret) => secret.length >= SHORTEST_SECRET);
	const hide = (text: string) => hidden.reduce((left, secret) => left.replaceAll(secret, "…"), text);

	return {
		async post(path, body, { signal, headers }) {
			const bytes = "json" in body ? Buffer.from(JSON.stringify(body.json)) : body.bytes;
			const type = "json" in body ? "application/json" : body.type;
			const sent = { ...common, ...headers, "content-type": type, "content-length": bytes.byteLength };
			const options = { method: "POST", headers: sent, agent: false as const, signal };
			return await readAnswer(await send(path, options, bytes), hide);
		},
		async get(path, { signal, headers }) {
			const options = { method: "GET", headers: { ...common, ...headers }, agent: kept, signal };
			return await readAnswer(await send(path, options, null), hide);
		},
		close: () => kept.destroy(),
	};
}

async function readAnswer(response: http.IncomingMessage, hide: (text: string) => string): Promise<UpstreamAnswer> {
	const chunks: Buffer[] = [];
	let length = 0;
	for await (const chunk of response as AsyncIterable<Buffer>) {
		length += chunk.byteLength;
		if (length > MOST_BYTES) throw new Error(`The upstream's answer has more than ${MOST_BYTES} bytes.`);
		chunks.push(chunk);
	}
	const body = parseJson(hide(Buffer.concat(chunks).toString("utf8")));
	const isFinal = response.headers["x-should-retry"] === "false";
	return { status: response.statusCode ?? 0, body, retryAfterMs: readRetryAfter(response.headers), isFinal };
}

function parseJson(text: string): unknown {
	try {
		return JSON.parse(text, exact);
	} catch {
		return null;
	}
}

/** Seconds, or a date, which is meant by the clock of the upstream. */
export function readRetryAfter(headers: http.IncomingHttpHeaders): number | null {
	const text = headers["retry-after"]?.trim() ?? "";
	const ms = /^[0-9]+$/.test(text) ? Number(text) * 1000 : Date.parse(text) - Date.parse(headers.date ?? "");
	return Number.isNaN(ms) ? null : Math.min(Math.max(ms, 1000), LONGEST_ADVICE_MS);
}

/** The reviver's third argument, which the type library does not know yet. */
type Reviver = (key: string, value: unknown, context?: { readonly source?: string }) => unknown;

const exact: Reviver = (_key, value, context) =>
	typeof value === "number" && Number.isInteger(value) && !Number.isSafeInteger(value)
		? (context?.source ?? value)
		: value;

/** V8's, which the type library does not know yet. */
const { rawJSON } = JSON as typeof JSON & { rawJSON(text: string): object };

/** A number of an upstream, as its digits say, for a body of JSON: without quotes, and exact beyond 2^53 too. */
export function numberOf(digits: string): object {
	return rawJSON(digits);
}
