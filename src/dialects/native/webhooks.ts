import type * as wire from "@filmgate/sdk";
import type { Caller } from "../../core/account.ts";
import type { WebhookOwner } from "../../core/use-cases/webhooks.ts";
import type { Handler } from "../dialect.ts";
import { readBody, readBodyIfAny, readIdentity } from "./request.ts";
import { renderWebhook } from "./webhook-body.ts";
import { readRotation, readWebhookOrder } from "./webhook-fields.ts";

/** A key sees the webhooks of its own account and mode only. */
export function ownerOf({ account, mode }: Caller): WebhookOwner {
	return { account: account.id, mode };
}

/** POST /api/v1/webhooks: 201 with the webhook, and its secret this once. */
export const createWebhook: Handler = async (request, { webhooks }) => {
	const wish = { ...readWebhookOrder(readBody(request)), request: readIdentity(request) };
	const { webhook, secret } = await webhooks.create(ownerOf(request.caller), wish);
	const body: wire.WebhookWithSecret = { ...renderWebhook(webhook), secret };
	return { status: 201, headers: { location: `/api/v1/webhooks/${webhook.id}`, ...SECRET }, body };
};

/** What holds a secret is kept by nobody on the way. */
const SECRET = { "cache-control": "no-store" };

/** GET /api/v1/webhooks: all of them, oldest first. */
export const listWebhooks: Handler = async ({ caller }, { webhooks }) => {
	const body: wire.WebhookList = { data: (await webhooks.list(ownerOf(caller))).map(renderWebhook) };
	return { status: 200, body };
};

/** GET /api/v1/webhooks/{id} */
export const readWebhook: Handler = async ({ caller, params }, { webhooks }) => {
	return { status: 200, body: renderWebhook(await webhooks.read(ownerOf(caller), params.id ?? "")) };
};

/** DELETE /api/v1/webhooks/{id}: 204; its deliveries go with it. */
export const deleteWebhook: Handler = async ({ caller, params }, { webhooks }) => {
	await webhooks.delete(ownerOf(caller), params.id ?? "");
	return { status: 204, body: null };
};

/** POST /api/v1/webhooks/{id}/rotate: a new secret; the old one counts too until its grace is over. */
export const rotateWebhook: Handler = async (request, { webhooks }) => {
	const wish = readRotation(readBodyIfAny(request));
	const { webhook, secret } = await webhooks.rotate(ownerOf(request.caller), request.params.id ?? "", wish);
	const body: wire.WebhookWithSecret = { ...renderWebhook(webhook), secret };
	return { status: 200, headers: SECRET, body };
};

/** POST /api/v1/webhooks/{id}/enable: it hears again; what was announced meanwhile is not made up for. */
export const enableWebhook: Handler = async ({ caller, params }, { webhooks }) => {
	return { status: 200, body: renderWebhook(await webhooks.enable(ownerOf(caller), params.id ?? "")) };
};

/** POST /api/v1/webhooks/{id}/disable: it hears nothing more, and what waits for it is dead. */
export const disableWebhook: Handler = async ({ caller, params }, { webhooks }) => {
	const webhook = await webhooks.disable(ownerOf(caller), params.id ?? "", "switched off by its owner");
	return { status: 200, body: renderWebhook(webhook) };
};
