import { type CreateOptions, nameRequest } from "./idempotency-key.ts";
import { type CallOptions, type PageOptions, readAll, readPage } from "./pages.ts";
import type { Transport } from "./transport.ts";
import { type WaitOptions, waitForTask } from "./wait-for-task.ts";
import { type WatchOptions, watchTask } from "./watch-task.ts";
import type { Cancellation, Task, TaskOrder, TaskPage, TaskStatus, TaskSummary } from "./wire.ts";

export interface ListOptions extends PageOptions {
	status?: TaskStatus | readonly TaskStatus[];
	/** Default: the newest first. */
	order?: "newest-first" | "oldest-first";
	/** Only those made after this instant, as `2026-11-22T00:18:27Z`. */
	createdAfter?: string;
	/** Only those made before this instant. */
	createdBefore?: string;
}

/**
 * The verbs of the native wire. Each is tried again after a lost connection, a 429 or a 5xx, none can thereby happen
 * twice. They reject with FilmgateApiError (the server said no), FilmgateConnectionError (it could not be asked), or
 * the signal's reason.
 */
export interface Tasks {
	/** Orders any operation. Resolves once the task is stored: it survives both programs from then on. */
	submit(order: TaskOrder, options?: CreateOptions): Promise<Task>;
	status(id: string, options?: CallOptions): Promise<Task>;
	/** The task as it is now, whenever it has changed, and last as it has ended. */
	watch(id: string, options?: WatchOptions): AsyncIterable<Task>;
	/** Resolves with the task once it has ended, however it did; rejects with FilmgateTimeoutError after `timeoutMs`. */
	wait(id: string, options?: WaitOptions): Promise<Task>;
	cancel(id: string, options?: CallOptions): Promise<Cancellation>;
	/** Takes an ended task and its films away for good; a task that has not ended is a `conflict`. */
	delete(id: string, options?: CallOptions): Promise<void>;
	/** One page of your tasks. */
	list(options?: ListOptions): Promise<TaskPage>;
	/** All of them, page after page as they are needed. */
	all(options?: ListOptions): AsyncIterable<TaskSummary>;
}

export function createTasks(transport: Transport): Tasks {
	return {
		async submit(order, options = {}) {
			const request = { headers: nameRequest(options), body: order, signal: options.signal };
			return (await transport.call<Task>({ method: "POST", path: TASKS, ...request })).body;
		},
		async status(id, { signal } = {}) {
			return (await transport.call<Task>({ method: "GET", path: pathOf(id), signal })).body;
		},
		watch: (id, options) => watchTask(transport, pathOf(id), options),
		wait: (id, options = {}) => waitForTask(transport, pathOf(id), options),
		async cancel(id, { signal } = {}) {
			return (await transport.call<Cancellation>({ method: "POST", path: `${pathOf(id)}/cancel`, signal })).body;
		},
		async delete(id, { signal } = {}) {
			await transport.call({ method: "DELETE", path: pathOf(id), signal });
		},
		list: (options = {}) => readPage(transport, listing(options)),
		all: (options = {}) => readAll(transport, listing(options)),
	};
}

const TASKS = "/api/v1/tasks";

function pathOf(id: string): string {
	return `${TASKS}/${encodeURIComponent(id)}`;
}

function listing({ status, order, createdAfter, createdBefore, ...page }: ListOptions) {
	const statuses = status === undefined ? undefined : [status].flat();
	return { path: TASKS, filter: { status: statuses, order, createdAfter, createdBefore }, ...page };
}
