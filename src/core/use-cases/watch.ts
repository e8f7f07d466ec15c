import type { Clock } from "../clock.ts";
import type { Id } from "../ids.ts";
import type { TaskStore } from "../ports/task-store.ts";
import { isTerminal, type Task } from "../task.ts";
import type { UseCases } from "./use-cases.ts";
import type { WaitingPlaces } from "./waiting-places.ts";

export interface WatchNeeds {
	readonly store: Pick<TaskStore, "onCommit">;
	readonly clock: Clock;
	readonly places: WaitingPlaces;
	readonly read: UseCases["read"];
	/** Calls `listener` with every figure that an engine gives for a task, before it is stored. */
	onProgress(listener: (id: Id, progress: number) => void): void;
}

/** A task's place in the queue moves without the task: that often is it told again. */
const QUEUED_AGAIN_MS = 2_000;

/** Every watched task has one newest snapshot, told to all who watch; whoever is slow misses those in between. */
export function createWatch(needs: WatchNeeds): UseCases["watch"] {
	const watched = new Map<Id, Watched>();
	needs.store.onCommit((tasks) => {
		for (const task of tasks) watched.get(task.id)?.publish(task);
	});
	needs.onProgress((id, progress) => watched.get(id)?.progressed(progress));

	function join(id: Id): Watched {
		const known = watched.get(id) ?? new Watched(needs.clock);
		watched.set(id, known);
		known.watchers += 1;
		return known;
	}

	function leave(id: Id, feed: Watched): void {
		feed.watchers -= 1;
		if (feed.watchers > 0) return;
		feed.close();
		watched.delete(id);
	}

	return async (caller, id, signal) => {
		const giveBack = needs.places.take(caller);
		const feed = join(id);
		const end = once(() => {
			giveBack();
			leave(id, feed);
		});
		try {
			feed.publish(await needs.read(caller, id));
		} catch (error) {
			end();
			throw error;
		}
		if (signal.aborted) end();
		else signal.addEventListener("abort", end, { once: true });
		return snapshots(feed, { signal, end });
	};
}

async function* snapshots(feed: Watched, { signal, end }: { signal: AbortSignal; end: () => void }) {
	let told: Task | null = null;
	try {
		while (!signal.aborted) {
			const { newest } = feed;
			if (newest === null || newest === told) {
				await feed.change(signal);
				continue;
			}
			if (newest.deletedAt !== null) return;
			told = newest;
			yield newest;
			if (isTerminal(newest.status)) return;
		}
	} finally {
		signal.removeEventListener("abort", end);
		end();
	}
}

/** One task that somebody watches. */
class Watched {
	watchers = 0;
	newest: Task | null = null;
	readonly #clock: Clock;
	readonly #waiting = new Set<() => void>();
	#callOff: () => void = () => {};

	constructor(clock: Clock) {
		this.#clock = clock;
	}

	/** Takes a task as committed, or as read, which may be older than what was committed meanwhile. */
	publish(task: Task): void {
		const known = this.newest;
		if (known !== null && task.version < known.version) return;
		if (known !== null && task.version === known.version && (task.progress ?? -1) <= (known.progress ?? -1)) return;
		const progress = task.status === "running" ? highest(task.progress, known?.progress ?? null) : task.progress;
		this.#tell(progress === task.progress ? task : { ...task, progress });
	}

	progressed(progress: number): void {
		if (this.newest?.status === "running") this.#tell({ ...this.newest, progress });
	}

	/** Resolves at the next snapshot, or when `signal` fires. */
	async change(signal: AbortSignal): Promise<void> {
		const { promise, resolve } = Promise.withResolvers<void>();
		const wake = () => resolve();
		this.#waiting.add(wake);
		signal.addEventListener("abort", wake, { once: true });
		await promise;
		signal.removeEventListener("abort", wake);
		this.#waiting.delete(wake);
	}

	close(): void {
		this.#callOff();
	}

	#tell(task: Task): void {
		this.newest = task;
		this.#callOff();
		if (task.status === "queued") this.#callOff = this.#clock.after(QUEUED_AGAIN_MS, () => this.#tell({ ...task }));
		for (const wake of this.#waiting) wake();
	}
}

function highest(one: number | null, other: number | null): number | null {
	return one === null || other === null ? (one ?? other) : Math.max(one, other);
}

function once(act: () => void): () => void {
	let done = false;
	return () => {
		if (done) return;
		done = true;
		act();
	};
}
