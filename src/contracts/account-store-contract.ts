import { describe, expect, test } from "vitest";
import { ACCOUNT_DEFAULTS } from "../core/account.ts";
import type { KeyRecord } from "../core/ports/account-store.ts";
import { type StoreBench, type StoreContract, useStores } from "./stores.ts";
import { testBooks } from "./account-store/books.ts";
import { makeAccount, makeId } from "./task-factory.ts";

/** What every account store promises. */
export function testAccountStore(contract: StoreContract): void {
	describe(`account store: ${contract.name}`, () => {
		const bench = useStores(contract);
		describe("accounts", () => testAccounts(bench));
		describe("keys", () => testKeys(bench));
		describe("money", () => testMoney(bench));
		describe("books", () => testBooks(bench));
	});
}

function testAccounts(bench: StoreBench): void {
	test("gives an account back as it was given, alone and among all", async () => {
		const account = makeAccount({
			name: "Filmhaus Köln",
			maxInFlight: { live: 3, test: 1 },
			maxInFlightByModel: { v5: 2 },
		});
		await bench.accounts.createAccount(account, { live: 5, test: 7 });
		expect(await bench.accounts.findAccount(account.id)).toEqual(account);
		expect(await bench.accounts.listAccounts()).toContainEqual(account);
		expect(await bench.accounts.findAccount(String(makeId()))).toBeNull();
	});

	test("refuses an id that is taken, and changes nothing", async () => {
		const account = await bench.account(5);
		const twin = { ...account, name: "twin" };
		await expect(bench.accounts.createAccount(twin, { live: 9, test: 9 })).rejects.toMatchObject({ code: "conflict" });
		expect(await bench.accounts.findAccount(account.id)).toEqual(account);
		expect(await bench.accounts.readPurse(account.id, "live")).toEqual({ balance: 5, held: 0, inFlight: 0 });
	});

	test("an account's defaults survive", async () => {
		expect(await bench.accounts.findAccount((await bench.account()).id)).toMatchObject(ACCOUNT_DEFAULTS);
	});

	test("limits can be changed, and nothing else of the account with them", async () => {
		const account = await bench.account(5);
		const limits = { maxInFlight: { live: 2, test: 3 }, maxInFlightByModel: { "cogvideox-3": 1, "": 0 } };
		await bench.accounts.changeLimits(account.id, limits);
		expect(await bench.accounts.findAccount(account.id)).toEqual({ ...account, ...limits });
		expect(await bench.accounts.listAccounts()).toContainEqual({ ...account, ...limits });
		expect(await bench.accounts.readPurse(account.id, "live")).toEqual({ balance: 5, held: 0, inFlight: 0 });
		await expect(bench.accounts.changeLimits(String(makeId()), limits)).rejects.toMatchObject({ code: "not_found" });
	});

	test("the generation never falls", async () => {
		const before = await bench.accounts.generation();
		await bench.account();
		expect(await bench.accounts.generation()).toBeGreaterThanOrEqual(before);
	});
}

function testKeys(bench: StoreBench): void {
	test("gives a key back as it was given, alone and among all", async () => {
		const key = await makeKey(bench, { label: "editor's desk", mode: "test", mark: false });
		await bench.accounts.createKey(key);
		expect(await bench.accounts.findKey(key.id)).toEqual(key);
		expect(await bench.accounts.listKeys()).toContainEqual(key);
		expect(await bench.accounts.findKey(crypto.randomUUID())).toBeNull();
	});

	test("refuses an id that is taken, and an account that does not exist", async () => {
		const key = await makeKey(bench);
		await bench.accounts.createKey(key);
		await expect(bench.accounts.createKey({ ...key, digest: "other" })).rejects.toMatchObject({ code: "conflict" });
		expect(await bench.accounts.findKey(key.id)).toEqual(key);
		const orphan = await makeKey(bench, { account: String(makeId()) });
		await expect(bench.accounts.createKey(orphan)).rejects.toMatchObject({ code: "not_found" });
	});

	test("revokes a key once, and keeps it", async () => {
		const key = await makeKey(bench);
		await bench.accounts.createKey(key);
		const answers = await Promise.all([1, 2, 3].map((now) => bench.accounts.revokeKey(key.id, now)));
		expect(answers).toEqual([true, false, false]);
		expect(await bench.accounts.findKey(key.id)).toEqual({ ...key, revokedAt: 1 });
		expect(await bench.accounts.revokeKey(crypto.randomUUID(), 4)).toBe(false);
	});
}

function testMoney(bench: StoreBench): void {
	test("opening balances are grants of each mode", async () => {
		const account = makeAccount();
		await bench.accounts.createAccount(account, { live: 5, test: 0 });
		expect(await bench.accounts.readPurse(account.id, "live")).toEqual({ balance: 5, held: 0, inFlight: 0 });
		expect(await bench.accounts.readPurse(account.id, "test")).toEqual({ balance: 0, held: 0, inFlight: 0 });
		expect(await bench.accounts.listLedger({ account: account.id, mode: "live", limit: 10 })).toMatchObject([
			{ kind: "grant", amount: 5 },
		]);
	});

	test("posts move the balance of one mode; the ledger tells them, newest first", async () => {
		const { id } = await bench.account(10);
		const at = bench.clock.now() + 77;
		await bench.accounts.post(entry(id, { kind: "grant", amount: 5, note: "welcome", at }));
		await bench.accounts.post(entry(id, { kind: "adjust", amount: -15, at }));
		expect(await bench.accounts.readPurse(id, "live")).toMatchObject({ balance: 0 });
		expect(await bench.accounts.readPurse(id, "test")).toMatchObject({ balance: 10 });
		const ledger = await bench.accounts.listLedger({ account: id, mode: "live", limit: 2 });
		expect(ledger).toMatchObject([
			{ account: id, mode: "live", kind: "adjust", amount: -15, taskId: null, note: null, at },
			{ kind: "grant", amount: 5, note: "welcome" },
		]);
		expect(await bench.accounts.listLedger({ account: id, mode: "live", limit: 10 })).toHaveLength(3);
	});

	test("no balance goes below zero, however many try", async () => {
		const { id } = await bench.account(10);
		const posts = Array.from({ length: 8 }, () => bench.accounts.post(entry(id, { kind: "adjust", amount: -3 })));
		const results = await Promise.allSettled(posts);
		expect(results.filter((result) => result.status === "fulfilled")).toHaveLength(3);
		for (const result of results) {
			if (result.status === "rejected") expect(result.reason).toMatchObject({ code: "insufficient_credits" });
		}
		expect(await bench.accounts.readPurse(id, "live")).toMatchObject({ balance: 1 });
		expect(await bench.accounts.listLedger({ account: id, mode: "live", limit: 100 })).toHaveLength(4);
	});

	test("refuses what is no amount, and an account that does not exist", async () => {
		const { id } = await bench.account(10);
		for (const bad of [{ amount: 0.5 }, { amount: 0 }, { amount: -1 }, { amount: Number.NaN }]) {
			await expect(bench.accounts.post(entry(id, bad))).rejects.toMatchObject({ code: "invalid_field" });
		}
		const nobody = String(makeId());
		await expect(bench.accounts.post(entry(nobody, {}))).rejects.toMatchObject({ code: "not_found" });
		await expect(bench.accounts.readPurse(nobody, "live")).rejects.toMatchObject({ code: "not_found" });
	});
}

type Post = Parameters<StoreBench["accounts"]["post"]>[0];

function entry(account: string, overrides: Partial<Post>): Post {
	return { account, mode: "live", kind: "grant", amount: 1, note: null, at: 1, ...overrides };
}

async function makeKey(bench: StoreBench, overrides: Partial<KeyRecord> = {}): Promise<KeyRecord> {
	return {
		id: crypto.randomUUID(),
		account: overrides.account ?? (await bench.account()).id,
		mode: "live",
		digest: "0f".repeat(32),
		sealedSecret: "sealed",
		label: "",
		mark: true,
		createdAt: 1,
		revokedAt: null,
		...overrides,
	};
}
