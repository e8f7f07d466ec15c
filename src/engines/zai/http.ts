import * as http from "node:http";
import * as https from "node:https";

export interface ZaiHttpOptions {
	/** Ends in `/api/paas/v4`, without a slash behind it. */
	readonly baseUrl: string;
	readonly key: string;
}

export interface ZaiAnswer {
	readonly status: number;
	/** The parsed JSON; null when it is none. */
	readonly body: unknown;
	/** What the upstream advises; null when it advises nothing. */
	readonly retryAfterMs: number | null;
}

/** Calls to one upstream. Rejects with `NotSent`, or with anything else when it is unknown what became of the request. */
export interface ZaiHttp {
	post(path: string, body: object, signal: AbortSignal): Promise<ZaiAnswer>;
	get(path: string, signal: AbortSignal): Promise<ZaiAnswer>;
	close(): void;
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
export function createZaiHttp({ baseUrl, key }: ZaiHttpOptions): ZaiHttp {
	const { request, Agent } = baseUrl.startsWith("https:") ? https : http;
	const kept = new Agent({ keepAlive: true });
	const headers = {
		authorization: `Bearer ${key}`,
		accept: "application/json",
		"accept-encoding": "identity",
		// The language of its error messages.
		"accept-language": "en-US,en",
		"user-agent": "filmgate",
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
	const secrets = [key, key.split(".")[1] ?? ""].filter((secret) => secret.length >= SHORTEST_SECRET);
	const hide = (text: string) => secrets.reduce((left, secret) => left.replaceAll(secret, "…"), text);

	return {
		async post(path, body, signal) {
			const bytes = Buffer.from(JSON.stringify(body));
			const sent = { "content-type": "application/json", "content-length": bytes.byteLength };
			const options = { method: "POST", headers: { ...headers, ...sent }, agent: false as const, signal };
			return await readAnswer(await send(path, options, bytes), hide);
		},
		async get(path, signal) {
			return await readAnswer(await send(path, { method: "GET", headers, agent: kept, signal }, null), hide);
		},
		close: () => kept.destroy(),
	};
}

async function readAnswer(response: http.IncomingMessage, hide: (text: string) => string): Promise<ZaiAnswer> {
	const chunks: Buffer[] = [];
	let length = 0;
	for await (const chunk of response as AsyncIterable<Buffer>) {
		length += chunk.byteLength;
		if (length > MOST_BYTES) throw new Error(`The upstream's answer has more than ${MOST_BYTES} bytes.`);
		chunks.push(chunk);
	}
	const body = parseJson(hide(Buffer.concat(chunks).toString("utf8")));
	return { status: response.statusCode ?? 0, body, retryAfterMs: readRetryAfter(response.headers) };
}

function parseJson(text: string): unknown {
	try {
		return JSON.parse(text);
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
