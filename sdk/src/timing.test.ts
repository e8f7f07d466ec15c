import { expect, test } from "vitest";
import { pauseAfter, retryAfterMs, sleep } from "./timing.ts";

test("a signal ends a rest, also one that has fired before", async () => {
	const controller = new AbortController();
	const reason = new Error("enough");
	const resting = sleep(30_000, controller.signal);
	controller.abort(reason);
	await expect(resting).rejects.toBe(reason);
	await expect(sleep(30_000, controller.signal)).rejects.toBe(reason);
});

test("a rest ends by itself", async () => {
	await expect(sleep(1)).resolves.toBeUndefined();
});

test("rests double from a quarter of a second up to eight seconds, and half of each is chance", () => {
	for (const [tries, longestMs] of [250, 500, 1_000, 2_000, 4_000, 8_000, 8_000].entries()) {
		const pauseMs = pauseAfter(tries + 1);
		expect(pauseMs).toBeGreaterThanOrEqual(longestMs / 2);
		expect(pauseMs).toBeLessThanOrEqual(longestMs);
	}
});

test("Retry-After is read as seconds and as a date", () => {
	const read = (text: string) => retryAfterMs(new Headers({ "retry-after": text }));
	expect(read("7")).toBe(7_000);
	expect(read("Wed, 21 Oct 2015 07:28:00 GMT")).toBe(0);
	expect(read(new Date(Date.now() + 60_000).toUTCString())).toBeGreaterThan(50_000);
	expect(read("soon")).toBeNull();
	expect(retryAfterMs(new Headers())).toBeNull();
});
