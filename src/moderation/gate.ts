/** Lets a bounded number of workers through at one time; the others wait in the order in which they came. */
export class Gate {
	readonly #most: number;
	#inside = 0;
	readonly #waiting = new Set<() => void>();

	constructor(most: number) {
		this.#most = most;
	}

	/** Rejects with the signal's reason when it fires before the work could begin. */
	async pass<Value>(signal: AbortSignal, work: () => Promise<Value>): Promise<Value> {
		if (this.#inside >= this.#most) await this.#turn(signal);
		else this.#inside += 1;
		try {
			return await work();
		} finally {
			this.#leave();
		}
	}

	/** Whoever leaves gives its place to the next one. */
	#leave(): void {
		const [next] = this.#waiting;
		if (next === undefined) {
			this.#inside -= 1;
			return;
		}
		this.#waiting.delete(next);
		next();
	}

	#turn(signal: AbortSignal): Promise<void> {
		const { promise, resolve, reject } = Promise.withResolvers<void>();
		const giveUp = () => {
			this.#waiting.delete(enter);
			reject(signal.reason);
		};
		const enter = () => {
			signal.removeEventListener("abort", giveUp);
			resolve();
		};
		this.#waiting.add(enter);
		if (signal.aborted) giveUp();
		else signal.addEventListener("abort", giveUp, { once: true });
		return promise;
	}
}
