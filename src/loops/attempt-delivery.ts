import type { Announcement, DeliveryAttempt, Payload } from "../core/announcement.ts";
import type { Clock } from "../core/clock.ts";
import { FilmgateError } from "../core/errors.ts";
import type { AttemptOutcome } from "../core/ports/announcements.ts";
import type { WebhookForm, WebhookReply, WebhookSender } from "../core/ports/webhook-form.ts";
import type { Webhook, WebhookFormName } from "../core/webhook.ts";
import { timeLimit } from "./time-limit.ts";

export interface DeliveryNeeds {
	readonly forms: Readonly<Record<WebhookFormName, WebhookForm>>;
	readonly send: WebhookSender;
	/** The secret in a webhook's record; throws when it was sealed under another key. */
	readonly unseal: (sealed: string) => string;
	readonly clock: Clock;
	/** Evenly spread in [0, 1). */
	readonly random: () => number;
}

export interface Delivery {
	readonly webhook: Webhook;
	readonly announcement: Announcement;
	readonly payload: Payload;
	/** Fires when there is no time left for it: then the attempt never was, and the promise rejects. */
	readonly signal: AbortSignal;
}

/** From the look-up of the address to the end of the answer. */
export const ATTEMPT_LIMIT_MS = 15_000;
/** The longest that a receiver may put off the next attempt. */
const LONGEST_WISH_MS = 24 * 3_600_000;
const SLOW_DOWN = new Set([429, 502, 503, 504]);
const GONE = 410;

/** Tells an announcement once, and says what follows from the answer. */
export async function attemptDelivery(
	needs: DeliveryNeeds,
	delivery: Delivery,
): Promise<{ readonly attempt: DeliveryAttempt; readonly outcome: AttemptOutcome }> {
	const { clock } = needs;
	const [at, begun] = [clock.now(), clock.monotonic()];
	const reply = await ask(needs, delivery);
	delivery.signal.throwIfAborted();
	const ms = Math.round(clock.monotonic() - begun);
	const { webhook, announcement } = delivery;
	const form = needs.forms[webhook.form];
	const error = typeof reply === "string" ? reply : complaint(form, reply);
	const told = typeof reply === "string" ? { status: null, head: "" } : { status: reply.status, head: reply.head };
	const attempt = { at, ms, error, ...told };
	if (error === null) return { attempt, outcome: { kind: "delivered" } };
	if (told.status === GONE) return { attempt, outcome: { kind: "gone", reason: "its receiver answered 410 Gone" } };
	const waitMs = waitAfter(form, { tries: announcement.tries, reply, random: needs.random });
	return { attempt, outcome: waitMs === null ? { kind: "dead" } : { kind: "again", at: at + ms + waitMs } };
}

/** The answer, or in words why there is none. */
async function ask(needs: DeliveryNeeds, { webhook, announcement, payload, signal }: Delivery) {
	const form = needs.forms[webhook.form];
	const now = needs.clock.now();
	const limit = timeLimit(needs.clock, ATTEMPT_LIMIT_MS);
	try {
		const secrets = secretsOf(webhook, now).map(needs.unseal);
		const proof = await form.sign(payload, { id: announcement.id, secrets, tries: announcement.tries, now });
		return await needs.send({
			url: webhook.url,
			headers: { ...payload.headers, ...proof },
			body: payload.body,
			needsBody: form.needsBody,
			signal: AbortSignal.any([signal, limit.signal]),
		});
	} catch (error) {
		if (limit.signal.aborted) return `no answer within ${ATTEMPT_LIMIT_MS / 1_000} s`;
		return reasonOf(error);
	} finally {
		limit.end();
	}
}

function secretsOf({ sealedSecret, previous }: Webhook, now: number): readonly string[] {
	return previous !== null && now < previous.graceEndsAt ? [sealedSecret, previous.sealedSecret] : [sealedSecret];
}

function complaint(form: WebhookForm, reply: WebhookReply): string | null {
	if (form.accepts(reply)) return null;
	if (reply.status >= 200 && reply.status < 300) return "the answer's body is not the one that this form asks for";
	if (reply.status >= 300 && reply.status < 400)
		return `answered with a redirect (${reply.status}), which is not followed`;
	return `answered with status ${reply.status}`;
}

/** Null after the schedule's last attempt. */
function waitAfter(
	{ scheduleMs, jitter, heedsRetryAfter }: WebhookForm,
	{ tries, reply, random }: { tries: number; reply: WebhookReply | string; random: () => number },
): number | null {
	const scheduled = scheduleMs[tries];
	if (scheduled === undefined) return null;
	const waitMs = Math.round(scheduled * (1 + jitter * random()));
	if (!heedsRetryAfter || typeof reply === "string" || !SLOW_DOWN.has(reply.status)) return waitMs;
	return Math.max(waitMs, Math.min(reply.retryAfterMs ?? 0, LONGEST_WISH_MS));
}

function reasonOf(error: unknown): string {
	const said = error instanceof Error ? error.message : String(error);
	const cause = error instanceof FilmgateError && error.cause instanceof Error ? error.cause : null;
	const detail = cause === null ? "" : ((cause as NodeJS.ErrnoException).code ?? cause.message);
	return detail === "" ? said : `${said} (${detail})`;
}
