import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { makeAccount } from "../contracts/task-factory.ts";
import type { Caller, Mode } from "../core/account.ts";
import { FilmgateError } from "../core/errors.ts";
import { RateLimit } from "./rate-limit.ts";

beforeEach(() => vi.useFakeTimers({ toFake: ["performance"] }));
afterEach(() => vi.useRealTimers());

function makeCaller(mode: Mode = "live"): Caller {
	return { account: makeAccount(), mode, keyId: "key", mark: true };
}

/** How many of `requests` pass. */
function passing(limit: RateLimit, caller: Caller, requests: number): number {
	let passed = 0;
	for (let request = 0; request < requests; request += 1) {
		try {
			limit.count(caller);
			passed += 1;
		} catch (error) {
			expect(error).toBeInstanceOf(FilmgateError);
		}
	}
	return passed;
}

describe("a rate limit", () => {
	test("lets one second's requests through at once, then as many as come back with time", () => {
		const limit = new RateLimit(10, "requests");
		const caller = makeCaller();
		expect(passing(limit, caller, 25)).toBe(10);
		vi.advanceTimersByTime(500);
		expect(passing(limit, caller, 25)).toBe(5);
		vi.advanceTimersByTime(60_000);
		expect(passing(limit, caller, 25)).toBe(10);
	});

	test("says when the next request may come", () => {
		const limit = new RateLimit(4, "requests");
		const caller = makeCaller();
		passing(limit, caller, 4);
		expect(() => limit.count(caller)).toThrow(expect.objectContaining({ code: "rate_limited", retryAfterMs: 250 }));
		vi.advanceTimersByTime(250);
		expect(passing(limit, caller, 2)).toBe(1);
	});

	test("counts each account and each mode by itself, whatever the number of keys", () => {
		const limit = new RateLimit(3, "requests");
		const busy = makeCaller();
		expect(passing(limit, busy, 5)).toBe(3);
		expect(passing(limit, { ...busy, keyId: "another key" }, 5)).toBe(0);
		expect(passing(limit, { ...busy, mode: "test" }, 5)).toBe(3);
		expect(passing(limit, makeCaller(), 5)).toBe(3);
	});

	test("is off at 0", () => {
		expect(passing(new RateLimit(0, "requests"), makeCaller(), 100_000)).toBe(100_000);
	});
});
