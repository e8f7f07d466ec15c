/** An amount in integer micro-dollars. A PixVerse credit is 10,000 of them. */
export type Money = number;

export const MICROS_PER_DOLLAR = 1_000_000;
export const MICROS_PER_CREDIT = 10_000;

export function dollars(amount: number): Money {
	return Math.round(amount * MICROS_PER_DOLLAR);
}

export function credits(amount: number): Money {
	return Math.round(amount * MICROS_PER_CREDIT);
}

/** How many whole PixVerse credits an amount shows as; part of a credit counts as one where it is owed. */
export function creditsOwed(amount: Money): number {
	return Math.ceil(amount / MICROS_PER_CREDIT);
}

/** How many whole PixVerse credits an amount can still pay. */
export function creditsLeft(amount: Money): number {
	return Math.floor(amount / MICROS_PER_CREDIT);
}

/** What ends a hold: the price was taken, or given back. Exactly one of them per task (invariant I4). */
export type Settlement = "charged" | "released";

/** Why an account's money moved. `hold` sets aside, `charge` takes what was held, `release` gives it back. */
export type LedgerKind = "grant" | "adjust" | "hold" | "charge" | "release";
