import type { Connection } from "./connection.ts";
import type { Disagreement } from "./purse-sums.ts";

interface Sums {
	readonly account: string;
	readonly mode: string;
	readonly tasks: number;
	readonly succeeded: number;
	readonly otherwise: number;
	readonly quoted: number;
	readonly charged: number;
	readonly released: number;
}

/** By what they are called when they differ. */
const FIGURES = {
	tasks: "tasks",
	succeeded: "succeeded",
	otherwise: "not succeeded",
	quoted: "quoted",
	charged: "charged",
	released: "released",
} as const satisfies Partial<Record<keyof Sums, string>>;

const BY_USAGE = `SELECT account, mode, sum(tasks) AS tasks, sum(succeeded) AS succeeded,
	sum(failed + rejected + cancelled) AS otherwise, sum(quoted) AS quoted, sum(charged) AS charged,
	sum(released) AS released FROM usage GROUP BY account, mode`;

/** Every task has a hold, is charged when it succeeds, and is paid back when it ends in another way. */
const BY_LEDGER = `SELECT account, mode, sum(kind = 'hold') AS tasks, sum(kind = 'charge') AS succeeded,
	sum(kind = 'release') AS otherwise, sum(iif(kind = 'hold', amount, 0)) AS quoted,
	sum(iif(kind = 'charge', amount, 0)) AS charged, sum(iif(kind = 'release', amount, 0)) AS released
	FROM ledger WHERE task_id IS NOT NULL GROUP BY account, mode`;

/** What usage counts by days and models, added up by purses, against the ledger, which outlives tasks too. */
export function checkUsage(reader: Connection): Disagreement | null {
	const byUsage = readSums(reader, BY_USAGE);
	const byLedger = readSums(reader, BY_LEDGER);
	for (const [name, { account, mode }] of [...byLedger, ...byUsage]) {
		for (const [figure, word] of Object.entries(FIGURES) as [keyof typeof FIGURES, string][]) {
			const counted = byUsage.get(name)?.[figure] ?? 0;
			const entered = byLedger.get(name)?.[figure] ?? 0;
			if (counted === entered) continue;
			const figures = [
				{ source: "its usage", value: counted },
				{ source: "its ledger", value: entered },
			] as const;
			return { account, mode, taskId: null, about: `usage: ${word}`, figures };
		}
	}
	return null;
}

function readSums(reader: Connection, sql: string): ReadonlyMap<string, Sums> {
	const rows = reader.sql(sql).all() as Sums[];
	return new Map(rows.map((sums) => [`${sums.account} ${sums.mode}`, sums]));
}
