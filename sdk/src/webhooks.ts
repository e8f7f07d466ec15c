import { type CreateOptions, nameRequest } from "./idempotency-key.ts";
import { type CallOptions, type PageOptions, readAll, readPage } from "./pages.ts";
import type { ApiRequest, Transport } from "./transport.ts";
import { verifyWebhook } from "./verify-webhook.ts";
import type {
	Delivery,
	DeliveryPage,
	Webhook,
	WebhookList,
	WebhookOrder,
	WebhookRotation,
	WebhookWithSecret,
} from "./wire.ts";

/**
 * Addresses that are told what becomes of your tasks. What rotates, tests or redelivers is not sent again after a lost connection:
 * look into `deliveries` for what it came to, or rotate again.
 */
export interface Webhooks {
	/** Its secret is told this once. */
	create(order: WebhookOrder, options?: CreateOptions): Promise<WebhookWithSecret>;
	/** All of your key's mode, oldest first. */
	list(options?: CallOptions): Promise<Webhook[]>;
	get(id: string, options?: CallOptions): Promise<Webhook>;
	/** With its deliveries. */
	delete(id: string, options?: CallOptions): Promise<void>;
	/** A new secret; the old one counts on for `graceSeconds`. */
	rotate(id: string, options?: WebhookRotation & CallOptions): Promise<WebhookWithSecret>;
	/** Tells it nothing more; what waits for it is dead. */
	disable(id: string, options?: CallOptions): Promise<Webhook>;
	/** Uses it again, after it was disabled or its receiver had answered 410; what happened meanwhile is not made up for. */
	enable(id: string, options?: CallOptions): Promise<Webhook>;
	/** Posts a message of no task, and tells what came back. */
	test(id: string, options?: CallOptions): Promise<Delivery>;
	/** One page of what it was told, is to be told, or could not be told; newest first. */
	deliveries(id: string, options?: PageOptions): Promise<DeliveryPage>;
	/** All of it, page after page as they are needed. */
	allDeliveries(id: string, options?: PageOptions): AsyncIterable<Delivery>;
	/** Sends one again, by the schedule's beginning. */
	redeliver(id: string, delivery: string, options?: CallOptions): Promise<Delivery>;
	/** What a receiver does with each message first. Needs no server, and no key either: it is exported by itself, too. */
	verify: typeof verifyWebhook;
}

export function createWebhooks(transport: Transport): Webhooks {
	type Rest = CallOptions & Pick<ApiRequest, "headers" | "body" | "once">;
	async function call<Body>(method: ApiRequest["method"], path: string, rest: Rest) {
		return (await transport.call<Body>({ method, path, ...rest })).body;
	}
	return {
		create: (order, options = {}) =>
			call("POST", WEBHOOKS, { headers: nameRequest(options), body: order, signal: options.signal }),
		async list(options) {
			return (await call<WebhookList>("GET", WEBHOOKS, { ...options })).data;
		},
		get: (id, options) => call("GET", pathOf(id), { ...options }),
		delete: (id, options) => call("DELETE", pathOf(id), { ...options }),
		rotate: (id, { signal, ...body } = {}) => call("POST", `${pathOf(id)}/rotate`, { body, signal, once: true }),
		disable: (id, options) => call("POST", `${pathOf(id)}/disable`, { ...options }),
		enable: (id, options) => call("POST", `${pathOf(id)}/enable`, { ...options }),
		test: (id, options) => call("POST", `${pathOf(id)}/test`, { ...options, once: true }),
		deliveries: (id, options) => readPage(transport, { path: `${pathOf(id)}/deliveries`, ...options }),
		allDeliveries: (id, options) => readAll(transport, { path: `${pathOf(id)}/deliveries`, ...options }),
		redeliver(id, delivery, options) {
			const path = `${pathOf(id)}/deliveries/${encodeURIComponent(delivery)}/redeliver`;
			return call("POST", path, { ...options, once: true });
		},
		verify: verifyWebhook,
	};
}

const WEBHOOKS = "/api/v1/webhooks";

function pathOf(id: string): string {
	return `${WEBHOOKS}/${encodeURIComponent(id)}`;
}
