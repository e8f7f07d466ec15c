import type { Clock } from "./clock.ts";

/**
 * Names a task, a film, an upload or an account: milliseconds since 2025-01-01 UTC times 4096, plus a counter.
 * A positive integer below 2^53 (15 digits today), so that it is an exact JSON number, and younger things have larger ids.
 */
export type Id = number;

const EPOCH_MS = Date.UTC(2025, 0, 1);
const PER_MS = 4096;

/** Makes ids. One per process; every id it gives is larger than the one before, whatever the clock does. */
export interface IdMinter {
	mint(): Id;
}

/** @param above the largest id already stored: a clock that was set back cannot make it mint that range again. */
export function createIdMinter(clock: Pick<Clock, "now">, above: Id = 0): IdMinter {
	let last = above;
	return {
		mint() {
			last = Math.max(last + 1, (clock.now() - EPOCH_MS) * PER_MS);
			return last;
		},
	};
}

/** When an id was minted, integer ms UTC (a little later than true while ids are minted faster than 4,096 in a millisecond). */
export function mintedAt(id: Id): number {
	return EPOCH_MS + Math.floor(id / PER_MS);
}

/** The smallest id that is minted at an instant or later, at least 0: to find what was made before or after it. */
export function firstIdAt(at: number): Id {
	return Math.min(Number.MAX_SAFE_INTEGER, Math.max(0, (at - EPOCH_MS) * PER_MS));
}

/** Reads an id as a client spelled it: decimal digits without leading zeros, at most 2^53 - 1. Anything else is null. */
export function parseId(text: string): Id | null {
	if (!/^[1-9][0-9]{0,15}$/.test(text)) return null;
	const id = Number(text);
	return Number.isSafeInteger(id) ? id : null;
}
