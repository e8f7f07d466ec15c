import { type CallOptions, type PageOptions, readAll, readPage } from "./pages.ts";
import type { Transport } from "./transport.ts";
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

/** Addresses that are told what becomes of your tasks. */
export interface Webhooks {
	/** Its secret is told this once. */
	create(order: WebhookOrder, options?: CallOptions): Promise<WebhookWithSecret>;
	/** All of your key's mode, oldest first. */
	list(options?: CallOptions): Promise<Webhook[]>;
	get(id: string, options?: CallOptions): Promise<Webhook>;
	/** With its deliveries. */
	delete(id: string, options?: CallOptions): Promise<void>;
	/** A new secret; the old one counts on for `graceSeconds`. */
	rotate(id: string, options?: WebhookRotation & CallOptions): Promise<WebhookWithSecret>;
	/** Uses it again after its receiver had answered 410. */
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
	async function call<Body>(method: "GET" | "POST" | "DELETE", path: string, rest: CallOptions & { body?: object }) {
		return (await transport.call<Body>({ method, path, ...rest })).body;
	}
	return {
		create: (order, options) => call("POST", WEBHOOKS, { ...options, body: order }),
		async list(options) {
			return (await call<WebhookList>("GET", WEBHOOKS, { ...options })).data;
		},
		get: (id, options) => call("GET", pathOf(id), { ...options }),
		delete: (id, options) => call("DELETE", pathOf(id), { ...options }),
		rotate: (id, { signal, ...body } = {}) => call("POST", `${pathOf(id)}/rotate`, { body, signal }),
		enable: (id, options) => call("POST", `${pathOf(id)}/enable`, { ...options }),
		test: (id, options) => call("POST", `${pathOf(id)}/test`, { ...options }),
		deliveries: (id, options) => readPage(transport, { path: `${pathOf(id)}/deliveries`, ...options }),
		allDeliveries: (id, options) => readAll(transport, { path: `${pathOf(id)}/deliveries`, ...options }),
		redeliver(id, delivery, options) {
			const path = `${pathOf(id)}/deliveries/${encodeURIComponent(delivery)}/redeliver`;
			return call("POST", path, { ...options });
		},
		verify: verifyWebhook,
	};
}

const WEBHOOKS = "/api/v1/webhooks";

function pathOf(id: string): string {
	return `${WEBHOOKS}/${encodeURIComponent(id)}`;
}
