import type { Operation } from "./order.ts";
import type { Page } from "./task.ts";

/** What `GET /api/v1/balance` answers, of the key's mode. */
export type Balance = {
	/** What is left to spend: it lacks what is held. */
	microDollars: number;
	heldMicroDollars: number;
	/** Unfinished tasks, and how many there may be. */
	inFlight: number;
	maxInFlight: number;
	livemode: boolean;
};

/**
 * Why money moved: `hold` sets a price aside, `charge` takes what was held, `release` gives it back; `grant` and `adjust`
 * are the operator's.
 */
export type LedgerKind = "grant" | "adjust" | "hold" | "charge" | "release";

export type LedgerEntry = {
	/** `entry_` and digits. */
	id: string;
	at: string;
	kind: LedgerKind;
	/** Positive, whichever way it went; an adjustment may be negative. */
	microDollars: number;
	task: string | null;
	note: string | null;
};

/** What `GET /api/v1/ledger` answers, newest first. */
export type LedgerPage = Page<LedgerEntry>;

/** Counts and money of tasks, each counted on the day (UTC) on which it was made. */
export type UsageCounts = {
	tasks: number;
	succeeded: number;
	failed: number;
	rejected: number;
	cancelled: number;
	/** Of the films that were ordered and succeeded. */
	seconds: number;
	/** Quoted for all of them; what is neither charged nor released is held. */
	quotedMicroDollars: number;
	chargedMicroDollars: number;
	releasedMicroDollars: number;
};

export type UsageLine = UsageCounts & {
	/** `2026-11-22` */
	day: string;
	model: string;
	operation: Operation;
};

/** What `GET /api/v1/usage` answers, of the key's mode: deleted tasks count on. */
export type Usage = {
	/** The first day and the last, both included. */
	from: string;
	to: string;
	total: UsageCounts;
	/** By day, model and operation, in this order. */
	data: UsageLine[];
};
