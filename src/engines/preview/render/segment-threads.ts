import { Worker } from "node:worker_threads";
import { siblingUrl } from "./artist.ts";
import { type DrawTask, type EncodedGroup, type FromThread, stopped } from "./messages.ts";
import { failureToError, RenderFailed, TooManyBits } from "./render-failed.ts";

export interface DrawOptions {
	readonly signal: AbortSignal;
	/** So many frames of a group are encoded; may fall back when a group is encoded anew. */
	onFrames(index: number, frames: number): void;
	/** Groups come in no order. */
	onGroup(group: EncodedGroup): void;
}

/** The drawing threads. They stay, with their encoders loaded and their code hot, from film to film. */
export interface SegmentThreads {
	/** Draws one film with all threads. Rejects with TooManyBits when its rate has to be held. When it settles, no thread works on the film any more. */
	draw(task: Omit<DrawTask, "shared">, options: DrawOptions): Promise<void>;
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
			const drawTask = { ...task, shared: new Int32Array(new SharedArrayBuffer(8)) };
			const results = await drawTogether([...threads], drawTask, options);
			if (task.order.width * task.order.height > keptUpTo) await Promise.all([...threads].map((it) => it.terminate()));
			options.signal.throwIfAborted();
			const failed = results.find((it) => it.status === "rejected");
			if (failed !== undefined) throw failed.reason;
		},
	};
}

/** One thread's failure stops the others. */
async function drawTogether(threads: readonly Worker[], task: DrawTask, options: DrawOptions) {
	const stop = () => Atomics.store(task.shared, stopped, 1);
	options.signal.addEventListener("abort", stop, { once: true });
	if (options.signal.aborted) stop();
	const results = await Promise.allSettled(
		threads.map((thread) =>
			drawWith(thread, task, options).catch((error: unknown) => {
				stop();
				throw error;
			}),
		),
	);
	options.signal.removeEventListener("abort", stop);
	return results;
}

function drawWith(thread: Worker, task: DrawTask, options: DrawOptions): Promise<void> {
	const { promise, resolve, reject } = Promise.withResolvers<void>();
	const onMessage = (message: FromThread) => {
		if (message.kind === "frame") options.onFrames(message.index, message.frames);
		else if (message.kind === "group") options.onGroup(message.group);
		else if (message.kind === "done") resolve();
		else if (message.kind === "too-many-bits") reject(new TooManyBits());
		else reject(failureToError(message));
	};
	const onError = (error: Error) =>
		reject(new RenderFailed(`A drawing thread failed: ${error.message}`, { cause: error }));
	const onExit = () => reject(new RenderFailed("A drawing thread ended by itself."));
	thread.on("message", onMessage).once("error", onError).once("exit", onExit);
	thread.postMessage(task);
	return promise.finally(() => {
		thread.off("message", onMessage).off("error", onError).off("exit", onExit);
	});
}
