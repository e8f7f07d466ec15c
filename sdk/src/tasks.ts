import { createDownload, type Download } from "./download.ts";
import { FilmgateTimeoutError } from "./errors.ts";
import { retryAfterMs } from "./timing.ts";
import type { Transport } from "./transport.ts";
import type { Cancellation, Task, TaskOrder, TaskPage, TaskStatus } from "./wire.ts";

/** The longest that the server holds one answer back, seconds. */
const LONGEST_STEP_SECONDS = 60;

export interface CallOptions {
	signal?: AbortSignal | undefined;
}

export interface SubmitOptions extends CallOptions {
	/** Names this order: the same key never makes a second film. Default: a new one for each call. */
	idempotencyKey?: string;
}

export interface WaitOptions extends CallOptions {
	/** Default: as long as it takes. The server ends every task some day. */
	timeoutMs?: number;
	/** Called with each answer while the task is unfinished. */
	onUpdate?: (task: Task) => void;
	/** How long the server may hold one answer back, 1 to 60. Default: 30; with `onUpdate` 1. */
	stepSeconds?: number;
}

export interface ListOptions extends CallOptions {
	/** 1 to 100. Default: 20. */
	limit?: number;
	/** `nextCursor` of the page before. */
	cursor?: string;
	status?: TaskStatus | readonly TaskStatus[];
}

/**
 * The verbs of the native wire. Each is tried again after a lost connection, a 429 or a 5xx, none can thereby happen
 * twice. They reject with FilmgateApiError (the server said no), FilmgateConnectionError (it could not be asked), or
 * the signal's reason.
 */
export interface Tasks {
	/** Orders a film. Resolves once the task is stored: it survives both programs from then on. */
	submit(order: TaskOrder, options?: SubmitOptions): Promise<Task>;
	status(id: string, options?: CallOptions): Promise<Task>;
	/** Resolves with the task once it has ended, however it did; rejects with FilmgateTimeoutError after `timeoutMs`. */
	wait(id: string, options?: WaitOptions): Promise<Task>;
	cancel(id: string, options?: CallOptions): Promise<Cancellation>;
	/** One page of your tasks, newest first. */
	list(options?: ListOptions): Promise<TaskPage>;
	download: Download;
}

/** Whether a task has ended: succeeded, failed, rejected or cancelled. */
export function isFinished(task: { status: TaskStatus }): boolean {
	return ["succeeded", "failed", "rejected", "cancelled"].includes(task.status);
}

export function createTasks(transport: Transport): Tasks {
	return {
		async submit(order, { idempotencyKey = mintKey(), signal } = {}) {
			const headers = { "idempotency-key": idempotencyKey };
			const { body } = await transport.call<Task>({ method: "POST", path: TASKS, headers, body: order, signal });
			return body;
		},
		async status(id, { signal } = {}) {
			return (await transport.call<Task>({ method: "GET", path: pathOf(id), signal })).body;
		},
		wait: (id, options = {}) => wait(transport, id, options),
		async cancel(id, { signal } = {}) {
			return (await transport.call<Cancellation>({ method: "POST", path: `${pathOf(id)}/cancel`, signal })).body;
		},
		async list({ limit, cursor, status, signal } = {}) {
			const query = new URLSearchParams();
			if (limit !== undefined) query.set("limit", String(limit));
			if (cursor !== undefined) query.set("cursor", cursor);
			if (status !== undefined) query.set("status", [status].flat().join(","));
			const path = [TASKS, String(query)].filter((part) => part !== "").join("?");
			return (await transport.call<TaskPage>({ method: "GET", path, signal })).body;
		},
		download: createDownload(transport),
	};
}

const TASKS = "/api/v1/tasks";

function pathOf(id: string): string {
	return `${TASKS}/${encodeURIComponent(id)}`;
}

async function wait(transport: Transport, id: string, options: WaitOptions): Promise<Task> {
	const { timeoutMs = Number.POSITIVE_INFINITY, onUpdate, signal } = options;
	const longest = Math.min(LONGEST_STEP_SECONDS, options.stepSeconds ?? (onUpdate === undefined ? 30 : 1));
	const endsAt = performance.now() + timeoutMs;
	for (;;) {
		const askedAt = performance.now();
		const seconds = Math.floor(Math.max(0, Math.min(longest, (endsAt - askedAt) / 1_000)));
		const { body: task, headers } = await transport.call<Task>({
			method: "GET",
			path: pathOf(id),
			headers: { prefer: `wait=${seconds}` },
			extraMs: seconds * 1_000,
			signal,
		});
		if (isFinished(task)) return task;
		onUpdate?.(task);
		const leftMs = endsAt - performance.now();
		if (leftMs <= 0) throw new FilmgateTimeoutError(task);
		// A server or proxy that does not hold answers back must not be asked without rest.
		const early = performance.now() - askedAt < Math.max(1, seconds) * 500;
		if (early) await transport.sleep(Math.min(leftMs, retryAfterMs(headers) ?? 1_000), signal);
	}
}

/** Unlike any other: from the platform where it has a source of chance, else from the hour and two random numbers. */
function mintKey(): string {
	const random = () => Math.random().toString(36).slice(2);
	return globalThis.crypto?.randomUUID?.() ?? `${Date.now().toString(36)}-${random()}-${random()}`;
}
