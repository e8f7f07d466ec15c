import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createFakeClock } from "../contracts/fake-clock.ts";
import type { AccountStore } from "../core/ports/account-store.ts";
import { openSqliteForCommand, type SqliteStores } from "../database/sqlite/database.ts";
import { ensureFirstAccount, FIRST_ACCOUNT, makeFirstKeys } from "./first-keys.ts";
import { createKeyring } from "./keyring.ts";

const SEAL = Buffer.alloc(32, 1);
const clock = createFakeClock();
let folder: string;
let stores: SqliteStores;

beforeEach(async () => {
	folder = mkdtempSync(join(tmpdir(), "filmgate-keys-"));
	stores = await openSqliteForCommand({ file: join(folder, "filmgate.db"), clock });
});

afterEach(async () => {
	await stores.close();
	rmSync(folder, { recursive: true, force: true });
});

test("a fresh installation gets an account with money, and one key of each mode", async () => {
	const keys = await makeFirstKeys(stores.accounts, SEAL, clock);
	const ring = await createKeyring(stores.accounts, SEAL, clock);
	for (const mode of ["live", "test"] as const) {
		const caller = await ring.identify(keys?.[mode] ?? "");
		expect(caller).toMatchObject({ mode, mark: true, account: { id: FIRST_ACCOUNT } });
		expect((await stores.accounts.readPurse(FIRST_ACCOUNT, mode)).balance).toBeGreaterThan(0);
	}
});

test("an installation that has its account gets no second one, and no keys", async () => {
	await makeFirstKeys(stores.accounts, SEAL, clock);
	expect(await makeFirstKeys(stores.accounts, SEAL, clock)).toBeNull();
	expect(await stores.accounts.listKeys()).toHaveLength(2);
});

test("of two processes that start together one makes the account, and the other starts as well", async () => {
	const beside = await openSqliteForCommand({ file: join(folder, "filmgate.db"), clock });
	// Looks before the other one has written, and writes after it.
	const late: AccountStore = {
		...stores.accounts,
		async findAccount(id) {
			const found = await stores.accounts.findAccount(id);
			await makeFirstKeys(beside.accounts, SEAL, clock);
			return found;
		},
	};
	expect(await makeFirstKeys(late, SEAL, clock)).toBeNull();
	expect(await ensureFirstAccount(stores.accounts, clock)).toBe(false);
	expect(await stores.accounts.listKeys()).toHaveLength(2);
	await beside.close();
});

test("a store that cannot write fails the start", async () => {
	const broken: AccountStore = { ...stores.accounts, createAccount: () => Promise.reject(new Error("disk full")) };
	await expect(makeFirstKeys(broken, SEAL, clock)).rejects.toThrow("disk full");
});
