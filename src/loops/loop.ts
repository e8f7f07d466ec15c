import type { Clock } from "../core/clock.ts";
import type { Log } from "../core/ports/log.ts";
import type { Loop } from "../core/service.ts";

export interface LoopOptions {
	readonly name: string;
	readonly clock: Clock;
	readonly log: Log;
	/** Does what there is to do; resolves to the ms until the next round, or null to sleep until woken. */
	round(): Promise<number | null>;
	/** What rounds left under way; awaited by `runOnce` and `stop`. */
	settled?(): Promise<unknown>;
}

export interface WakingLoop extends Loop {
	/** There is something to do: a round begins as soon as the present one is over. Does nothing while stopped. */
	wake(): void;
}

const AFTER_ERROR_MS = 1_000;

/** A loop that sleeps between rounds, never runs two at once, and goes on after a round that threw. */
export function createLoop(options: LoopOptions): WakingLoop {
	return new RoundLoop(options);
}

class RoundLoop implements WakingLoop {
	readonly #options: LoopOptions;
	#running = false;
	#present: Promise<void> | null = null;
	#woken = false;
	#callOff: () => void = () => {};

	constructor(options: LoopOptions) {
		this.#options = options;
	}

	start(): void {
		if (this.#running) return;
		this.#running = true;
		this.wake();
	}

	async stop(): Promise<void> {
		this.#running = false;
		this.#callOff();
		await this.#present;
		await this.#options.settled?.();
	}

	wake(): void {
		if (!this.#running) return;
		this.#woken = true;
		if (this.#present === null) this.#present = this.#goRound();
	}

	async runOnce(): Promise<void> {
		await this.#present;
		await this.#options.round();
		await this.#options.settled?.();
	}

	async #goRound(): Promise<void> {
		let delayMs: number | null = null;
		// The microtask lets several wakes of one tick share a round.
		await Promise.resolve();
		while (this.#running && this.#woken) {
			this.#woken = false;
			this.#callOff();
			delayMs = await this.#safeRound();
		}
		this.#present = null;
		if (this.#running && delayMs !== null) this.#callOff = this.#options.clock.after(delayMs, () => this.wake());
	}

	async #safeRound(): Promise<number | null> {
		try {
			return await this.#options.round();
		} catch (error) {
			this.#options.log.error({ err: error, loop: this.#options.name }, "a loop's round failed");
			return AFTER_ERROR_MS;
		}
	}
}
