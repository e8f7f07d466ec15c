import { LRUCache } from "lru-cache";
import type { Caller } from "../core/account.ts";
import { type Clock, systemClock } from "../core/clock.ts";
import type { Id } from "../core/ids.ts";
import type { Task } from "../core/task.ts";

/** A status answer as it goes over the wire. */
export interface Answer {
	readonly status: number;
	/** Headers: names and values in turn, the body's length among them. */
	readonly head: string[];
	/** The same without the length, for a client that has this answer already. */
	readonly unchanged: string[];
	readonly etag: string;
	readonly body: string;
	/** Until when it may be told again although its task has not changed: by the cache's clock, that never steps. */
	readonly until: number;
}

interface Entry {
	readonly account: string;
	readonly mode: string;
	readonly answers: Map<string, Answer>;
}

const TASKS_KEPT = 50_000;
/** Wires times languages times host names; beyond that somebody is playing with host names. */
const ANSWERS_PER_TASK = 16;

/**
 * Rendered status answers, kept until their task changes. It learns of changes from commits alone, so an answer is
 * never newer than the disk; and one that was read before a commit and rendered after it is not kept.
 */
export class StatusCache {
	readonly #clock: Pick<Clock, "monotonic">;
	readonly #entries = new LRUCache<number, Entry>({ max: TASKS_KEPT });
	readonly #reading = new Map<number, Set<{ stale: boolean }>>();

	constructor(clock: Pick<Clock, "monotonic"> = systemClock) {
		this.#clock = clock;
	}

	/** The last instant at which an answer may be told that is kept for so long; null = until its task changes. */
	until(keepMs: number | null): number {
		return keepMs === null ? Number.POSITIVE_INFINITY : this.#clock.monotonic() + keepMs;
	}

	/** The answer, if it is known and this caller may have it. */
	get(id: number, caller: Caller, view: string): Answer | null {
		const entry = this.#entries.get(id);
		if (entry === undefined || entry.account !== caller.account.id || entry.mode !== caller.mode) return null;
		const answer = entry.answers.get(view) ?? null;
		if (answer === null || answer.until === Number.POSITIVE_INFINITY) return answer;
		return this.#clock.monotonic() < answer.until ? answer : null;
	}

	/** Reads a task and renders it; keeps the answer unless the task changed meanwhile. */
	async fill(
		id: number,
		view: string,
		make: { read(): Promise<Task>; render(task: Task): Answer | Promise<Answer> },
	): Promise<Answer> {
		const ticket = { stale: false };
		const readers = this.#reading.get(id) ?? new Set();
		this.#reading.set(id, readers.add(ticket));
		try {
			const task = await make.read();
			const answer = await make.render(task);
			if (!ticket.stale) this.#keep(task, view, answer);
			return answer;
		} finally {
			readers.delete(ticket);
			if (readers.size === 0) this.#reading.delete(id);
		}
	}

	/** These tasks were changed by a commit, or there is news of their progress. */
	changed(tasks: readonly { readonly id: Id }[]): void {
		for (const { id } of tasks) {
			this.#entries.delete(id);
			for (const ticket of this.#reading.get(id) ?? []) ticket.stale = true;
		}
	}

	/** Somebody else wrote into the store: whatever is known may be old. */
	clear(): void {
		this.#entries.clear();
		for (const tickets of this.#reading.values()) for (const ticket of tickets) ticket.stale = true;
	}

	#keep(task: Task, view: string, answer: Answer): void {
		const entry = this.#entries.get(task.id) ?? { account: task.account, mode: task.mode, answers: new Map() };
		if (entry.answers.size >= ANSWERS_PER_TASK) entry.answers.clear();
		entry.answers.set(view, answer);
		this.#entries.set(task.id, entry);
	}
}
