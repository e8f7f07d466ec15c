import { Worker } from "node:worker_threads";
import type { Clock } from "../../core/clock.ts";
import { FilmgateError } from "../../core/errors.ts";
import type { Task } from "../../core/task.ts";
import { type Outcome, toError } from "./batch.ts";
import type { Command } from "./commands/index.ts";
import type { CommitListener, Writer, WriterHealth } from "./writer.ts";

/** Most commands that may wait for their commit, and the longest that the first of them may have waited. */
const QUEUE_LIMIT = 5_000;
const QUEUE_LIMIT_MS = 5_000;

/** A command and who waits for its outcome. */
interface Waiting {
	readonly command: Command;
	readonly since: number;
	/** Settles the promise and gives the tasks that changed. */
	resolve(result: unknown): readonly Task[];
	reject(error: FilmgateError): void;
}

export interface ThreadWriterOptions {
	readonly file: string;
	readonly clock: Clock;
	/** The thread has ended although nobody closed it: what it was writing may be on disk or not. */
	readonly died: (error: FilmgateError) => void;
}

/** Starts the thread that writes to `file`. It need not be awaited: commands wait for it as they wait for each other. */
export function createThreadWriter(options: ThreadWriterOptions): Writer {
	const { file } = options;
	const here = import.meta.url;
	const program = new URL(`./writer-thread${here.slice(here.lastIndexOf("."))}`, here);
	return new ThreadWriter(new Worker(program, { workerData: { file } }), options);
}

class ThreadWriter implements Writer {
	readonly #thread: Worker;
	readonly #clock: Clock;
	readonly #died: (error: FilmgateError) => void;
	readonly #ended: Promise<void>;
	readonly #listeners = new Set<CommitListener>();
	/** At the thread; outcomes come back in this order. */
	#sent: Waiting[] = [];
	/** Of this turn of the event loop: they go over together. */
	#outgoing: Waiting[] = [];
	/** Set once nothing can be written any more. */
	#over: FilmgateError | null = null;
	#obstacle: string | null = null;

	constructor(thread: Worker, { clock, died }: ThreadWriterOptions) {
		this.#thread = thread;
		this.#clock = clock;
		this.#died = died;
		let cause: unknown;
		thread.on("message", (outcomes: readonly Outcome[]) => this.#settle(outcomes));
		thread.on("error", (error) => {
			cause = error;
		});
		this.#ended = new Promise((resolve) => {
			thread.once("exit", () => {
				this.#fail(new FilmgateError("internal", "The database's writer has stopped.", { cause }));
				resolve();
			});
		});
	}

	write: Writer["write"] = (name, payload, { read, refusable }) =>
		new Promise((resolve, reject) => {
			const refusal = this.#over ?? (refusable ? this.#tooBusy() : null);
			if (refusal !== null) return reject(refusal);
			if (this.#outgoing.length === 0) setImmediate(() => this.#send());
			this.#outgoing.push({
				command: { name, payload },
				since: this.#clock.monotonic(),
				resolve(result) {
					const { value, changed } = read(result as Parameters<typeof read>[0]);
					resolve(value);
					return changed;
				},
				reject,
			});
		});

	get health(): WriterHealth {
		return { obstacle: this.#obstacle };
	}

	onCommit(listener: CommitListener): () => void {
		this.#listeners.add(listener);
		return () => this.#listeners.delete(listener);
	}

	async close(): Promise<void> {
		if (this.#over === null) {
			this.#over = new FilmgateError("busy", "The server is shutting down.");
			this.#send();
			this.#thread.postMessage(null);
		}
		await this.#ended;
	}

	#tooBusy(): FilmgateError | null {
		const first = this.#sent[0] ?? this.#outgoing[0];
		if (first === undefined) return null;
		const length = this.#sent.length + this.#outgoing.length;
		if (length < QUEUE_LIMIT && this.#clock.monotonic() - first.since <= QUEUE_LIMIT_MS) return null;
		return new FilmgateError("busy", "The server has more to write than its disk can take.", { retryAfterMs: 1_000 });
	}

	#send(): void {
		const going = this.#outgoing;
		if (going.length === 0) return;
		this.#outgoing = [];
		try {
			this.#post(going);
		} catch {
			for (const each of going) this.#sendAlone(each);
		}
	}

	/** For a turn in which something was no plain data: only that fails. */
	#sendAlone(waiting: Waiting): void {
		try {
			this.#post([waiting]);
		} catch (cause) {
			waiting.reject(new FilmgateError("internal", "The database could not do this.", { cause }));
		}
	}

	#post(going: readonly Waiting[]): void {
		this.#thread.postMessage(going.map((each) => each.command));
		this.#sent.push(...going);
	}

	#settle(outcomes: readonly Outcome[]): void {
		const waiters = this.#sent.splice(0, outcomes.length);
		const changed: Task[] = [];
		this.#judge(outcomes);
		outcomes.forEach((outcome, index) => {
			const waiter = waiters[index] as Waiting;
			if ("failure" in outcome) waiter.reject(toError(outcome.failure));
			else changed.push(...waiter.resolve(outcome.result));
		});
		if (changed.length > 0) for (const listener of this.#listeners) listener(changed);
	}

	/** One command that was written proves the file; the file's fault shows in all of a batch. */
	#judge(outcomes: readonly Outcome[]): void {
		const fault = outcomes.find((outcome) => "failure" in outcome && outcome.failure.unwritable);
		this.#obstacle = fault !== undefined && "failure" in fault ? fault.failure.message : null;
	}

	#fail(error: FilmgateError): void {
		if (this.#over === null) {
			this.#obstacle = error.message;
			this.#died(error);
		}
		this.#over ??= error;
		for (const waiter of [...this.#sent.splice(0), ...this.#outgoing.splice(0)]) waiter.reject(error);
	}
}
