import { LRUCache } from "lru-cache";
import type { Account, Caller } from "../core/account.ts";
import type { Clock } from "../core/clock.ts";
import { FilmgateError } from "../core/errors.ts";
import type { AccountStore, KeyRecord } from "../core/ports/account-store.ts";
import { digestOf } from "./mint-key.ts";
import { unseal } from "./seal.ts";
import { looksLikeToken, readClaims, verifyToken } from "./token.ts";

/** Tells who presents a credential. Keys live in memory; the store is asked only for what memory does not know. */
export interface Keyring {
	/** At once, for keys and tokens seen before: one digest and one look-up. Null when it takes a look into the store. */
	known(credential: string): Caller | null;
	/** Rises when callers that were named before may have changed or gone. Tokens end by themselves, too. */
	readonly epoch: number;
	/** Throws `bad_key` or `expired_key`. */
	identify(credential: string): Promise<Caller>;
	/** Reads keys and accounts again, if another process wrote into the store since. True when it did. */
	refresh(): Promise<boolean>;
}

/** What a keyring reads. */
export type KeySource = Pick<AccountStore, "findAccount" | "findKey" | "listAccounts" | "listKeys" | "generation">;

const TOKENS_KEPT = 10_000;

export async function createKeyring(store: KeySource, sealKey: Buffer, clock: Clock): Promise<Keyring> {
	const ring = new MemoryKeyring(store, sealKey, clock);
	await ring.load();
	return ring;
}

class MemoryKeyring implements Keyring {
	#byDigest = new Map<string, Caller>();
	#tokens = new LRUCache<string, { caller: Caller; expiresAt: number }>({ max: TOKENS_KEPT });
	#generation = -1;
	/** Rises with each load: what was read before one may have been revoked by then, and is not remembered after it. */
	#loads = 0;
	readonly #store: KeySource;
	readonly #sealKey: Buffer;
	readonly #clock: Clock;

	constructor(store: KeySource, sealKey: Buffer, clock: Clock) {
		this.#store = store;
		this.#sealKey = sealKey;
		this.#clock = clock;
	}

	get epoch(): number {
		return this.#loads;
	}

	known(credential: string): Caller | null {
		const digest = digestOf(credential);
		const caller = this.#byDigest.get(digest);
		if (caller !== undefined) return caller;
		const token = this.#tokens.get(digest);
		return token !== undefined && token.expiresAt > this.#clock.now() ? token.caller : null;
	}

	async identify(credential: string): Promise<Caller> {
		const known = this.known(credential);
		if (known !== null) return known;
		return looksLikeToken(credential) ? await this.#identifyToken(credential) : await this.#identifyKey(credential);
	}

	async refresh(): Promise<boolean> {
		if ((await this.#store.generation()) === this.#generation) return false;
		await this.load();
		return true;
	}

	async load(): Promise<void> {
		const generation = await this.#store.generation();
		const [accounts, keys] = await Promise.all([this.#store.listAccounts(), this.#store.listKeys()]);
		const byId = new Map(accounts.map((account) => [account.id, account]));
		const byDigest = new Map<string, Caller>();
		for (const key of keys) {
			const account = byId.get(key.account);
			if (account !== undefined && key.revokedAt === null) byDigest.set(key.digest, callerOf(account, key));
		}
		this.#byDigest = byDigest;
		this.#tokens.clear();
		this.#generation = generation;
		this.#loads += 1;
	}

	async #identifyKey(credential: string): Promise<Caller> {
		const loads = this.#loads;
		const key = await this.#find(credential.slice(0, Math.max(0, credential.indexOf("."))));
		if (key.digest !== digestOf(credential)) throw wrongKey();
		return await this.#admit(key, loads);
	}

	async #identifyToken(token: string): Promise<Caller> {
		const { keyId, expiresAt } = await readClaims(token);
		const loads = this.#loads;
		const key = await this.#find(keyId);
		await verifyToken(token, this.#secretOf(key));
		if (expiresAt <= this.#clock.now()) {
			throw new FilmgateError("expired_key", "The token has expired: make a new one from the key.");
		}
		const caller = await this.#admit(key, loads);
		if (loads === this.#loads) this.#tokens.set(digestOf(token), { caller, expiresAt });
		return caller;
	}

	#secretOf(key: KeyRecord): string {
		try {
			return unseal(key.sealedSecret, this.#sealKey);
		} catch (error) {
			const cause = new Error(`The secret of key ${key.id} was sealed under another FILMGATE_SECRET.`, {
				cause: error,
			});
			const message = "This server cannot check tokens of this key any more: send the key itself, or make a new one.";
			throw new FilmgateError("internal", message, { cause });
		}
	}

	async #find(id: string): Promise<KeyRecord> {
		const key = id === "" ? null : await this.#store.findKey(id);
		if (key === null || key.revokedAt !== null) throw wrongKey();
		return key;
	}

	/** The stored key is good: memory may know it from now on, unless a load came between. */
	async #admit(key: KeyRecord, loads: number): Promise<Caller> {
		const seen = this.#byDigest.get(key.digest);
		if (seen !== undefined) return seen;
		const account = await this.#store.findAccount(key.account);
		if (account === null) throw wrongKey();
		const caller = callerOf(account, key);
		if (loads === this.#loads) this.#byDigest.set(key.digest, caller);
		return caller;
	}
}

function callerOf(account: Account, key: KeyRecord): Caller {
	return { account, mode: key.mode, keyId: key.id, mark: key.mark };
}

function wrongKey(): FilmgateError {
	return new FilmgateError("bad_key", "The key is unknown or was revoked.");
}
