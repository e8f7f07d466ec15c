import type { Mode } from "../core/account.ts";
import type { JsonValue } from "../core/json.ts";
import type { Task } from "../core/task.ts";
import { occupiesEngine } from "../core/turn.ts";

/** The little that memory keeps of a task that this server moves; the rest is read when it is needed. */
export interface DeskTask {
	readonly id: number;
	readonly engine: string;
	readonly mode: Mode;
	status: DeskStatus;
	handle: JsonValue;
	startToken: string;
	/** The engine's latest figure; the store has it a few seconds later. */
	progress: number | null;
	cancelRequested: boolean;
	/** Takes one of its engine's slots. */
	occupies: boolean;
	/** It has ended here, but its engine may still work for it. */
	late: boolean;
}

export type DeskStatus = "starting" | "unclear" | "running" | "archiving";

type Listener = (task: DeskTask) => void;

/**
 * What this server has on its desk: every unfinished task that it owns, as last committed. Fed by commits only, so that
 * memory never knows more than the disk. Loops listen for tasks that reach their status.
 */
export class Desk {
	readonly #owner: number;
	readonly #tasks = new Map<number, DeskTask>();
	readonly #occupied = new Map<string, number>();
	readonly #arrivals = new Map<DeskStatus, Listener[]>();
	readonly #departures: Listener[] = [];
	readonly #cancels: Listener[] = [];
	readonly #progress: ((id: number, progress: number) => void)[] = [];

	constructor(owner: number) {
		this.#owner = owner;
	}

	/** Takes note of committed tasks, in the order of their commits. */
	see(tasks: readonly Task[]): void {
		for (const task of tasks) {
			if (task.owner === this.#owner && isOnDesk(task.status)) this.#keep(task, task.status);
			else this.#drop(task);
		}
	}

	get(id: number): DeskTask | null {
		return this.#tasks.get(id) ?? null;
	}

	/** How many slots of an engine's lane are taken: asked or working; films being archived take none. */
	occupied(engine: string, mode: Mode): number {
		return this.#occupied.get(`${engine} ${mode}`) ?? 0;
	}

	get size(): number {
		return this.#tasks.size;
	}

	/** Calls `listener` for each task that comes into `status`. */
	onArrival(status: DeskStatus, listener: Listener): void {
		this.#arrivals.set(status, [...(this.#arrivals.get(status) ?? []), listener]);
	}

	/** Calls `listener` for each task that ended or was given up. */
	onDeparture(listener: Listener): void {
		this.#departures.push(listener);
	}

	/** Calls `listener` when somebody asks to cancel a task on the desk. */
	onCancel(listener: Listener): void {
		this.#cancels.push(listener);
	}

	/** Calls `listener` for each new figure that an engine gives, before it is stored. */
	onProgress(listener: (id: number, progress: number) => void): void {
		this.#progress.push(listener);
	}

	/** Takes note of what an engine says of its progress. False when it is no news: a figure never falls. */
	noteProgress(task: DeskTask, progress: number): boolean {
		if (progress <= (task.progress ?? -1)) return false;
		task.progress = progress;
		for (const listener of this.#progress) listener(task.id, progress);
		return true;
	}

	#keep(task: Task, status: DeskStatus): void {
		const known = this.#tasks.get(task.id);
		const kept: DeskTask = known ?? {
			id: task.id,
			engine: task.engine,
			mode: task.mode,
			status,
			handle: null,
			startToken: "",
			progress: null,
			cancelRequested: false,
			occupies: false,
			late: false,
		};
		const arrived = known === undefined || known.status !== status;
		const cancelled = !kept.cancelRequested && task.cancelRequestedAt !== null;
		this.#count(kept, occupiesEngine(task));
		kept.status = status;
		kept.handle = task.handle;
		kept.startToken = task.startToken ?? "";
		kept.progress = task.progress === null ? kept.progress : Math.max(task.progress, kept.progress ?? 0);
		kept.cancelRequested = task.cancelRequestedAt !== null;
		this.#tasks.set(task.id, kept);
		if (arrived) for (const listener of this.#arrivals.get(status) ?? []) listener(kept);
		if (cancelled) for (const listener of this.#cancels) listener(kept);
	}

	#drop({ id, lateUntilAt }: Task): void {
		const task = this.#tasks.get(id);
		if (task === undefined) return;
		this.#tasks.delete(id);
		task.late = lateUntilAt !== null;
		this.#count(task, false);
		for (const listener of this.#departures) listener(task);
	}

	#count(task: DeskTask, occupies: boolean): void {
		const lane = `${task.engine} ${task.mode}`;
		this.#occupied.set(lane, (this.#occupied.get(lane) ?? 0) + Number(occupies) - Number(task.occupies));
		task.occupies = occupies;
	}
}

function isOnDesk(status: Task["status"]): status is DeskStatus {
	return status === "starting" || status === "unclear" || status === "running" || status === "archiving";
}
