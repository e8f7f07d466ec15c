import type { Money } from "./money.ts";
import type { Operation } from "./order.ts";

/** What the tasks of one day, model and operation came to. A task counts on the day (UTC) on which it was made. */
export interface UsageLine extends UsageCounts {
	/** `2026-11-22`. */
	readonly day: string;
	/** As clients named it. */
	readonly model: string;
	readonly operation: Operation;
}

export interface UsageCounts {
	/** All that were accepted; those that have not ended are in none of the four figures that follow. */
	readonly tasks: number;
	readonly succeeded: number;
	readonly failed: number;
	readonly rejected: number;
	readonly cancelled: number;
	/** As ordered, of those that succeeded. */
	readonly seconds: number;
	/** The prices of all of them. */
	readonly quoted: Money;
	readonly charged: Money;
	readonly released: Money;
}

/** Both days included. */
export interface DayRange {
	readonly from: string;
	readonly to: string;
}

/** The day of an instant, in UTC. */
export function dayOf(at: number): string {
	return new Date(at).toISOString().slice(0, 10);
}
