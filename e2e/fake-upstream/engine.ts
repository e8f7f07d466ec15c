import type { JsonValue } from "../../src/core/json.ts";
import type { CallContext, Engine, EngineFinding } from "../../src/core/ports/engine.ts";

export interface UpstreamEngineOptions {
	readonly url: string;
	/** Whether the vendor can be asked what became of a token. */
	readonly find: boolean;
}

/** The adapter of the fake vendor, as careful as a real one: a start is never repeated. */
export function createUpstreamEngine({ url, find }: UpstreamEngineOptions): Engine {
	async function call<Answer>(path: string, { signal }: CallContext, body?: object): Promise<Answer> {
		const init = body === undefined ? {} : { method: "POST", body: JSON.stringify(body) };
		const response = await fetch(url + path, { ...init, signal });
		return (await response.json()) as Answer;
	}

	const engine: Engine = {
		// It stands where the embedded renderer would.
		name: "preview",
		capabilities: {
			operations: ["text-to-video", "image-to-video"],
			idempotentStart: false,
			find,
			cancel: false,
			progress: false,
			concurrency: { live: 1_000, test: 1_000 },
			longestJobMs: 600_000,
		},
		async start(order, context) {
			const start = { token: context.startToken, prompt: order.prompt };
			const { work } = await call<{ work: number }>("/starts", context, start);
			return { kind: "started", handle: { work }, warnings: [] };
		},
		async status(handle, context) {
			const work = await call<{ known: boolean; done: boolean }>(`/work?id=${workOf(handle)}`, context);
			if (!work.known) return { kind: "lost" };
			if (!work.done) return { kind: "working", progress: null, askAgainAfterMs: 50 };
			return { kind: "done", films: [{ kind: "video", source: handle, cover: null, expiresAt: null }], warnings: [] };
		},
		async openFilm(_source, { signal }) {
			return (await fetch(`${url}/film`, { signal })).body as ReadableStream<Uint8Array>;
		},
	};
	if (find) {
		engine.find = async (token, context): Promise<EngineFinding> => {
			const { work } = await call<{ work: number | null }>(`/find?token=${token}`, context);
			return work === null ? { kind: "never-started" } : { kind: "started", handle: { work } };
		};
	}
	return engine;
}

function workOf(handle: JsonValue): number {
	return (handle as { work: number }).work;
}
