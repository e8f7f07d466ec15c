/** Tells whatever the loops have under way that the server is ending: first that nothing may be waited for, then that nothing may go on. */
export class Halt {
	#stopping = new AbortController();
	#hurrying = new AbortController();

	/** The loops go to work (again). */
	begin(): void {
		if (this.#stopping.signal.aborted) this.#stopping = new AbortController();
		if (this.#hurrying.signal.aborted) this.#hurrying = new AbortController();
	}

	/** Whoever waits for a better moment tries at once, and for the last time. */
	stop(): void {
		this.#stopping.abort();
	}

	/** Whoever waits for an engine gives up. */
	hurry(): void {
		this.#stopping.abort();
		this.#hurrying.abort(new Error("The server is ending."));
	}

	get stopping(): AbortSignal {
		return this.#stopping.signal;
	}

	get hurrying(): AbortSignal {
		return this.#hurrying.signal;
	}
}
