import type { LedgerKind } from "../../core/money.ts";
import type { Connection } from "./connection.ts";

interface Figure {
	/** Who says so: "the purse", "its ledger", "its tasks". */
	readonly source: string;
	readonly value: number | string | null;
}

export type Figures = readonly [Figure, Figure];

/** Two things that should say the same, and do not. */
export interface Disagreement {
	readonly account: string;
	readonly mode: string;
	/** Null when it is about a purse. */
	readonly taskId: number | null;
	readonly about: string;
	readonly figures: Figures;
}

export interface StoredPurse extends Sums {
	readonly account: string;
	readonly mode: string;
}

interface Sums {
	readonly balance: number;
	readonly held: number;
	readonly inFlight: number;
}

interface Purse {
	readonly account: string;
	readonly mode: string;
}

/** What an entry of one micro-dollar does to a purse: balance, held, tasks in flight. */
const EFFECTS: Readonly<Record<LedgerKind, Sums>> = {
	grant: { balance: 1, held: 0, inFlight: 0 },
	adjust: { balance: 1, held: 0, inFlight: 0 },
	hold: { balance: -1, held: 1, inFlight: 1 },
	charge: { balance: 0, held: -1, inFlight: -1 },
	release: { balance: 1, held: -1, inFlight: -1 },
};

const NOTHING: Sums = { balance: 0, held: 0, inFlight: 0 };

export function readPurses(reader: Connection): Iterable<StoredPurse> {
	return reader
		.sql(`SELECT account, mode, balance, held, in_flight AS "inFlight" FROM purses`)
		.iterate() as Iterable<StoredPurse>;
}

/** Every purse as entries and tasks add it up. */
export class PurseSums {
	readonly #byLedger = new Map<string, Sums & Purse>();
	readonly #byTasks = new Map<string, Pick<Sums, "held" | "inFlight">>();

	addEntry({ account, mode, kind, amount }: Purse & { readonly kind: LedgerKind; readonly amount: number }): void {
		const { balance, held, inFlight } = this.#byLedger.get(nameOf({ account, mode })) ?? NOTHING;
		const effect = EFFECTS[kind];
		this.#byLedger.set(nameOf({ account, mode }), {
			account,
			mode,
			balance: balance + effect.balance * amount,
			held: held + effect.held * amount,
			inFlight: inFlight + effect.inFlight,
		});
	}

	addUnsettled({ account, mode, price }: Purse & { readonly price: number }): void {
		const { held, inFlight } = this.#byTasks.get(nameOf({ account, mode })) ?? NOTHING;
		this.#byTasks.set(nameOf({ account, mode }), { held: held + price, inFlight: inFlight + 1 });
	}

	/** To be asked once for each purse that is stored. */
	compare(purse: StoredPurse): Disagreement | null {
		const name = nameOf(purse);
		const byLedger = this.#byLedger.get(name) ?? NOTHING;
		const byTasks = this.#byTasks.get(name) ?? NOTHING;
		this.#byLedger.delete(name);
		return (
			differ(purse, { about: "balance", source: "its ledger", is: purse.balance, should: byLedger.balance }) ??
			differ(purse, { about: "held", source: "its ledger", is: purse.held, should: byLedger.held }) ??
			differ(purse, { about: "held", source: "its tasks", is: purse.held, should: byTasks.held }) ??
			differ(purse, { about: "in flight", source: "its ledger", is: purse.inFlight, should: byLedger.inFlight }) ??
			differ(purse, { about: "in flight", source: "its tasks", is: purse.inFlight, should: byTasks.inFlight })
		);
	}

	/** Entries of a purse that was not among those compared. */
	unclaimed(): Disagreement | null {
		const [first] = this.#byLedger.values();
		if (first === undefined) return null;
		const figures: Figures = [
			{ source: "its purse", value: null },
			{ source: "its ledger", value: first.balance },
		];
		return { account: first.account, mode: first.mode, taskId: null, about: "balance", figures };
	}
}

function nameOf({ account, mode }: Purse): string {
	return `${account} ${mode}`;
}

function differ(
	{ account, mode }: Purse,
	{ about, source, is, should }: { about: string; source: string; is: number; should: number },
): Disagreement | null {
	if (is === should) return null;
	const figures: Figures = [
		{ source: "its purse", value: is },
		{ source, value: should },
	];
	return { account, mode, taskId: null, about, figures };
}
