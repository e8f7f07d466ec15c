import { hash, randomBytes } from "node:crypto";
import type { Mode } from "../core/account.ts";
import type { KeyRecord } from "../core/ports/account-store.ts";
import { seal } from "./seal.ts";

export interface KeyWish {
	readonly account: string;
	readonly mode: Mode;
	readonly label: string;
	readonly mark: boolean;
}

/**
 * A new key, `<id>.<secret>` with exactly one dot, as Z.AI's clients demand. The key itself is given once and not kept:
 * the record has its digest, and its secret sealed for the clients that sign tokens with it.
 */
export function mintKey(wish: KeyWish, sealKey: Buffer, now: number): { key: string; record: KeyRecord } {
	const id = `fg${wish.mode}${randomBytes(9).toString("hex")}`;
	const secret = randomBytes(24).toString("base64url").replaceAll("-", "x").replaceAll("_", "y");
	const key = `${id}.${secret}`;
	const record = {
		...wish,
		id,
		digest: digestOf(key),
		sealedSecret: seal(secret, sealKey),
		createdAt: now,
		revokedAt: null,
	};
	return { key, record };
}

/** What a key is looked up by. */
export function digestOf(key: string): string {
	return hash("sha256", key, "hex");
}
