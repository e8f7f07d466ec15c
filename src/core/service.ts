/** Something that runs beside requests. Both calls are idempotent; `stop` resolves once nothing of it is under way. */
export interface Service {
	start(): void;
	stop(): Promise<void>;
}

/** A service that does the same round again and again. */
export interface Loop extends Service {
	/** One round, now; resolves when everything that it began has been recorded. */
	runOnce(): Promise<void>;
}
