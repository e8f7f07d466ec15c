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
	readonly #buckets: Readonly<Record<Mode, Map<string, TokenBucket>>> = { live: new Map(), test: new Map() };

	constructor(perSecond: number) {
		this.#perSecond = perSecond;
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
