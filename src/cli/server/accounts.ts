import { ACCOUNT_DEFAULTS, type Account, type AccountLimits, type Mode, type Purse } from "../../core/account.ts";
import { systemClock } from "../../core/clock.ts";
import { createIdMinter } from "../../core/ids.ts";
import { MICROS_PER_DOLLAR, type Money } from "../../core/money.ts";
import type { SqliteStores } from "../../database/sqlite/database.ts";
import { CommandError, EXIT } from "../exit.ts";
import { print, printJson } from "../print.ts";
import type { DataOptions } from "../settings.ts";
import { withData, withNewData } from "./open-data.ts";
import { type LimitWishes, readLimits } from "./read-limits.ts";

export type AccountOptions = DataOptions & { readonly json?: boolean };

export interface NewAccountOptions extends AccountOptions {
	readonly name: string;
	readonly plan?: string;
	readonly live?: string;
	readonly test?: string;
}

export type LimitOptions = AccountOptions & LimitWishes;

export interface GrantOptions extends AccountOptions {
	readonly amount: string;
	readonly mode: string;
	readonly note?: string;
	readonly adjust?: boolean;
}

/** More than anybody means: a slip of the finger, or a figure in micro-dollars. */
const MOST = 1_000_000_000 * MICROS_PER_DOLLAR;
const MODES: readonly Mode[] = ["live", "test"];

export async function listAccounts(options: AccountOptions): Promise<number> {
	const views = await withData(options, async ({ stores }) =>
		Promise.all((await stores.accounts.listAccounts()).map((account) => view(stores, account))),
	);
	if (options.json) printJson(views);
	else for (const each of views) print(lineOf(each));
	return EXIT.done;
}

export async function createAccount(options: NewAccountOptions): Promise<number> {
	const live = options.live === undefined ? 0 : readDollars("--live", options.live);
	const test = options.test === undefined ? 0 : readDollars("--test", options.test);
	if (live < 0 || test < 0) throw new CommandError("An account cannot begin below nothing.", EXIT.usage);
	const limits = readLimits(options, ACCOUNT_DEFAULTS);
	const made = await withNewData(options, async ({ stores }) => {
		const id = String(createIdMinter(systemClock, stores.largestId).mint());
		const account: Account = { id, name: options.name, ...ACCOUNT_DEFAULTS, ...limits, createdAt: systemClock.now() };
		await stores.accounts.createAccount(account, { live, test });
		return await view(stores, account);
	});
	if (options.json) printJson(made);
	else print(lineOf(made));
	return EXIT.done;
}

/** Changes how much of an account's work may be unfinished at one time; a running server goes by it at once. */
export async function limit(id: string, options: LimitOptions): Promise<number> {
	const after = await withData(options, async ({ stores }) => {
		const account = await findAccount(stores, id);
		const limits = readLimits(options, account);
		await stores.accounts.changeLimits(id, limits);
		return await view(stores, { ...account, ...limits });
	});
	if (options.json) printJson(after);
	else print(lineOf(after));
	return EXIT.done;
}

/** Adds to a balance; with --adjust it may also take away, but no balance goes below nothing. */
export async function grant(id: string, options: GrantOptions): Promise<number> {
	const { mode, note = null, adjust = false } = options;
	const amount = readDollars("--amount", options.amount);
	if (!isMode(mode)) throw new CommandError(`--mode is ${mode}; it must be live or test.`, EXIT.usage);
	if (amount === 0) throw new CommandError("--amount is nothing.", EXIT.usage);
	if (amount < 0 && !adjust) {
		throw new CommandError("--amount is below nothing: a grant adds. To take away, say --adjust.", EXIT.usage);
	}
	const after = await withData(options, async ({ stores }) => {
		const account = await findAccount(stores, id);
		const kind = adjust ? "adjust" : "grant";
		await stores.accounts.post({ account: id, mode, kind, amount, note, at: systemClock.now() });
		return await view(stores, account);
	});
	if (options.json) printJson(after);
	else print(lineOf(after));
	return EXIT.done;
}

async function findAccount({ accounts }: SqliteStores, id: string): Promise<Account> {
	const account = await accounts.findAccount(id);
	if (account === null) throw new CommandError(`There is no account ${id}. See: filmgate accounts list`);
	return account;
}

/** Dollars as a person writes them, exactly: up to six places, as micro-dollars have them. */
function readDollars(option: string, text: string): Money {
	const [, sign = "", whole = "", part = ""] = /^(-?)([0-9]{1,12})(?:\.([0-9]{1,6}))?$/.exec(text) ?? [];
	const amount = Number(`${sign}${whole}`) * MICROS_PER_DOLLAR + Number(`${sign}${part.padEnd(6, "0")}`);
	if (whole !== "" && Math.abs(amount) <= MOST) return amount;
	const allowed = "an amount in dollars such as 25 or 0.05, at most a billion";
	throw new CommandError(`${option} is ${text}; it must be ${allowed}.`, EXIT.usage);
}

function isMode(text: string): text is Mode {
	return text === "live" || text === "test";
}

interface AccountView extends AccountLimits {
	readonly id: string;
	readonly name: string;
	readonly createdAt: string;
	/** In micro-dollars. */
	readonly purses: Readonly<Record<Mode, Purse>>;
}

async function view({ accounts }: SqliteStores, account: Account): Promise<AccountView> {
	const { id, name, createdAt, maxInFlight, maxInFlightByModel } = account;
	const [live, test] = await Promise.all(MODES.map((mode) => accounts.readPurse(id, mode)));
	const purses = { live, test } as Record<Mode, Purse>;
	return { id, name, createdAt: new Date(createdAt).toISOString(), purses, maxInFlight, maxInFlightByModel };
}

function lineOf({ id, name, purses, maxInFlight, maxInFlightByModel }: AccountView): string {
	const said = MODES.map((mode) => {
		const { balance, held, inFlight } = purses[mode];
		return `${mode} ${balance / MICROS_PER_DOLLAR} $ (${held / MICROS_PER_DOLLAR} $ held by ${inFlight} of ${maxInFlight[mode]} tasks)`;
	});
	const limits = Object.entries(maxInFlightByModel).map(([model, most]) => `${model}: ${most}`);
	return [id, name, ...said, ...(limits.length === 0 ? [] : [limits.join(", ")])].join("  ");
}
