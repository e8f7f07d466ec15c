import type { WebhookMessage } from "./wire.ts";

/** How far a message's date may be from now, unless told otherwise. */
const TOLERANCE_SECONDS = 300;

/** Headers as the Fetch standard has them, or as Node does: plain, with lists for what came more than once. */
export type WebhookHeaders =
	| { get(name: string): string | null }
	| Readonly<Record<string, string | readonly string[] | undefined>>;

export interface VerifyOptions {
	/** What the webhook was made with: `whsec_…`; several while one is being exchanged. */
	secret: string | readonly string[];
	/** How far the message's date may be from now, either way. Default: 300. */
	toleranceSeconds?: number;
	/** Integer ms UTC; for tests. Default: the clock's. */
	now?: number;
}

/**
 * - `missing_header`: `webhook-id`, `webhook-timestamp` or `webhook-signature` is not there, or no such thing.
 * - `out_of_date`: sent too long ago, or in the future: an old message that somebody repeats, or a clock that is wrong.
 * - `wrong_signature`: not made with the secret, or the body is not what was signed.
 * - `malformed_body`: signed well, but no JSON.
 */
export type WebhookFault = "missing_header" | "out_of_date" | "wrong_signature" | "malformed_body";

/** What came in is not to be believed. Answer 400, so that the server tries again, and do nothing. */
export class FilmgateWebhookError extends Error {
	readonly fault: WebhookFault;

	constructor(fault: WebhookFault, message: string) {
		super(message);
		this.name = "FilmgateWebhookError";
		this.fault = fault;
	}
}

/**
 * What a webhook was told, once it is sure that this server said it (Standard Webhooks, `v1`). `body` is the request's
 * body as it came, before anything parsed it. Rejects with FilmgateWebhookError, and with a TypeError for a secret that
 * is none. An event may come more than once: `webhook-id` is then the same.
 */
export async function verifyWebhook(
	body: string | Uint8Array | ArrayBuffer,
	headers: WebhookHeaders,
	secretOrOptions: VerifyOptions["secret"] | VerifyOptions,
): Promise<WebhookMessage> {
	const { secret, toleranceSeconds = TOLERANCE_SECONDS, now = Date.now() } = readOptions(secretOrOptions);
	const id = readHeader(headers, "webhook-id");
	const timestamp = readHeader(headers, "webhook-timestamp");
	const signatures = readHeader(headers, "webhook-signature").split(" ").flatMap(readSignature);
	if (!/^\d{1,12}$/.test(timestamp)) throw new FilmgateWebhookError("missing_header", "webhook-timestamp is no date.");
	if (Math.abs(now / 1_000 - Number(timestamp)) > toleranceSeconds) {
		throw new FilmgateWebhookError("out_of_date", `The message was signed at ${timestamp}, too far from now.`);
	}
	const bytes = typeof body === "string" ? new TextEncoder().encode(body) : new Uint8Array(body);
	const content = join(new TextEncoder().encode(`${id}.${timestamp}.`), bytes);
	for (const one of [secret].flat()) if (await isSigned(content, signatures, one)) return parse(bytes);
	throw new FilmgateWebhookError("wrong_signature", "No signature of the message was made with this secret.");
}

function readOptions(given: VerifyOptions["secret"] | VerifyOptions): VerifyOptions {
	return typeof given === "object" && "secret" in given ? given : { secret: given };
}

function readHeader(headers: WebhookHeaders, name: string): string {
	const value = typeof headers.get === "function" ? headers.get(name) : findHeader(headers as object, name);
	if (typeof value === "string" && value !== "") return value;
	throw new FilmgateWebhookError("missing_header", `The message has no ${name}.`);
}

/** Names of headers are the same in capitals; some frameworks keep them as they came. */
function findHeader(headers: object, name: string): unknown {
	const found = Object.entries(headers).find(([key]) => key.toLowerCase() === name)?.[1];
	return Array.isArray(found) ? found.join(" ") : found;
}

/** `v1,<base64>`; other versions are for other receivers. */
function readSignature(entry: string): Uint8Array<ArrayBuffer>[] {
	const [version, text = ""] = entry.split(",");
	const bytes = version === "v1" ? readBase64(text) : null;
	return bytes === null ? [] : [bytes];
}

/** Compared by the platform, which takes the same time whatever differs. */
async function isSigned(
	content: Uint8Array<ArrayBuffer>,
	signatures: readonly Uint8Array<ArrayBuffer>[],
	secret: string,
): Promise<boolean> {
	const bytes = readBase64(secret.replace(/^whsec_/, ""));
	if (bytes === null || bytes.length === 0) throw new TypeError("A webhook's secret is whsec_ and bytes in base64.");
	const key = await crypto.subtle.importKey("raw", bytes, { name: "HMAC", hash: "SHA-256" }, false, ["verify"]);
	const verdicts = signatures.map((signature) => crypto.subtle.verify("HMAC", key, signature, content));
	return (await Promise.all(verdicts)).includes(true);
}

function readBase64(text: string): Uint8Array<ArrayBuffer> | null {
	try {
		return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
	} catch {
		return null;
	}
}

function join(head: Uint8Array, tail: Uint8Array): Uint8Array<ArrayBuffer> {
	const whole = new Uint8Array(head.length + tail.length);
	whole.set(head);
	whole.set(tail, head.length);
	return whole;
}

function parse(bytes: Uint8Array): WebhookMessage {
	try {
		return JSON.parse(new TextDecoder().decode(bytes));
	} catch {
		throw new FilmgateWebhookError("malformed_body", "The message is signed, but it is no JSON.");
	}
}
