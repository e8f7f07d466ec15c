/** The wires as their clients use them, put so that one test can speak all of them. */
export interface Wire {
	readonly name: string;
	/** Resolves to the task's id in bare digits; rejects unless the order was acknowledged. */
	submit(at: Door, prompt: string): Promise<string>;
	/** The same once, whatever is answered; rejects when nothing is. `key` is the request's own. */
	order(at: Door, prompt: string, key?: string): Promise<Answer>;
	read(at: Door, id: string): Promise<Reading>;
}

/** What a wire says of an order. */
export interface Answer {
	readonly status: number;
	/** In bare digits; null when it was refused. */
	readonly id: string | null;
	/** The wire's own word or number for a refusal; null when it was taken. */
	readonly code: string | number | null;
	readonly retryAfter: string | null;
}

export interface Door {
	readonly url: string;
	readonly key: string;
}

/** What a wire's status call says, in words that all of them have: what was cancelled has failed. */
export interface Reading {
	/** In bare digits; null when this key knows no such task. */
	readonly id: string | null;
	readonly state: "unknown" | "working" | "succeeded" | "failed" | "rejected";
	/** Where it is; one wire wants the key there as well. */
	readonly film: string | null;
}

const UNKNOWN: Reading = { id: null, state: "unknown", film: null };

async function call(url: string, headers: Record<string, string>, body?: object) {
	const json = { ...headers, "content-type": "application/json" };
	const init = body === undefined ? { headers } : { method: "POST", headers: json, body: JSON.stringify(body) };
	const response = await fetch(url, init);
	// biome-ignore lint/suspicious/noExplicitAny: each wire reads what it knows to be there, and fails when it is not.
	const answer = { status: response.status, body: (await response.json()) as any };
	return { ...answer, retryAfter: response.headers.get("retry-after") };
}

/** `code` is looked at where there is no id. */
function toAnswer(
	{ status, retryAfter }: Pick<Answer, "status" | "retryAfter">,
	id: unknown,
	code: Answer["code"],
): Answer {
	if (id === undefined || id === null) return { status, id: null, code, retryAfter };
	return { status, id: String(id).replace(/^(task|video)_/, ""), code: null, retryAfter };
}

function acknowledged(answer: Answer): string {
	if (answer.id === null) throw new Error(`Not acknowledged: ${JSON.stringify(answer)}`);
	return answer.id;
}

const ZAI_STATES = { PROCESSING: "working", SUCCESS: "succeeded" } as const;

const zai: Wire = {
	name: "zai",
	submit: async (at, prompt) => acknowledged(await zai.order(at, prompt)),
	async order({ url, key }, prompt, requestKey) {
		const order = { model: "cogvideox-3", prompt, request_id: requestKey };
		const said = await call(`${url}/api/paas/v4/videos/generations`, bearer(key), order);
		return toAnswer(said, said.body.id, said.body.error?.code);
	},
	async read({ url, key }, id) {
		const { status, body } = await call(`${url}/api/paas/v4/async-result/${id}`, bearer(key));
		if (status !== 200) return UNKNOWN;
		const failed = body.error?.code === "1301" ? "rejected" : "failed";
		const state = ZAI_STATES[body.task_status as keyof typeof ZAI_STATES] ?? failed;
		// This wire's answer does not repeat the task's id.
		return { id, state, film: body.video_result?.[0]?.url ?? null };
	},
};

const PIXVERSE_STATES = { 1: "succeeded", 5: "working", 7: "rejected", 8: "failed" } as const;

const pixverse: Wire = {
	name: "pixverse",
	submit: async (at, prompt) => acknowledged(await pixverse.order(at, prompt, crypto.randomUUID())),
	async order({ url, key }, prompt, requestKey) {
		const order = { model: "v4.5", prompt, duration: 5, quality: "360p", aspect_ratio: "16:9" };
		const headers = { "API-KEY": key, ...(requestKey === undefined ? {} : { "Ai-trace-id": requestKey }) };
		const said = await call(`${url}/openapi/v2/video/text/generate`, headers, order);
		return toAnswer(said, said.body.Resp?.video_id, said.body.ErrCode);
	},
	async read({ url, key }, id) {
		const headers = { "API-KEY": key, "Ai-trace-id": crypto.randomUUID() };
		const { body } = await call(`${url}/openapi/v2/video/result/${id}`, headers);
		if (body.ErrCode !== 0) return UNKNOWN;
		const { id: number, status, url: film } = body.Resp;
		return { id: String(number), state: PIXVERSE_STATES[status as keyof typeof PIXVERSE_STATES], film: film || null };
	},
};

const NATIVE_STATES = { succeeded: "succeeded", failed: "failed", rejected: "rejected", cancelled: "failed" } as const;

const native: Wire = {
	name: "native",
	submit: async (at, prompt) => acknowledged(await native.order(at, prompt)),
	async order({ url, key }, prompt, requestKey) {
		const said = await call(`${url}/api/v1/tasks`, { ...bearer(key), ...idempotency(requestKey) }, { prompt });
		return toAnswer(said, said.body.id, said.body.code);
	},
	async read({ url, key }, id) {
		const { status, body } = await call(`${url}/api/v1/tasks/task_${id}`, bearer(key));
		if (status !== 200) return UNKNOWN;
		const state = NATIVE_STATES[body.status as keyof typeof NATIVE_STATES] ?? "working";
		return { id: body.id.replace("task_", ""), state, film: body.films[0]?.url ?? null };
	},
};

const OPENAI_STATES = { queued: "working", in_progress: "working", completed: "succeeded" } as const;

const openai: Wire = {
	name: "openai",
	submit: async (at, prompt) => acknowledged(await openai.order(at, prompt)),
	async order({ url, key }, prompt, requestKey) {
		const said = await call(`${url}/v1/videos`, { ...bearer(key), ...idempotency(requestKey) }, { prompt });
		return toAnswer(said, said.body.id, said.body.error?.code);
	},
	async read({ url, key }, id) {
		const { status, body } = await call(`${url}/v1/videos/video_${id}`, bearer(key));
		if (status !== 200) return UNKNOWN;
		const failed = body.error?.code === "moderation_blocked" ? "rejected" : "failed";
		const state = OPENAI_STATES[body.status as keyof typeof OPENAI_STATES] ?? failed;
		const film = state === "succeeded" ? `${url}/v1/videos/${body.id}/content` : null;
		return { id: body.id.replace("video_", ""), state, film };
	},
};

export const WIRES: readonly Wire[] = [zai, pixverse, native, openai];

function bearer(key: string) {
	return { authorization: `Bearer ${key}` };
}

function idempotency(key: string | undefined): Record<string, string> {
	return key === undefined ? {} : { "idempotency-key": key };
}
