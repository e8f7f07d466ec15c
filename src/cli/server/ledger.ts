import { MICROS_PER_DOLLAR } from "../../core/money.ts";
import type { Disagreement } from "../../database/sqlite/purse-sums.ts";
import { readLedger } from "../../database/sqlite/read-ledger.ts";
import { verifyLedger } from "../../database/sqlite/verify-ledger.ts";
import { CommandError, EXIT } from "../exit.ts";
import { print, printJson } from "../print.ts";
import type { DataOptions } from "../settings.ts";
import { withData } from "./open-data.ts";
import { readTaskId, spellTaskId } from "./task-id.ts";

export type VerifyOptions = DataOptions & { readonly json?: boolean };

export interface EntriesOptions extends VerifyOptions {
	readonly account?: string;
	readonly task?: string;
	readonly limit: string;
}

/** Adds the ledger up again. Exit code 1 at the first figure that does not agree with another. */
export async function verify(options: VerifyOptions): Promise<number> {
	const found = await withData(options, async ({ stores }) => verifyLedger(stores.reader));
	if (options.json) printJson(found);
	else if (found.ok) print(`${found.purses} purses, ${found.tasks} tasks and ${found.entries} entries agree.`);
	else print(describe(found.disagreement));
	return found.ok ? EXIT.done : EXIT.failed;
}

/** The newest entries, the newest first. */
export async function listEntries(options: EntriesOptions): Promise<number> {
	const limit = Number(options.limit);
	if (!Number.isSafeInteger(limit) || limit < 1) {
		throw new CommandError(`--limit is ${options.limit}; it must be a whole number from 1.`, EXIT.usage);
	}
	const task = options.task === undefined ? undefined : readTaskId(options.task);
	const { account } = options;
	const entries = await withData(options, async ({ stores }) => readLedger(stores.reader, { account, task, limit }));
	if (options.json) printJson(entries.map((entry) => ({ ...entry, at: new Date(entry.at).toISOString() })));
	else {
		for (const { at, account: payer, mode, kind, amount, taskId, note } of entries) {
			const words = [new Date(at).toISOString(), payer, mode, kind, `${amount / MICROS_PER_DOLLAR} $`];
			print([...words, ...(taskId === null ? [] : [spellTaskId(taskId)]), ...(note === null ? [] : [note])].join("  "));
		}
	}
	return EXIT.done;
}

function describe({ account, mode, taskId, about, figures }: Disagreement): string {
	const [one, other] = figures.map(({ source, value }) => `${value ?? "none"} by ${source}`);
	const place = [`account ${account}`, mode, ...(taskId === null ? [] : [spellTaskId(taskId)])].join(", ");
	return `${place}: ${about} is ${one}, but ${other}.`;
}
