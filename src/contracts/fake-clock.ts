import type { Clock } from "../core/clock.ts";

/** A clock that stands still until a test moves it. */
export interface FakeClock extends Clock {
	/**
	 * Lets time pass: rings every timer that falls due, in the order of their instants (first set, first rung), each at
	 * its own instant, and gives what it began a turn of the event loop before the next one. Timers that are set meanwhile ring too when they fall due.
	 */
	advance(ms: number): Promise<void>;
	/** Sets the hour as an operator would: `now()` steps, `monotonic()` and the timers do not notice. */
	set(now: number): void;
	/** Timers that wait; 0 once everything was stopped. */
	readonly pending: number;
}

interface Timer {
	readonly dueMs: number;
	readonly ring: () => void;
}

/** @param options.now where it begins; default 2026-01-01 UTC. */
export function createFakeClock(options: { readonly now?: number } = {}): FakeClock {
	let offset = options.now ?? Date.UTC(2026, 0, 1);
	let elapsed = 0;
	const timers = new Set<Timer>();
	return {
		now: () => offset + elapsed,
		monotonic: () => elapsed,
		after(delayMs, ring) {
			const timer = { dueMs: elapsed + Math.max(0, delayMs), ring };
			timers.add(timer);
			return () => timers.delete(timer);
		},
		async advance(ms) {
			const until = elapsed + ms;
			await turn();
			for (let next = nextDue(timers, until); next !== null; next = nextDue(timers, until)) {
				timers.delete(next);
				elapsed = Math.max(elapsed, next.dueMs);
				next.ring();
				await turn();
			}
			elapsed = Math.max(elapsed, until);
		},
		set(now) {
			offset = now - elapsed;
		},
		get pending() {
			return timers.size;
		},
	};
}

function nextDue(timers: ReadonlySet<Timer>, until: number): Timer | null {
	let next: Timer | null = null;
	for (const timer of timers) {
		if (timer.dueMs <= until && (next === null || timer.dueMs < next.dueMs)) next = timer;
	}
	return next;
}

/** One turn of the event loop: whatever was waiting for promises alone has gone as far as it can. */
function turn(): Promise<void> {
	return new Promise((resolve) => setImmediate(resolve));
}
