/**
 * The Standard Webhooks specification: how a message is named, dated and signed, whoever sends it.
 * https://github.com/standard-webhooks/standard-webhooks
 */

export const ID_HEADER = "webhook-id";
export const TIMESTAMP_HEADER = "webhook-timestamp";
export const SIGNATURE_HEADER = "webhook-signature";

const SECRET_PREFIX = "whsec_";
/** Bytes of a secret. */
export const SECRET_BYTES = { min: 24, max: 64 } as const;

export interface SignedMessage {
	/** The same in every attempt; no dot in it. */
	readonly id: string;
	/** Unix seconds of this attempt. */
	readonly timestamp: number;
	/** Exactly as it is sent. */
	readonly body: string;
	/** Each signs; a receiver is content with any of them. */
	readonly secrets: readonly string[];
}

/** The three headers of one attempt. Throws for a secret that is none. */
export async function signMessage({ id, timestamp, body, secrets }: SignedMessage): Promise<Record<string, string>> {
	const signed = new TextEncoder().encode(`${id}.${timestamp}.${body}`);
	const signatures = await Promise.all(secrets.map((secret) => signWith(secret, signed)));
	return {
		[ID_HEADER]: id,
		[TIMESTAMP_HEADER]: String(timestamp),
		[SIGNATURE_HEADER]: signatures.join(" "),
	};
}

/** `whsec_` and the bytes in base64. */
export function spellSecret(bytes: Uint8Array): string {
	return `${SECRET_PREFIX}${btoa(String.fromCharCode(...bytes))}`;
}

/** The bytes of a secret, or null when it is not well formed. */
export function readSecret(secret: string): Uint8Array<ArrayBuffer> | null {
	const text = secret.slice(SECRET_PREFIX.length);
	if (
		!secret.startsWith(SECRET_PREFIX) ||
		!/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(text)
	)
		return null;
	const bytes = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
	return bytes.length >= SECRET_BYTES.min && bytes.length <= SECRET_BYTES.max ? bytes : null;
}

async function signWith(secret: string, signed: Uint8Array<ArrayBuffer>): Promise<string> {
	const bytes = readSecret(secret);
	if (bytes === null) throw new Error("The webhook's secret is not of the Standard Webhooks form.");
	const key = await crypto.subtle.importKey("raw", bytes, { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
	const signature = await crypto.subtle.sign("HMAC", key, signed);
	return `v1,${btoa(String.fromCharCode(...new Uint8Array(signature)))}`;
}
