import type * as wire from "@filmgate/sdk";
import { z } from "zod";
import { LONGEST_GRACE_MS } from "../../core/use-cases/webhooks.ts";
import { WEBHOOK_EVENTS, WEBHOOK_FORMS } from "../../core/webhook.ts";
import type { OperationDescription, ShapeOf } from "../describe.ts";
import { IDEMPOTENCY_KEY, instant, NOTHING, PAGE, pageOf } from "./describe-answers.ts";

const event = z.enum(WEBHOOK_EVENTS);
const form = z.enum(WEBHOOK_FORMS);

const shape = {
	id: z.string().describe("`wh_` and more."),
	url: z.string(),
	events: z.array(event).nullable().describe("Null: all that its form has a word for."),
	form,
	onlyNamed: z.boolean(),
	livemode: z.boolean(),
	graceEndsAt: instant.nullable().describe("Until when the secret before the present one counts too."),
	disabledAt: instant.nullable().describe("Since when nothing is announced to it."),
	disabledReason: z.string().nullable(),
	createdAt: instant,
} satisfies ShapeOf<wire.Webhook>;

const webhook = z.object(shape).meta({ id: "Webhook" });

const withSecret = z
	.object({
		...shape,
		secret: z.string().describe("Told now, and never again."),
	} satisfies ShapeOf<wire.WebhookWithSecret>)
	.meta({ id: "WebhookWithSecret" });

const attempt = z.object({
	at: instant,
	ms: z.number().min(0),
	status: z.int().nullable().describe("What the receiver answered with; null when no answer came."),
	error: z.string().nullable().describe("Why it does not count; null for the one that did."),
	head: z.string().describe("The beginning of the answer's body."),
} satisfies ShapeOf<wire.DeliveryAttempt>);

const delivery = z
	.object({
		id: z.string().describe("`evt_` and more: the `webhook-id` of its messages."),
		webhook: z.string(),
		task: z.string().nullable().describe("Null for a test."),
		type: z.enum([...WEBHOOK_EVENTS, "webhook.test"]),
		status: z.enum(["pending", "delivered", "dead"]),
		at: instant,
		nextAt: instant.nullable().describe("When the next attempt is due."),
		settledAt: instant.nullable(),
		body: z.string().nullable().describe("What is sent, once it was written."),
		attempts: z.array(attempt).describe("The latest, oldest first."),
	} satisfies ShapeOf<wire.Delivery>)
	.meta({ id: "Delivery" });

const secret = z.string().describe("Your own. Left out, one is made.").nullish();

const order = z.object({
	url: z.url().describe("Where messages go: http or https."),
	events: z.array(event).describe("Left out, all that its form has a word for.").nullish(),
	form: form.describe("Left out, `standard`.").nullish(),
	onlyNamed: z
		.boolean()
		.describe("Whether it hears of those tasks only that name it. Left out, false for `standard`, true for `pixverse`.")
		.nullish(),
	secret,
});

const rotation = z.object({
	graceSeconds: z
		.int()
		.min(0)
		.max(LONGEST_GRACE_MS / 1_000)
		.describe("How many seconds the old secret counts too. Left out, a day.")
		.nullish(),
	secret,
});

const told = { text: "The webhook, as it is now.", schema: webhook } as const;

export const webhooks: Readonly<Record<string, OperationDescription>> = {
	"POST /api/v1/webhooks": {
		summary: "Have tasks announced to an address",
		parameters: [IDEMPOTENCY_KEY],
		request: {
			content: { "application/json": order },
			example: { url: "https://example.com/filmgate", events: ["task.succeeded"] },
		},
		answers: {
			201: { text: "The webhook, with its secret.", schema: withSecret, headers: { location: "Its address." } },
		},
	},
	"GET /api/v1/webhooks": {
		summary: "List webhooks",
		answers: {
			200: {
				text: "All of them, oldest first.",
				schema: z.object({ data: z.array(webhook) } satisfies ShapeOf<wire.WebhookList>).meta({ id: "WebhookList" }),
			},
		},
	},
	"GET /api/v1/webhooks/:id": { summary: "Look at a webhook", answers: { 200: told } },
	"DELETE /api/v1/webhooks/:id": {
		summary: "Delete a webhook",
		text: "Its deliveries go with it.",
		answers: { 204: NOTHING },
	},
	"POST /api/v1/webhooks/:id/rotate": {
		summary: "Give a webhook a new secret",
		text: "Messages are signed with the old one too, until its grace is over.",
		request: { content: { "application/json": rotation }, example: { graceSeconds: 86_400 }, required: false },
		answers: { 200: { text: "The webhook, with its new secret.", schema: withSecret } },
	},
	"POST /api/v1/webhooks/:id/enable": {
		summary: "Enable a webhook",
		text: "What was announced while it was disabled is not made up for.",
		answers: { 200: told },
	},
	"POST /api/v1/webhooks/:id/disable": {
		summary: "Disable a webhook",
		text: "What waits for it is dead.",
		answers: { 200: told },
	},
	"POST /api/v1/webhooks/:id/test": {
		summary: "Try a webhook",
		text: "A message of no task is posted at once.",
		answers: { 200: { text: "What came back, taken or not.", schema: delivery } },
	},
	"GET /api/v1/webhooks/:id/deliveries": {
		summary: "List what a webhook was told",
		text: "The newest first.",
		parameters: PAGE,
		answers: { 200: { text: "A page.", schema: pageOf(delivery).meta({ id: "DeliveryPage" }) } },
	},
	"POST /api/v1/webhooks/:id/deliveries/:delivery/redeliver": {
		summary: "Tell a webhook once more",
		answers: { 202: { text: "It is sent again.", schema: delivery } },
	},
};
