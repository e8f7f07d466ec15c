import type { Mode } from "../account.ts";
import type { EngineFilm } from "../film.ts";
import type { JsonValue } from "../json.ts";
import type { Operation, Order } from "../order.ts";
import type { TaskFailure, Warning } from "../task.ts";

/**
 * Makes films. Adapters never poll, never sleep and never store: the loops do. What the vendor said about the film is
 * *returned* (`refused`, `failed`); only "could not find out" is *thrown*. A throw from `start` makes the task `unclear`,
 * a throw from `status` means that the next look comes later.
 */
export interface Engine {
	/** Lower-case, stable: it is stored on tasks. */
	readonly name: string;
	readonly capabilities: EngineCapabilities;
	/** Asks for a film. The token is stored already and is this start's only one. */
	start(order: Order, context: StartContext): Promise<EngineStart>;
	/** Looks once; never waits for the film. `handle` is what `start` gave, read back from the store. */
	status(handle: JsonValue, context: StatusContext): Promise<EngineStatus>;
	/** Opens the bytes behind an `EngineFilm`'s source or cover. */
	openFilm(source: JsonValue, context: CallContext): Promise<ReadableStream<Uint8Array>>;
	/** Stops the work; resolves once the engine confirmed it. Present when `capabilities.cancel`. */
	cancel?(handle: JsonValue, context: CallContext): Promise<"stopped" | "too-late">;
	/** What became of a start whose answer was lost. Present when `capabilities.find`. */
	find?(startToken: string, context: CallContext): Promise<EngineFinding>;
	/** Its films are in the archive (or nobody wants them): what it keeps for this handle may go. */
	forget?(handle: JsonValue): Promise<void>;
	/** Ends what the engine runs itself. */
	close?(): Promise<void>;
}

/** Frozen facts, never tried out. */
export interface EngineCapabilities {
	readonly operations: readonly Operation[];
	/** A start repeated with the same token gives the same work. Default of a careful adapter: false. */
	readonly idempotentStart: boolean;
	readonly find: boolean;
	readonly cancel: boolean;
	readonly progress: boolean;
	/** Most tasks that it works on at once, by lane; more wait in the queue. */
	readonly concurrency: { readonly live: number; readonly test: number };
	/** The longest that a job can take, ms: the deadline of `running`. */
	readonly longestJobMs: number;
}

export interface CallContext {
	readonly signal: AbortSignal;
}

export interface StartContext extends CallContext {
	readonly startToken: string;
	/** The lane: test tasks do not stand in the way of live ones. */
	readonly mode: Mode;
	/** Call it when there is news; the poller looks at once instead of at its next round. */
	wake(): void;
}

export interface StatusContext extends StartContext {
	/** For engines whose work dies with this process: what to make again when they no longer know the handle. */
	readOrder(): Promise<Order>;
	readonly now: number;
}

export type EngineStart =
	| { readonly kind: "started"; readonly handle: JsonValue; readonly warnings: readonly Warning[] }
	| { readonly kind: "refused"; readonly failure: TaskFailure }
	/** Proof that nothing was accepted. */
	| { readonly kind: "not-taken"; readonly reason: string; readonly askAgainAfterMs: number };

export type EngineStatus =
	| { readonly kind: "working"; readonly progress: number | null; readonly askAgainAfterMs: number }
	| { readonly kind: "done"; readonly films: readonly EngineFilm[]; readonly warnings: readonly Warning[] }
	| { readonly kind: "failed"; readonly failure: TaskFailure }
	/** The engine no longer knows work that it had accepted. */
	| { readonly kind: "lost" };

export type EngineFinding =
	| { readonly kind: "started"; readonly handle: JsonValue }
	/** Proof: a start with this token that is still on its way will not be taken either. Where that is not so, it is `unknown`. */
	| { readonly kind: "never-started" }
	| { readonly kind: "unknown" };
