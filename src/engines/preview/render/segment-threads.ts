import { Worker } from "node:worker_threads";
import { siblingUrl } from "./artist.ts";
import type { DrawTask, EncodedGroup, FromThread, ToThread } from "./messages.ts";
import { failureToError, RenderFailed, TooManyBits } from "./render-failed.ts";
import { createSharedWork, stop } from "./shared-work.ts";
import type { SharedPart } from "./thread-crew.ts";

export interface DrawOptions {
	readonly signal: AbortSignal;
	/** So many frames of a group are encoded; may fall back when a group is encoded anew. */
	onFrames(index: number, frames: number): void;
	/** Groups come in no order. */
	onGroup(group: EncodedGroup): void;
}

/** What the threads draw together. */
export type Film = Omit<DrawTask, "work" | "end">;

/** The drawing threads. They stay, with their encoders loaded and their code hot, from film to film. */
export interface SegmentThreads {
	/** Draws one film with all threads. Rejects with TooManyBits when its rate has to be held. When it settles, no thread works on the film any more. */
	draw(task: Film, options: DrawOptions): Promise<void>;
}

/** Above this many pixels the encoders' memory is given back after the film, at the price of loading them again. */
const keptUpTo = 1920 * 1088;

export function createSegmentThreads(count: number): SegmentThreads {
	const threads = new Set<Worker>();
	const start = () => {
		const thread = new Worker(siblingUrl("segment-thread"));
		threads.add(thread);
		// Whoever draws with it hears of either as well; between films a new thread is all that is needed.
		thread.once("exit", () => threads.delete(thread)).once("error", () => threads.delete(thread));
	};
	const fill = () => {
		while (threads.size < count) start();
	};
	fill();
	return {
		async draw(task, options) {
			fill();
			const results = await drawTogether([...threads], task, options);
			if (task.order.width * task.order.height > keptUpTo) await Promise.all([...threads].map((it) => it.terminate()));
			options.signal.throwIfAborted();
			const failed = results.find((it) => it.status === "rejected");
			if (failed !== undefined) throw failed.reason;
		},
	};
}

/** One thread's failure stops the others. */
async function drawTogether(threads: readonly Worker[], film: Film, options: DrawOptions) {
	const work = createSharedWork(film.groups.length);
	const tell = (message: ToThread, besides?: Worker) => {
		for (const thread of threads) if (thread !== besides) thread.postMessage(message);
	};
	const end = () => {
		stop(work);
		tell({ kind: "stopped" });
	};
	options.signal.addEventListener("abort", end, { once: true });
	if (options.signal.aborted) end();
	const results = await Promise.allSettled(
		threads.map((thread, index) => {
			const task: DrawTask = { ...film, work, end: index % 2 === 0 ? "front" : "back" };
			const onShared = (part: SharedPart) => tell({ kind: "shared", part }, thread);
			return drawWith(thread, task, { ...options, onShared }).catch((error: unknown) => {
				end();
				throw error;
			});
		}),
	);
	options.signal.removeEventListener("abort", end);
	return results;
}

interface DrawWithOptions extends DrawOptions {
	onShared(part: SharedPart): void;
}

function drawWith(thread: Worker, task: DrawTask, options: DrawWithOptions): Promise<void> {
	const { promise, resolve, reject } = Promise.withResolvers<void>();
	const onMessage = (message: FromThread) => {
		if (message.kind === "frame") options.onFrames(message.index, message.frames);
		else if (message.kind === "group") options.onGroup(message.group);
		else if (message.kind === "shared") options.onShared(message.part);
		else if (message.kind === "done") resolve();
		else if (message.kind === "too-many-bits") reject(new TooManyBits());
		else reject(failureToError(message));
	};
	const onError = (error: Error) =>
		reject(new RenderFailed(`A drawing thread failed: ${error.message}`, { cause: error }));
	const onExit = () => reject(new RenderFailed("A drawing thread ended by itself."));
	thread.on("message", onMessage).once("error", onError).once("exit", onExit);
	thread.postMessage({ kind: "draw", task } satisfies ToThread);
	return promise.finally(() => {
		thread.off("message", onMessage).off("error", onError).off("exit", onExit);
	});
}
