/** Where time comes from. Everything that reads the hour or waits is handed one, so that tests move it by hand. */
export interface Clock {
	/** Integer ms since 1970, UTC; may step when the operator sets the machine's clock. */
	now(): number;
	/** Ms since some fixed moment; never steps. For durations. */
	monotonic(): number;
	/**
	 * Calls `ring` once after `delayMs` (0 = as soon as possible); the returned function calls it off. Longer than 24
	 * days may ring earlier: whoever waits that long looks at the hour again.
	 */
	after(delayMs: number, ring: () => void): () => void;
}

/** Beyond this a timer of the platform rings at once. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** The machine's own clock. Its timers do not keep the process alive. */
export const systemClock: Clock = {
	now: () => Date.now(),
	monotonic: () => performance.now(),
	after(delayMs, ring) {
		const timer = setTimeout(ring, Math.min(delayMs, LONGEST_TIMER_MS));
		timer.unref();
		return () => clearTimeout(timer);
	},
};
