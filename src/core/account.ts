import type { Money } from "./money.ts";

/**
 * `test` keys land on the preview engine, are never billed in earnest and may script outcomes;
 * `live` keys land on the engines that the operator configured. A key sees tasks of its own mode only.
 */
export type Mode = "live" | "test";

/** Who pays, and what it may have going on at once. */
export interface Account {
	/** Decimal digits of its id. */
	readonly id: string;
	readonly name: string;
	/** Most tasks that may be unfinished at one time, by mode. */
	readonly maxInFlight: Readonly<Record<Mode, number>>;
	/** The same for tasks of single models, as clients name them, in each mode; what is not named here has no limit of its own. */
	readonly maxInFlightByModel: Readonly<Record<string, number>>;
	/** How long a finished task and its films are kept, ms, by mode. */
	readonly retentionMs: Readonly<Record<Mode, number>>;
	readonly createdAt: number;
}

/** Roomy on purpose: a fresh install should not refuse its own operator. The vendors' plans are presets to put on an account. */
export const ACCOUNT_DEFAULTS: Pick<Account, "maxInFlight" | "maxInFlightByModel" | "retentionMs"> = {
	maxInFlight: { live: 1_000, test: 100 },
	maxInFlightByModel: {},
	retentionMs: { live: 30 * 24 * 3_600_000, test: 24 * 3_600_000 },
};

/** How much of an account's work may be unfinished at one time. */
export type AccountLimits = Pick<Account, "maxInFlight" | "maxInFlightByModel">;

/** An account's money of one mode. Balance is what is left to spend: it already lacks what is held. */
export interface Purse {
	readonly balance: Money;
	readonly held: Money;
	readonly inFlight: number;
}

/** Who is asking: what a valid key says about its bearer. */
export interface Caller {
	readonly account: Account;
	readonly mode: Mode;
	readonly keyId: string;
	/** Whether films made for this key carry the preview mark unless their order says otherwise. */
	readonly mark: boolean;
}
