import { SignJWT } from "jose";
import { beforeEach, describe, expect, test } from "vitest";
import { createFakeClock, type FakeClock } from "../contracts/fake-clock.ts";
import { makeAccount } from "../contracts/task-factory.ts";
import type { Account } from "../core/account.ts";
import type { KeyRecord } from "../core/ports/account-store.ts";
import { createKeyring, type KeySource } from "./keyring.ts";
import { mintKey } from "./mint-key.ts";

const SEAL = Buffer.alloc(32, 1);

/** Accounts and keys in memory, as another process would change them; it counts how often it is asked. */
class Book implements KeySource {
	readonly accounts = new Map<string, Account>();
	readonly keys = new Map<string, KeyRecord>();
	looks = 0;
	changes = 1;
	/** Runs right after a key was found. */
	afterFind: () => Promise<void> = async () => {};

	add(mode: "live" | "test" = "live", account = makeAccount()): string {
		const { key, record } = mintKey({ account: account.id, mode, label: "", mark: true }, SEAL, 0);
		this.accounts.set(account.id, account);
		this.keys.set(record.id, record);
		this.changes += 1;
		return key;
	}

	revoke(key: string): void {
		const record = this.keys.get(idOf(key)) as KeyRecord;
		this.keys.set(record.id, { ...record, revokedAt: 1 });
		this.changes += 1;
	}

	async findAccount(id: string) {
		return this.accounts.get(id) ?? null;
	}

	async findKey(id: string) {
		this.looks += 1;
		const found = this.keys.get(id) ?? null;
		await this.afterFind();
		return found;
	}

	async listAccounts() {
		return [...this.accounts.values()];
	}

	async listKeys() {
		return [...this.keys.values()];
	}

	async generation() {
		return this.changes;
	}
}

let book: Book;
let clock: FakeClock;

beforeEach(() => {
	book = new Book();
	clock = createFakeClock();
});

const openRing = () => createKeyring(book, SEAL, clock);
const idOf = (key: string) => key.split(".")[0] as string;
const badKey = { code: "bad_key" };

function tokenOf(key: string, lifeMs = 60_000): Promise<string> {
	const [id, secret] = key.split(".") as [string, string];
	return new SignJWT({ api_key: id, exp: clock.now() + lifeMs, timestamp: clock.now() })
		.setProtectedHeader({ alg: "HS256", sign_type: "SIGN" })
		.sign(new TextEncoder().encode(secret));
}

describe("keys", () => {
	test("a key is known at once, without a look into the store", async () => {
		const account = makeAccount();
		const key = book.add("test", account);
		const ring = await openRing();
		expect(ring.known(key)).toEqual({ account, mode: "test", keyId: idOf(key), mark: true });
		expect(await ring.identify(key)).toBe(ring.known(key));
		expect(book.looks).toBe(0);
	});

	test("a key that another process has just made is looked up once", async () => {
		const ring = await openRing();
		const key = book.add();
		expect(ring.known(key)).toBeNull();
		await ring.identify(key);
		expect(ring.known(key)).toMatchObject({ keyId: idOf(key) });
		await ring.identify(key);
		expect(book.looks).toBe(1);
	});

	test("an id with another secret, an unknown id and what is no key are refused alike", async () => {
		const key = book.add();
		const ring = await openRing();
		const wrong = [`${idOf(key)}.wrong`, idOf(key), `${idOf(key)}.`, `${key}x`, `${key}.x.y`, "no.body", ".", "", "ü"];
		for (const credential of wrong) {
			expect(ring.known(credential)).toBeNull();
			await expect(ring.identify(credential)).rejects.toMatchObject(badKey);
		}
	});

	test("a revoked key is refused: at the start, after a refresh, and by a ring that never knew it", async () => {
		const [before, after] = [book.add(), book.add()];
		book.revoke(before);
		const ring = await openRing();
		await expect(ring.identify(before)).rejects.toMatchObject(badKey);
		await ring.identify(after);
		book.revoke(after);
		await ring.refresh();
		await expect(ring.identify(after)).rejects.toMatchObject(badKey);
		const fresh = book.add();
		book.revoke(fresh);
		await expect(ring.identify(fresh)).rejects.toMatchObject(badKey);
	});

	test("a key that is revoked while it is looked up is not remembered", async () => {
		const ring = await openRing();
		const key = book.add();
		book.afterFind = async () => {
			book.revoke(key);
			await ring.refresh();
		};
		await ring.identify(key).catch(() => {});
		expect(ring.known(key)).toBeNull();
		await expect(ring.identify(key)).rejects.toMatchObject(badKey);
	});

	test("a refresh without a change reads nothing again; one after a change sees the account as it is now", async () => {
		const account = makeAccount();
		const key = book.add("live", account);
		const ring = await openRing();
		const caller = ring.known(key);
		await ring.refresh();
		expect(ring.known(key)).toBe(caller);
		book.accounts.set(account.id, { ...account, name: "renamed" });
		book.changes += 1;
		await ring.refresh();
		expect(ring.known(key)?.account.name).toBe("renamed");
	});

	test("a key whose account is gone opens nothing", async () => {
		const key = book.add();
		book.accounts.clear();
		const ring = await openRing();
		await expect(ring.identify(key)).rejects.toMatchObject(badKey);
	});
});

describe("tokens", () => {
	test("a token is verified once, and speaks for its key until it expires", async () => {
		const key = book.add();
		const ring = await openRing();
		const token = await tokenOf(key, 1_000);
		expect(ring.known(token)).toBeNull();
		expect(await ring.identify(token)).toBe(ring.known(key));
		expect(await ring.identify(token)).toBe(ring.known(token));
		expect(book.looks).toBe(1);
		await clock.advance(1_000);
		expect(ring.known(token)).toBeNull();
		await expect(ring.identify(token)).rejects.toMatchObject({ code: "expired_key" });
	});

	test("only a genuine token is told that it has expired", async () => {
		const key = book.add();
		const ring = await openRing();
		await expect(ring.identify(await tokenOf(key, -1))).rejects.toMatchObject({ code: "expired_key" });
		const forged = await tokenOf(`${idOf(key)}.guess`, -1);
		await expect(ring.identify(forged)).rejects.toMatchObject(badKey);
	});

	test("a token made with another key's secret, or of an unknown key, is refused and not remembered", async () => {
		const [key, other] = [book.add(), book.add()];
		const ring = await openRing();
		for (const token of [await tokenOf(`${idOf(key)}.${other.split(".")[1]}`), await tokenOf("nobody.secret")]) {
			await expect(ring.identify(token)).rejects.toMatchObject(badKey);
			expect(ring.known(token)).toBeNull();
		}
	});

	test("a token ends with its key, also when that is revoked while the token is verified", async () => {
		const key = book.add();
		const ring = await openRing();
		const [seen, unseen] = [await tokenOf(key), await tokenOf(key, 90_000)];
		await ring.identify(seen);
		book.afterFind = async () => {
			book.revoke(key);
			await ring.refresh();
		};
		await ring.identify(unseen).catch(() => {});
		for (const credential of [key, seen, unseen]) {
			expect(ring.known(credential)).toBeNull();
			await expect(ring.identify(credential)).rejects.toMatchObject(badKey);
		}
	});

	test("after a change of the master secret keys go on, and tokens fail with the reason for the operator", async () => {
		const key = book.add();
		const ring = await createKeyring(book, Buffer.alloc(32, 2), clock);
		expect(ring.known(key)).not.toBeNull();
		const failure = await ring.identify(await tokenOf(key)).catch((error: unknown) => error);
		expect(failure).toMatchObject({ code: "internal", message: expect.stringContaining("make a new one") });
		expect(failure).toMatchObject({ cause: { message: expect.stringContaining("another FILMGATE_SECRET") } });
	});
});
