import type { Clock } from "../clock.ts";
import type { TaskStore } from "../ports/task-store.ts";
import { isTerminal, type Task } from "../task.ts";
import type { UseCases } from "./use-cases.ts";
import type { WaitingPlaces } from "./waiting-places.ts";

export interface WaitNeeds {
	readonly store: Pick<TaskStore, "onCommit">;
	readonly read: UseCases["read"];
	readonly clock: Clock;
	readonly places: WaitingPlaces;
}

/** Waits on commits, not on a timer: a task's end is told to everybody who waits in the tick that learns of it. */
export function createWait({ store, read, clock, places }: WaitNeeds): UseCases["wait"] {
	const waiting = new Map<number, Set<(task: Task) => void>>();
	store.onCommit((tasks) => {
		for (const task of tasks) {
			if (isTerminal(task.status)) for (const tell of waiting.get(task.id) ?? []) tell(task);
		}
	});
	return async (caller, id, { waitMs, signal }) => {
		const giveBack = places.take(caller);
		const end = watch(waiting, id);
		try {
			const task = await read(caller, id);
			if (isTerminal(task.status) || signal.aborted) return task;
			return (await firstOf(end.task, { waitMs, signal, clock })) ?? (await read(caller, id));
		} finally {
			end.leave();
			giveBack();
		}
	};
}

function watch(waiting: Map<number, Set<(task: Task) => void>>, id: number): { task: Promise<Task>; leave(): void } {
	const watchers = waiting.get(id) ?? new Set();
	waiting.set(id, watchers);
	const { promise, resolve } = Promise.withResolvers<Task>();
	watchers.add(resolve);
	return {
		task: promise,
		leave() {
			watchers.delete(resolve);
			if (watchers.size === 0) waiting.delete(id);
		},
	};
}

interface Patience {
	readonly waitMs: number;
	readonly signal: AbortSignal;
	readonly clock: Clock;
}

/** Null when time or patience ran out first. */
async function firstOf(task: Promise<Task>, { waitMs, signal, clock }: Patience): Promise<Task | null> {
	const { promise: enough, resolve } = Promise.withResolvers<null>();
	const callOff = clock.after(waitMs, () => resolve(null));
	const giveUp = () => resolve(null);
	signal.addEventListener("abort", giveUp, { once: true });
	try {
		return await Promise.race([task, enough]);
	} finally {
		callOff();
		signal.removeEventListener("abort", giveUp);
	}
}
