import type * as wire from "@filmgate/sdk";
import { invalidField } from "../../core/errors.ts";
import type { LedgerEntry } from "../../core/ports/account-store.ts";
import { dayOf, type UsageLine } from "../../core/usage.ts";
import type { Handler } from "../dialect.ts";
import { CURSOR_ALLOWED, readDay, readInstant, readLimit, rfc3339 } from "./query.ts";
import { spellTaskId } from "./task-id.ts";

const DAY_MS = 24 * 3_600_000;
/** Days of a usage that is asked for without its beginning; and at most. */
export const USUAL_DAYS = 30;
export const MOST_DAYS = 366;

/** GET /api/v1/balance: what is left to spend, what is held, and how many tasks are unfinished. */
export const balance: Handler = async ({ caller }, { tasks }) => {
	const purse = await tasks.readPurse(caller);
	const body: wire.Balance = {
		microDollars: purse.balance,
		heldMicroDollars: purse.held,
		inFlight: purse.inFlight,
		maxInFlight: caller.account.maxInFlight[caller.mode],
		livemode: caller.mode === "live",
	};
	return { status: 200, body };
};

/** GET /api/v1/ledger: why money moved, newest first. */
export const ledger: Handler = async ({ caller, query }, { tasks }) => {
	const limit = readLimit(query.limit);
	const from = readInstant("from", query.from);
	const to = readInstant("to", query.to);
	const entries = await tasks.listLedger(caller, {
		limit,
		...(from === null ? {} : { from }),
		...(to === null ? {} : { to }),
		...(query.cursor === undefined ? {} : { after: readCursor(query.cursor) }),
	});
	const last = entries.length < limit ? undefined : entries.at(-1);
	const body: wire.LedgerPage = {
		data: entries.map(renderEntry),
		nextCursor: last === undefined ? null : `${last.at}-${last.id}`,
	};
	return { status: 200, body };
};

function readCursor(text: string): Pick<LedgerEntry, "at" | "id"> {
	const [, at, id] = /^(\d{1,15})-(\d{1,15})$/.exec(text) ?? [];
	if (at === undefined || id === undefined) throw invalidField("cursor", CURSOR_ALLOWED);
	return { at: Number(at), id: Number(id) };
}

function renderEntry({ id, at, kind, amount, taskId, note }: LedgerEntry): wire.LedgerEntry {
	const task = taskId === null ? null : spellTaskId(taskId);
	return { id: `entry_${id}`, at: rfc3339(at), kind, microDollars: amount, task, note };
}

/** GET /api/v1/usage: what tasks came to, by the day on which they were made, by model and by operation. */
export const usage: Handler = async ({ caller, query }, { tasks, now }) => {
	const to = readDay("to", query.to) ?? dayOf(now());
	const from = readDay("from", query.from) ?? dayOf(Date.parse(to) - (USUAL_DAYS - 1) * DAY_MS);
	const days = (Date.parse(to) - Date.parse(from)) / DAY_MS + 1;
	if (days < 1 || days > MOST_DAYS) throw invalidField("from", `a day before to, ${MOST_DAYS} days at most`);
	const lines = (await tasks.readUsage(caller, { from, to })).map(renderLine);
	const body: wire.Usage = { from, to, total: lines.reduce(add, NOTHING), data: lines };
	return { status: 200, body };
};

const NOTHING: wire.UsageCounts = {
	tasks: 0,
	succeeded: 0,
	failed: 0,
	rejected: 0,
	cancelled: 0,
	seconds: 0,
	quotedMicroDollars: 0,
	chargedMicroDollars: 0,
	releasedMicroDollars: 0,
};

function renderLine({ quoted, charged, released, ...rest }: UsageLine): wire.UsageLine {
	return { ...rest, quotedMicroDollars: quoted, chargedMicroDollars: charged, releasedMicroDollars: released };
}

function add(sum: wire.UsageCounts, line: wire.UsageCounts): wire.UsageCounts {
	const names = Object.keys(NOTHING) as (keyof wire.UsageCounts)[];
	return Object.fromEntries(names.map((name) => [name, sum[name] + line[name]])) as wire.UsageCounts;
}
