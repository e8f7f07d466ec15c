import { randomUUID } from "node:crypto";
import type { Announcement } from "../core/announcement.ts";
import type { AnnouncementStore } from "../core/ports/announcements.ts";
import type { WebhookNeeds } from "../core/use-cases/webhooks.ts";
import { attemptDelivery, type DeliveryNeeds } from "./attempt-delivery.ts";

/** Tells a webhook something of no task, once, whatever comes of it; the log has it. */
export function createTestSender(
	needs: DeliveryNeeds & { readonly announcements: Pick<AnnouncementStore, "recordTest"> },
): WebhookNeeds["sendTest"] {
	return async (webhook) => {
		const fresh = newTest(webhook.id, needs.clock.now());
		const payload = needs.forms[webhook.form].render(fresh, null);
		const signal = new AbortController().signal;
		const { attempt } = await attemptDelivery(needs, { webhook, announcement: fresh, payload, signal });
		const status = attempt.error === null ? "delivered" : "dead";
		const announcement = { ...fresh, status, payload, tries: 1, settledAt: attempt.at + attempt.ms } as const;
		await needs.announcements.recordTest(announcement, attempt);
		return { announcement, attempts: [attempt] };
	};
}

function newTest(webhook: string, at: number): Announcement {
	const id = `evt_${randomUUID().replaceAll("-", "")}`;
	const nothing = { taskId: null, version: 0, tries: 0, nextAt: null, settledAt: null, payload: null };
	return { id, webhook, type: "webhook.test", at, status: "pending", ...nothing };
}
