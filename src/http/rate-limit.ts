import { TokenBucket } from "limiter";
import type { Caller, Mode } from "../core/account.ts";
import { FilmgateError } from "../core/errors.ts";

/** Requests that are counted apart: `polls` only read, `submits` may change something. */
export interface RateLimits {
	readonly polls: RateLimit;
	readonly submits: RateLimit;
}

/**
 * How many requests of one kind an account may make, for each mode by itself. A token bucket that holds the requests of
 * one second: a burst of that size passes at once, after it `perSecond` go through, evenly. 0 = as many as it likes.
 */
export class RateLimit {
	readonly #perSecond: number;
	readonly #name: string;
	readonly #buckets: Readonly<Record<Mode, Map<string, TokenBucket>>> = { live: new Map(), test: new Map() };

	/** @param name what the headers call this kind of request. */
	constructor(perSecond: number, name: string) {
		this.#perSecond = perSecond;
		this.#name = name;
	}

	/** Counts one request. Throws `rate_limited`, with the time until the next one may come. */
	count(caller: Caller): void {
		if (this.#perSecond === 0) return;
		const bucket = this.#buckets[caller.mode].get(caller.account.id) ?? this.#open(caller);
		if (bucket.tryRemoveTokens(1)) return;
		throw new FilmgateError("rate_limited", `This account may make ${this.#perSecond} such requests a second.`, {
			retryAfterMs: bucket.getWaitTime(1),
		});
	}

	/**
	 * What the account may still ask for, as the header fields of the IETF's draft (draft-ietf-httpapi-ratelimit-headers-10):
	 * `r` requests at once now, all of them again in `t` seconds. Null where there is no limit.
	 */
	headers(caller: Caller): Readonly<Record<string, string>> | null {
		if (this.#perSecond === 0) return null;
		const left = Math.floor(this.#buckets[caller.mode].get(caller.account.id)?.content ?? this.#perSecond);
		return {
			"ratelimit-policy": `"${this.#name}";q=${this.#perSecond};w=1`,
			ratelimit: `"${this.#name}";r=${left};t=${left < this.#perSecond ? 1 : 0}`,
		};
	}

	#open({ account, mode }: Caller): TokenBucket {
		const bucket = new TokenBucket({
			bucketSize: this.#perSecond,
			tokensPerInterval: this.#perSecond,
			interval: "second",
		});
		bucket.content = this.#perSecond;
		this.#buckets[mode].set(account.id, bucket);
		return bucket;
	}
}
