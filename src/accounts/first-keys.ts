import { ACCOUNT_DEFAULTS, type Account, type Mode } from "../core/account.ts";
import type { Clock } from "../core/clock.ts";
import { FilmgateError } from "../core/errors.ts";
import { dollars } from "../core/money.ts";
import type { AccountStore } from "../core/ports/account-store.ts";
import { mintKey } from "./mint-key.ts";

/** The account that a fresh installation begins with. */
export const FIRST_ACCOUNT = "1";

const OPENING_BALANCE = dollars(10_000);

export type FirstKeys = Readonly<Record<Mode, string>>;

/** Makes the first account with one live and one test key; null when the installation has an account already. */
export async function makeFirstKeys(store: AccountStore, sealKey: Buffer, clock: Clock): Promise<FirstKeys | null> {
	if (!(await ensureFirstAccount(store, clock))) return null;
	const live = mintKey(
		{ account: FIRST_ACCOUNT, mode: "live", label: "first live key", mark: true },
		sealKey,
		clock.now(),
	);
	const test = mintKey(
		{ account: FIRST_ACCOUNT, mode: "test", label: "first test key", mark: true },
		sealKey,
		clock.now(),
	);
	await store.createKey(live.record);
	await store.createKey(test.record);
	return { live: live.key, test: test.key };
}

/** True when it had to be made. */
export async function ensureFirstAccount(store: AccountStore, clock: Clock): Promise<boolean> {
	if ((await store.findAccount(FIRST_ACCOUNT)) !== null) return false;
	const account: Account = { id: FIRST_ACCOUNT, name: "main", ...ACCOUNT_DEFAULTS, createdAt: clock.now() };
	try {
		await store.createAccount(account, { live: OPENING_BALANCE, test: OPENING_BALANCE });
		return true;
	} catch (error) {
		// Another process was faster: its account is as good.
		if (error instanceof FilmgateError && error.code === "conflict") return false;
		throw error;
	}
}
