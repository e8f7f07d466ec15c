import type { Account, AccountLimits, Mode, Purse } from "../account.ts";
import type { LedgerKind, Money } from "../money.ts";
import type { DayRange, UsageLine } from "../usage.ts";

/** An API key as it is stored: never the key itself. */
export interface KeyRecord {
	/** The part before the dot; public. */
	readonly id: string;
	readonly account: string;
	readonly mode: Mode;
	/** Hex SHA-256 of the whole key. */
	readonly digest: string;
	/** The secret, sealed: needed to check the HS256 tokens that some clients make from it. */
	readonly sealedSecret: string;
	readonly label: string;
	readonly mark: boolean;
	readonly createdAt: number;
	readonly revokedAt: number | null;
}

export interface LedgerEntry {
	readonly id: number;
	readonly account: string;
	readonly mode: Mode;
	readonly kind: LedgerKind;
	/** Always positive; the kind says which way it went. For `adjust` it may be negative. */
	readonly amount: Money;
	readonly taskId: number | null;
	readonly note: string | null;
	readonly at: number;
}

export interface LedgerQuery {
	readonly account: string;
	readonly mode: Mode;
	/** Only what comes after this entry in the list. */
	readonly after?: Pick<LedgerEntry, "at" | "id">;
	/** Instants: the first that is in, and the first that is not. */
	readonly from?: number;
	readonly to?: number;
	/** 1 to 100. */
	readonly limit: number;
}

/** Where accounts, their keys and their money live. */
export interface AccountStore {
	/** Creates the account with its opening balances. */
	createAccount(account: Account, opening: Readonly<Record<Mode, Money>>): Promise<void>;
	findAccount(id: string): Promise<Account | null>;
	listAccounts(): Promise<readonly Account[]>;
	/**
	 * Puts other limits in the place of all that it had. Tasks that are unfinished already count from then on, also where
	 * they are more than the limit: nothing is taken away from them. Throws `not_found`.
	 */
	changeLimits(id: string, limits: AccountLimits): Promise<void>;
	createKey(key: KeyRecord): Promise<void>;
	findKey(id: string): Promise<KeyRecord | null>;
	listKeys(): Promise<readonly KeyRecord[]>;
	/** False when there is no such key or it was revoked before. */
	revokeKey(id: string, now: number): Promise<boolean>;
	readPurse(account: string, mode: Mode): Promise<Purse>;
	/** Adds (grant, adjust) to a balance; an adjustment may be negative, but no balance goes below zero. */
	post(entry: Omit<LedgerEntry, "id" | "taskId"> & { readonly kind: "grant" | "adjust" }): Promise<void>;
	/** The newest first: by their instant, then by their id. */
	listLedger(query: LedgerQuery): Promise<readonly LedgerEntry[]>;
	/** Lines of days that have any, by day, model and operation. Kept up in the transactions that make and end tasks. */
	readUsage(account: string, mode: Mode, days: DayRange): Promise<readonly UsageLine[]>;
	/** Rises whenever another process changed keys or accounts. */
	generation(): Promise<number>;
}
