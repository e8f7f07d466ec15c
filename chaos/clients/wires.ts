import type { MODELS } from "../server/routes.ts";
import { ERR_CODE } from "../../src/wire/pixverse/codes.ts";

/** One order, under the name that makes every repetition of it the same request. */
export interface ChaosOrder {
	readonly key: string;
	readonly wire: keyof typeof MODELS;
	readonly model: string;
	readonly prompt: string;
}

export interface Door {
	readonly url: string;
	readonly key: string;
}

export type Submission =
	| { readonly kind: "acknowledged"; readonly id: string }
	/** Nobody promised anything: the same request goes out again. */
	| { readonly kind: "again"; readonly why: string }
	| { readonly kind: "refused"; readonly why: string };

/** What a status call says, in the native wire's words; a wire that has one word for several ends says `failed`. */
export type State = "working" | "succeeded" | "failed" | "rejected" | "unknown" | "unreachable";

/** How clients speak in one wire: as they would to its vendor. */
export interface ChaosWire {
	submit(door: Door, order: ChaosOrder): Promise<Submission>;
	read(door: Door, id: string): Promise<State>;
}

interface Reply {
	readonly status: number;
	// biome-ignore lint/suspicious/noExplicitAny: each wire reads what it knows to be there.
	readonly body: any;
}

const PATIENCE_MS = 10_000;
const NO_REPLY: Reply = { status: 0, body: null };

/** Status 0 when there was no answer, or no whole one. */
async function call(url: string, headers: Record<string, string>, body?: object): Promise<Reply> {
	const signal = AbortSignal.timeout(PATIENCE_MS);
	const json = { ...headers, "content-type": "application/json" };
	const init =
		body === undefined ? { headers, signal } : { method: "POST", headers: json, body: JSON.stringify(body), signal };
	try {
		const response = await fetch(url, init);
		return { status: response.status, body: await response.json() };
	} catch {
		return NO_REPLY;
	}
}

function mayPass({ status }: Reply): boolean {
	return status === 0 || status === 429 || status >= 500;
}

function outcome(reply: Reply, id: unknown): Submission {
	if (id !== undefined && id !== null) return { kind: "acknowledged", id: String(id).replace("task_", "") };
	const why = `${reply.status} ${JSON.stringify(reply.body)}`;
	return mayPass(reply) ? { kind: "again", why } : { kind: "refused", why };
}

const zai: ChaosWire = {
	async submit({ url, key }, { key: request_id, model, prompt }) {
		const reply = await call(`${url}/api/paas/v4/videos/generations`, bearer(key), { model, prompt, request_id });
		return outcome(reply, reply.body?.id);
	},
	async read({ url, key }, id) {
		const reply = await call(`${url}/api/paas/v4/async-result/${id}`, bearer(key));
		if (mayPass(reply)) return "unreachable";
		if (reply.status !== 200) return "unknown";
		const states: Readonly<Record<string, State>> = { PROCESSING: "working", SUCCESS: "succeeded" };
		return states[reply.body.task_status] ?? "failed";
	},
};

const PIXVERSE_STATES: Readonly<Record<number, State>> = { 1: "succeeded", 5: "working", 7: "rejected", 8: "failed" };
const PASSING: readonly unknown[] = [ERR_CODE.highLoad, ERR_CODE.unknown, ERR_CODE.tooManyGenerations];

const pixverse: ChaosWire = {
	async submit({ url, key }, order) {
		const body = { model: order.model, prompt: order.prompt, duration: 5, quality: "360p", aspect_ratio: "16:9" };
		const headers = { "API-KEY": key, "Ai-trace-id": order.key };
		const reply = await call(`${url}/openapi/v2/video/text/generate`, headers, body);
		if (PASSING.includes(reply.body?.ErrCode)) return { kind: "again", why: String(reply.body.ErrCode) };
		return outcome(reply, reply.body?.Resp?.video_id);
	},
	async read({ url, key }, id) {
		const reply = await call(`${url}/openapi/v2/video/result/${id}`, {
			"API-KEY": key,
			"Ai-trace-id": crypto.randomUUID(),
		});
		if (mayPass(reply) || PASSING.includes(reply.body?.ErrCode)) return "unreachable";
		return reply.body.ErrCode === ERR_CODE.success ? (PIXVERSE_STATES[reply.body.Resp.status] ?? "unknown") : "unknown";
	},
};

const NATIVE_ENDS: Readonly<Record<string, State>> = { succeeded: "succeeded", failed: "failed", rejected: "rejected" };

const native: ChaosWire = {
	async submit({ url, key }, order) {
		const { prompt, model } = order;
		const headers = { ...bearer(key), "idempotency-key": order.key };
		const reply = await call(`${url}/api/v1/tasks`, headers, { prompt, model });
		return outcome(reply, reply.status < 300 ? reply.body?.id : null);
	},
	async read({ url, key }, id) {
		const reply = await call(`${url}/api/v1/tasks/task_${id}`, bearer(key));
		if (mayPass(reply)) return "unreachable";
		return reply.status === 200 ? (NATIVE_ENDS[reply.body.status] ?? "working") : "unknown";
	},
};

export const CHAOS_WIRES: Readonly<Record<ChaosOrder["wire"], ChaosWire>> = { zai, pixverse, native };

function bearer(key: string): Record<string, string> {
	return { authorization: `Bearer ${key}` };
}
