import type { Caller } from "../account.ts";
import { FilmgateError } from "../errors.ts";

const RETRY_AFTER_MS = 1_000;

/** Bounds the answers that one account and mode may hold open at a time: long polls and streams alike. */
export class WaitingPlaces {
	readonly #most: number;
	readonly #taken = new Map<string, number>();

	constructor(most: number) {
		this.#most = most;
	}

	/** Takes a place; the returned function gives it back, once. Throws `rate_limited` when none is left. */
	take({ account, mode }: Caller): () => void {
		const key = `${mode} ${account.id}`;
		const taken = this.#taken.get(key) ?? 0;
		if (taken >= this.#most) {
			const message = `This account may hold ${this.#most} answers open at a time.`;
			throw new FilmgateError("rate_limited", message, { retryAfterMs: RETRY_AFTER_MS });
		}
		this.#taken.set(key, taken + 1);
		let given = false;
		return () => {
			if (given) return;
			given = true;
			const left = (this.#taken.get(key) as number) - 1;
			if (left === 0) this.#taken.delete(key);
			else this.#taken.set(key, left);
		};
	}
}
