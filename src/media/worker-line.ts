import { Worker } from "node:worker_threads";
import { type Clock, systemClock } from "../core/clock.ts";

export interface WorkerLineOptions {
	/** The program; it gets each job as a message and answers each with one. */
	readonly program: URL;
	/** The heap at which a job is stopped. */
	readonly maxHeapMb: number;
	/** The time after which a job is stopped, ms. */
	readonly maxJobMs: number;
	/** Default: the machine's. */
	readonly clock?: Clock;
}

/**
 * Runs jobs one after the other in a thread that is begun at the first and kept for the next. A job that takes too long or too
 * much memory costs itself and the thread: it rejects, the next job gets a new one. The thread does not keep the process alive.
 */
export function createWorkerLine<Job, Answer>(options: WorkerLineOptions): (job: Job) => Promise<Answer> {
	let worker: Worker | null = null;
	let last: Promise<unknown> = Promise.resolve();

	const runOne = async (job: Job): Promise<Answer> => {
		worker ??= new Worker(options.program, { resourceLimits: { maxOldGenerationSizeMb: options.maxHeapMb } });
		const mine = worker;
		try {
			return await askOnce<Answer>(mine, job, options);
		} catch (error) {
			worker = null;
			await mine.terminate();
			throw error;
		}
	};

	return (job) => {
		const result = last.then(() => runOne(job));
		last = result.catch(() => {});
		return result;
	};
}

async function askOnce<Answer>(worker: Worker, job: unknown, options: WorkerLineOptions): Promise<Answer> {
	const { maxJobMs, clock = systemClock } = options;
	const { promise, resolve, reject } = Promise.withResolvers<Answer>();
	const onExit = () => reject(new Error("the thread ended"));
	const callOff = clock.after(maxJobMs, () => reject(new Error(`it took more than ${maxJobMs} ms`)));
	worker.ref();
	worker.on("message", resolve).on("error", reject).on("exit", onExit);
	worker.postMessage(job);
	try {
		return await promise;
	} finally {
		callOff();
		worker.off("message", resolve).off("error", reject).off("exit", onExit);
		worker.unref();
	}
}
