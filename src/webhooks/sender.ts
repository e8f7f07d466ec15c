import type { Clock } from "../core/clock.ts";
import type { WebhookReply, WebhookSender } from "../core/ports/webhook-form.ts";
import { abortable } from "../media/abortable.ts";
import { type AllowList, createAllowList } from "../media/address-check.ts";
import { type PinnedResponse, pinnedRequest, type Resolver, systemResolver } from "../media/pinned-request.ts";

export interface WebhookSenderOptions {
	/** CIDRs, addresses and host names that webhooks may have although they are not public. */
	readonly allow: readonly string[];
	readonly clock: Clock;
	readonly resolve?: Resolver;
}

/** Of an answer's body; a receiver that sends more is not listened to any longer. */
const HEAD_BYTES = 2_048;
/** How long an answer's body is waited for when it decides nothing, ms. */
const IDLE_BODY_MS = 1_000;

/**
 * Posts to addresses that clients chose. Each time the name is resolved, its addresses are checked and the connection is pinned to
 * them; redirects are answers like any other. Neither a slow nor an endless body holds it longer than the signal allows.
 */
export function createWebhookSender({ allow, clock, resolve = systemResolver }: WebhookSenderOptions): WebhookSender {
	const list: AllowList = createAllowList(allow);
	return async ({ url, headers, body, needsBody, signal }) => {
		const request = {
			resolve,
			allow: list,
			signal,
			method: "POST",
			headers: { "user-agent": "filmgate", ...headers },
		} as const;
		const response = await pinnedRequest(new URL(url), { ...request, body });
		const impatient = new AbortController();
		const callOff = needsBody ? () => {} : clock.after(IDLE_BODY_MS, () => impatient.abort());
		try {
			const read = await readHead(response, AbortSignal.any([signal, impatient.signal]));
			return { status: response.status, ...read, retryAfterMs: retryAfter(response, clock.now()) };
		} finally {
			callOff();
			await response.close();
		}
	};
}

/** As much of the body as came in time. A body that breaks off is not whole; that is all that is wrong with it. */
async function readHead(response: PinnedResponse, signal: AbortSignal): Promise<Pick<WebhookReply, "head" | "whole">> {
	const chunks: Uint8Array[] = [];
	let length = 0;
	let whole = true;
	try {
		for await (const chunk of abortable<Uint8Array>(response.body, signal)) {
			chunks.push(chunk);
			length += chunk.byteLength;
			if (length > HEAD_BYTES) {
				whole = false;
				break;
			}
		}
	} catch {
		whole = false;
	}
	return { head: Buffer.concat(chunks).subarray(0, HEAD_BYTES).toString("utf8"), whole };
}

/** Seconds or a date; what cannot be read is no wish. */
function retryAfter(response: PinnedResponse, now: number): number | null {
	const header = [response.headers["retry-after"] ?? ""].flat()[0] ?? "";
	if (/^\d{1,9}$/.test(header)) return Number(header) * 1_000;
	const date = /^[A-Z][a-z]{2}, /.test(header) ? Date.parse(header) : Number.NaN;
	return Number.isNaN(date) ? null : Math.max(0, date - now);
}
