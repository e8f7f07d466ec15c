import type * as wire from "@filmgate/sdk";
import type { Handler } from "../dialect.ts";
import { readLimit } from "./query.ts";
import { renderDelivery } from "./webhook-body.ts";
import { ownerOf } from "./webhooks.ts";

/** POST /api/v1/webhooks/{id}/test: a message of no task, at once; 200 with what came back, taken or not. */
export const testWebhook: Handler = async ({ caller, params }, { webhooks }) => {
	return { status: 200, body: renderDelivery(await webhooks.test(ownerOf(caller), params.id ?? "")) };
};

/** GET /api/v1/webhooks/{id}/deliveries: what it was told, is to be told, or could not be told, newest first. */
export const listDeliveries: Handler = async ({ caller, params, query }, { webhooks }) => {
	const limit = readLimit(query.limit);
	const page = { limit, ...(query.cursor === undefined ? {} : { before: query.cursor }) };
	const deliveries = await webhooks.deliveries(ownerOf(caller), params.id ?? "", page);
	const last = deliveries.length < limit ? undefined : deliveries.at(-1);
	const body: wire.DeliveryPage = {
		data: deliveries.map(renderDelivery),
		nextCursor: last?.announcement.id ?? null,
	};
	return { status: 200, body };
};

/** POST /api/v1/webhooks/{id}/deliveries/{delivery}/redeliver: it is sent again, by the schedule's beginning. */
export const redeliver: Handler = async ({ caller, params }, { webhooks }) => {
	const again = await webhooks.redeliver(ownerOf(caller), params.id ?? "", params.delivery ?? "");
	return { status: 202, body: renderDelivery(again) };
};
