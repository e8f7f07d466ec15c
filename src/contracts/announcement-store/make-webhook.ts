import type { Announcement, DeliveryAttempt } from "../../core/announcement.ts";
import type { Webhook } from "../../core/webhook.ts";
import type { StoreBench } from "../stores.ts";

/** A webhook of an account, not stored. */
export function makeWebhook(account: string, overrides: Partial<Webhook> = {}): Webhook {
	return {
		id: `wh_${crypto.randomUUID()}`,
		account,
		mode: "live",
		url: "https://app.example.com/hook",
		events: null,
		form: "standard",
		onlyNamed: false,
		sealedSecret: "sealed",
		previous: null,
		disabledAt: null,
		disabledReason: null,
		createdAt: 1,
		...overrides,
	};
}

/** A stored webhook of an account that nobody else uses, unless said. */
export async function storedWebhook(bench: StoreBench, overrides: Partial<Webhook> = {}): Promise<Webhook> {
	const webhook = makeWebhook(overrides.account ?? (await bench.account()).id, overrides);
	await bench.announcements.createWebhook(webhook);
	return webhook;
}

export function makeAttempt(overrides: Partial<DeliveryAttempt> = {}): DeliveryAttempt {
	return { at: 1_000, ms: 10, status: 500, error: "answered with status 500", head: "oh", ...overrides };
}

/** Everything that a webhook was announced, oldest first. */
export async function told(bench: StoreBench, { id }: Webhook): Promise<readonly Announcement[]> {
	return (await bench.announcements.list({ webhook: id, limit: 1_000 })).toReversed();
}
