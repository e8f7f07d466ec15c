import type { JsonValue } from "../../src/core/json.ts";
import type { CallContext, Engine, EngineFinding, EngineStatus } from "../../src/core/ports/engine.ts";
import type { Kind } from "../upstream/works.ts";

export interface ChaosEngineOptions {
	readonly kind: Kind;
	readonly upstreamUrl: string;
	/** How long a blind start may stay unclear, and any work may take. */
	readonly longestJobMs: number;
	/** The upstream has begun to answer a start, and nobody here knows what. */
	onAccepted(): void;
}

interface Answer {
	readonly status: number;
	readonly body: { readonly work?: number | null; readonly state?: string };
}

const BUSY = 429;
const FENCED = 409;
const REFUSED = 422;

/** The adapter of the fake upstream, as careful as a real one: only what the upstream said itself counts as an answer. */
export function createChaosEngine({ kind, upstreamUrl, longestJobMs, onAccepted }: ChaosEngineOptions): Engine {
	async function call(path: string, { signal }: CallContext, asked: { body?: object; onHead?: () => void } = {}) {
		const init = asked.body === undefined ? {} : { method: "POST", body: JSON.stringify(asked.body) };
		const response = await fetch(`${upstreamUrl}/${kind}/${path}`, { ...init, signal });
		if (response.ok) asked.onHead?.();
		const answer = { status: response.status, body: await response.json() } as Answer;
		if (response.ok || [BUSY, FENCED, REFUSED].includes(answer.status)) return answer;
		throw new Error(`The upstream answered ${answer.status}.`);
	}

	const engine: Engine = {
		name: kind,
		capabilities: {
			operations: ["text-to-video"],
			idempotentStart: kind === "repeater",
			find: kind === "finder",
			cancel: false,
			progress: false,
			concurrency: { live: 100, test: 100 },
			longestJobMs,
		},
		async start(order, context) {
			const body = { token: context.startToken, prompt: order.prompt };
			const answer = await call("starts", context, { body, onHead: onAccepted });
			if (answer.status === BUSY) return { kind: "not-taken", reason: "busy", askAgainAfterMs: 300 };
			if (answer.status === FENCED) return { kind: "not-taken", reason: "too late", askAgainAfterMs: 0 };
			if (answer.status === REFUSED) {
				return { kind: "refused", failure: { code: "engine_refused", message: "The upstream does not make this." } };
			}
			return { kind: "started", handle: { work: workOf(answer.body) }, warnings: [] };
		},
		async status(handle, context): Promise<EngineStatus> {
			const { status, body } = await call(`work?id=${workOf(handle)}`, context);
			if (status === BUSY) return { kind: "working", progress: null, askAgainAfterMs: 500 };
			switch (body.state) {
				case "working":
					return { kind: "working", progress: null, askAgainAfterMs: 200 };
				case "failed":
					return { kind: "failed", failure: { code: "engine_failed", message: "The upstream could not make it." } };
				case "done":
					return {
						kind: "done",
						films: [{ kind: "video", source: handle, cover: null, expiresAt: null }],
						warnings: [],
					};
				default:
					return { kind: "lost" };
			}
		},
		async openFilm(source, { signal }) {
			const response = await fetch(`${upstreamUrl}/${kind}/film?id=${workOf(source)}`, { signal });
			if (!response.ok || response.body === null) throw new Error(`The upstream answered ${response.status}.`);
			return response.body;
		},
	};
	if (kind === "finder") {
		engine.find = async (token, context): Promise<EngineFinding> => {
			const { status, body } = await call(`find?token=${token}`, context);
			if (status === BUSY) return { kind: "unknown" };
			return body.work === null ? { kind: "never-started" } : { kind: "started", handle: { work: workOf(body) } };
		};
	}
	return engine;
}

function workOf(value: JsonValue | Answer["body"]): number {
	const work = (value as { readonly work?: unknown } | null)?.work;
	if (typeof work === "number") return work;
	throw new Error("The upstream's answer names no work.");
}
