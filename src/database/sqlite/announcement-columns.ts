import { z } from "zod";
import type { Announcement, DeliveryAttempt, Payload } from "../../core/announcement.ts";
import { WEBHOOK_EVENTS, WEBHOOK_FORMS, type Webhook } from "../../core/webhook.ts";
import { jsonColumn } from "./json-column.ts";

/** What a webhook is beside the instant since which it is disabled. */
const webhookColumn = jsonColumn<Omit<Webhook, "disabledAt">>(
	z.object({
		id: z.string(),
		account: z.string(),
		mode: z.enum(["live", "test"]),
		url: z.string(),
		events: z.array(z.enum(WEBHOOK_EVENTS)).nullable(),
		form: z.enum(WEBHOOK_FORMS),
		onlyNamed: z.boolean(),
		sealedSecret: z.string(),
		previous: z.object({ sealedSecret: z.string(), graceEndsAt: z.int() }).nullable(),
		disabledReason: z.string().nullable(),
		createdAt: z.int(),
		requestHash: z.string().exactOptional(),
	}),
);

const webhookRow = z.object({ facts: z.string(), disabled_at: z.int().nullable() });

/** Begins every query for webhooks. */
export const SELECT_WEBHOOKS = "SELECT facts, disabled_at FROM webhooks";

export function readWebhook(row: unknown): Webhook {
	const { facts, disabled_at } = webhookRow.parse(row);
	return { ...webhookColumn.read(facts), disabledAt: disabled_at };
}

export function writeWebhook(webhook: Webhook): string {
	return webhookColumn.write(webhook);
}

type AnnouncementFacts = Pick<Announcement, "type" | "version" | "at">;

export const announcementFacts = jsonColumn<AnnouncementFacts>(
	z.object({ type: z.enum([...WEBHOOK_EVENTS, "webhook.test"]), version: z.int(), at: z.int() }),
);

export const payloadColumn = jsonColumn<Payload>(
	z.object({ headers: z.record(z.string(), z.string()), body: z.string() }),
);

const announcementRow = z.object({
	id: z.string(),
	webhook: z.string(),
	task_id: z.int().nullable(),
	status: z.enum(["pending", "delivered", "dead"]),
	tries: z.int(),
	next_at: z.int().nullable(),
	settled_at: z.int().nullable(),
	facts: z.string(),
	payload: z.string().nullable(),
});

/** Begins every query for announcements. */
export const SELECT_ANNOUNCEMENTS =
	"SELECT id, webhook, task_id, status, tries, next_at, settled_at, facts, payload FROM announcements";

export function readAnnouncement(row: unknown): Announcement {
	const { task_id, next_at, settled_at, facts, payload, ...columns } = announcementRow.parse(row);
	return {
		...columns,
		...announcementFacts.read(facts),
		taskId: task_id,
		nextAt: next_at,
		settledAt: settled_at,
		payload: payload === null ? null : payloadColumn.read(payload),
	};
}

export const attemptRow: z.ZodType<DeliveryAttempt> = z.object({
	at: z.int(),
	ms: z.int(),
	status: z.int().nullable(),
	error: z.string().nullable(),
	head: z.string(),
});
