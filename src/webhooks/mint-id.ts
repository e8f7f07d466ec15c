import { hash, randomBytes } from "node:crypto";

const DIGITS = 18;

/** A webhook's name: nobody guesses another's. The same seed gives the same one; null gives a new one each time. */
export function mintWebhookId(seed: string | null): string {
	const digits = seed === null ? randomBytes(DIGITS / 2).toString("hex") : hash("sha256", seed, "hex").slice(0, DIGITS);
	return `wh_${digits}`;
}
