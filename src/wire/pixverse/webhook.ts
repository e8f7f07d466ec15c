import type { VIDEO_STATUS } from "./codes.ts";

/**
 * What a webhook is sent when its video has ended. The keys are in alphabetical order: some receivers check the
 * signature over the body's own order, others over a sorted one, and here both are the same.
 */
export type VideoWebhook = {
	credits: number;
	has_audio: boolean;
	/** The video's number as a string, unlike everywhere else. */
	id: string;
	/** Bytes. */
	size: number;
	status: (typeof VIDEO_STATUS)["done" | "moderated" | "failed"];
	/** "" unless the video is done. */
	url: string;
};

/** A receiver has taken it when it answers 200 with this and nothing else. */
export const WEBHOOK_TAKEN = "ok";

/** When a call that was not taken is repeated, ms after the one before. */
export const WEBHOOK_SCHEDULE_MS = [2_000, 10_000, 30_000, 60_000, 300_000, 900_000, 3_600_000, 4 * 3_600_000] as const;

export interface WebhookCall {
	/** As it is sent: a flat JSON object. */
	readonly body: string;
	/** Unix seconds of this attempt. */
	readonly timestamp: number;
	/** 32 letters and digits, new in each attempt. */
	readonly nonce: string;
	readonly secret: string;
}

/** The three headers of one attempt. */
export async function signWebhook({ body, timestamp, nonce, secret }: WebhookCall): Promise<Record<string, string>> {
	const encoder = new TextEncoder();
	const hmac = { name: "HMAC", hash: "SHA-256" };
	const key = await crypto.subtle.importKey("raw", encoder.encode(secret), hmac, false, ["sign"]);
	const signature = await crypto.subtle.sign("HMAC", key, encoder.encode(`${timestamp}\n${nonce}\n${queryOf(body)}`));
	return {
		"webhook-timestamp": String(timestamp),
		"webhook-nonce": nonce,
		"webhook-signature": btoa(String.fromCharCode(...new Uint8Array(signature))),
	};
}

/** The body's fields as a form: what this platform signs instead of the body itself. */
function queryOf(body: string): string {
	const fields = Object.entries(JSON.parse(body) as Record<string, unknown>);
	return new URLSearchParams(fields.map(([name, value]): [string, string] => [name, String(value)])).toString();
}
