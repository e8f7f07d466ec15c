import type { Mode } from "../account.ts";
import type { Film } from "../film.ts";
import type { Id } from "../ids.ts";
import type { Actor, TaskEvent } from "../lifecycle.ts";
import type { Task, TaskStatus, TimelineEntry, WireName } from "../task.ts";

/** Names one request of one account for ever: the same key gives the same task (invariant I8). */
export interface RequestKey {
	readonly account: string;
	readonly mode: Mode;
	readonly wire: WireName;
	readonly key: string;
}

export interface TaskDraft {
	readonly task: Task;
	readonly request: { readonly key: RequestKey; readonly hash: string } | null;
	/** Most unfinished tasks of this account and mode, this one included. */
	readonly maxInFlight: number;
}

export type Creation =
	| { readonly kind: "created"; readonly task: Task }
	/** The request key was used before: that task, and the hash of the request that made it. */
	| { readonly kind: "known"; readonly task: Task; readonly hash: string }
	| { readonly kind: "insufficient-credits" }
	| { readonly kind: "too-many-tasks" }
	/** The account has a limit for the order's model, and as many unfinished tasks of it. */
	| { readonly kind: "too-many-of-model"; readonly limit: number };

export type Application =
	| { readonly kind: "moved"; readonly task: Task }
	| { readonly kind: "stale"; readonly task: Task; readonly reason: string }
	| { readonly kind: "missing" };

/** The last place in a queue that is told apart: whoever is further back learns only that. */
export const POSITION_LIMIT = 1_000;

export interface TaskQuery {
	readonly account: string;
	readonly mode: Mode;
	readonly statuses?: readonly TaskStatus[];
	/** Only tasks older (smaller ids) than this one. */
	readonly before?: Id;
	/** Only tasks younger (larger ids) than this one. */
	readonly after?: Id;
	/** The newest first, if left out. */
	readonly order?: ListOrder;
	/** 1 to 100. */
	readonly limit: number;
}

export type ListOrder = "newest-first" | "oldest-first";

export interface Claim {
	readonly engine: string;
	readonly mode: Mode;
	readonly limit: number;
	readonly owner: number;
	readonly longestJobMs: number;
	mintToken(): string;
}

/**
 * Where tasks live. Every promise of a write resolves after its commit is on disk; a write that rejects left nothing.
 * Deleted tasks stay readable as tombstones (`deletedAt` set) until they are swept.
 */
export interface TaskStore {
	/**
	 * Stores a task, its request key and its credit hold, all or nothing. A clash of ids takes the next free one, so
	 * read the id from the result. Rejects with `busy` when the writers' queue is too long.
	 */
	create(draft: TaskDraft): Promise<Creation>;
	/**
	 * Stores a task of which everything has happened already, with all of that, all or nothing: nobody sees it as it was in
	 * between. Rejects, and has stored nothing, when an event of its life is stale.
	 */
	createMade(draft: TaskDraft, life: readonly TaskEvent[]): Promise<Creation>;
	/** Reads the row again, lets `decide` have its say, and writes row, ledger and timeline under id and version. */
	apply(id: Id, event: TaskEvent, by: Actor): Promise<Application>;
	/**
	 * Takes up to `limit` queued tasks of a lane that may start now; each is `starting`, with a token of its own. Accounts
	 * take turns, one task each: `compareTurns` says whose turn it is, and a task counts as working from its claim on.
	 * Within an account the order is that of `notBeforeAt`, then of ids.
	 */
	claim(claim: Claim): Promise<readonly Task[]>;
	/** Takes over every unfinished task whose owner is proven dead; returns them as they are now. */
	adopt(owner: number): Promise<readonly Task[]>;
	find(id: Id): Promise<Task | null>;
	findByRequest(key: RequestKey): Promise<{ readonly task: Task; readonly hash: string } | null>;
	/** As they all were at one moment. Without tombstones. */
	list(query: TaskQuery): Promise<readonly Task[]>;
	/**
	 * How many tasks of its lane will be claimed before this queued one as things stand: while no task ends and none joins.
	 * `POSITION_LIMIT` stands for itself and everything beyond it.
	 */
	queuePosition(task: Task): Promise<number>;
	/** Oldest first, beginning with the creation. */
	timeline(id: Id): Promise<readonly TimelineEntry[]>;
	/** Unfinished tasks whose `deadlineAt` has passed. */
	overdue(now: number, limit: number): Promise<readonly Task[]>;
	/** Ended tasks whose engine may still work for them: those with a `lateUntilAt`, the soonest first. */
	late(limit: number): Promise<readonly Task[]>;
	/** Ended tasks whose `expiresAt` has passed and that still have contents. */
	expired(now: number, limit: number): Promise<readonly Task[]>;
	/** Removes tombstones that are older than `before`; returns how many. */
	sweepTombstones(before: number, limit: number): Promise<number>;
	/**
	 * The earliest instant after `now` at which an account of which nothing can be claimed now has a task that can; null
	 * when there is none. (Whatever can be claimed now waits for a slot, so for a commit.)
	 */
	nextClaimable(now: number): Promise<number | null>;
	findFilm(id: Id): Promise<FilmRecord | null>;
	/** Tells the listeners of commits about tasks that other processes changed since this store was opened or last heard. */
	hearOthers(): Promise<void>;
	/** Called after each commit with every task that it changed, in order. The returned function ends it. */
	onCommit(listener: (tasks: readonly Task[]) => void): () => void;
}

/** A film with what its link has to know. */
export interface FilmRecord {
	readonly film: Film;
	readonly taskId: Id;
	readonly account: string;
	readonly expiresAt: number;
}
