import { FilmgateTimeoutError } from "./errors.ts";
import type { Transport } from "./transport.ts";
import { isFinished, type WatchOptions, watchTask } from "./watch-task.ts";
import type { Task } from "./wire.ts";

export interface WaitOptions extends WatchOptions {
	/** Default: as long as it takes. The server ends every task some day. */
	timeoutMs?: number;
	/** Called with the task as it is, and each time that it has changed, while it is unfinished. */
	onUpdate?: (task: Task) => void;
}

/** Longer timers are none: platforms let them fire at once. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** Resolves with the task once it has ended; rejects with FilmgateTimeoutError after `timeoutMs`. */
export async function waitForTask(transport: Transport, path: string, options: WaitOptions): Promise<Task> {
	const { timeoutMs = Number.POSITIVE_INFINITY, onUpdate, signal } = options;
	if (timeoutMs <= 0) return await lookOnce(transport, path, signal);
	const patience = endurance(timeoutMs, signal);
	let seen: Task | null = null;
	try {
		for await (const task of watchTask(transport, path, { ...options, signal: patience.signal })) {
			if (isFinished(task)) return task;
			seen = task;
			onUpdate?.(task);
			patience.signal.throwIfAborted();
		}
	} catch (error) {
		signal?.throwIfAborted();
		if (error !== OUT_OF_TIME) throw error;
	} finally {
		patience.end();
	}
	if (seen !== null) throw new FilmgateTimeoutError(seen);
	return await lookOnce(transport, path, signal);
}

const OUT_OF_TIME = new Error("The time to wait is over.");

async function lookOnce(transport: Transport, path: string, signal: AbortSignal | undefined): Promise<Task> {
	const { body: task } = await transport.call<Task>({ method: "GET", path, signal });
	if (isFinished(task)) return task;
	throw new FilmgateTimeoutError(task);
}

/** A signal that fires with another one, or after the time. */
function endurance(timeoutMs: number, outer: AbortSignal | undefined) {
	const controller = new AbortController();
	const follow = () => controller.abort(outer?.reason);
	if (outer?.aborted) follow();
	outer?.addEventListener("abort", follow, { once: true });
	const timer = timeoutMs > LONGEST_TIMER_MS ? undefined : setTimeout(() => controller.abort(OUT_OF_TIME), timeoutMs);
	return {
		signal: controller.signal,
		end() {
			clearTimeout(timer);
			outer?.removeEventListener("abort", follow);
		},
	};
}
