import { describe, expect, test } from "vitest";
import { createFakeClock } from "../contracts/fake-clock.ts";
import { silentLog } from "../core/ports/log.ts";
import { createLoop } from "./loop.ts";

function counting(round: () => Promise<number | null> = async () => 1_000) {
	const clock = createFakeClock();
	const seen = { rounds: 0, atOnce: 0, mostAtOnce: 0 };
	const loop = createLoop({
		name: "counting",
		clock,
		log: silentLog,
		async round() {
			seen.rounds += 1;
			seen.atOnce += 1;
			seen.mostAtOnce = Math.max(seen.mostAtOnce, seen.atOnce);
			try {
				return await round();
			} finally {
				seen.atOnce -= 1;
			}
		},
	});
	return { clock, loop, seen };
}

describe("a loop", () => {
	test("goes a round at the start, and one each time its delay has passed", async () => {
		const { clock, loop, seen } = counting();
		loop.start();
		await clock.advance(2_500);
		expect(seen.rounds).toBe(3);
		await loop.stop();
		await clock.advance(10_000);
		expect(seen.rounds).toBe(3);
		expect(clock.pending).toBe(0);
	});

	test("sleeps until woken when its round names no delay; wakes of one tick share a round", async () => {
		const { clock, loop, seen } = counting(async () => null);
		loop.start();
		await clock.advance(100_000);
		expect(seen.rounds).toBe(1);
		loop.wake();
		loop.wake();
		await clock.advance(0);
		expect(seen.rounds).toBe(2);
		await loop.stop();
	});

	test("a wake during a round is another round after it, never one beside it", async () => {
		const { clock, loop, seen } = counting(async () => {
			if (seen.rounds < 3) loop.wake();
			return null;
		});
		loop.start();
		await clock.advance(0);
		expect(seen).toEqual({ rounds: 3, atOnce: 0, mostAtOnce: 1 });
		await loop.stop();
	});

	test("goes on a second after a round that threw", async () => {
		const { clock, loop, seen } = counting(async () => {
			throw new Error("the disk is full");
		});
		loop.start();
		await clock.advance(2_100);
		expect(seen.rounds).toBe(3);
		await loop.stop();
	});

	test("starting and stopping five hundred times leaves nothing behind", async () => {
		const { clock, loop, seen } = counting();
		for (let n = 0; n < 500; n += 1) {
			loop.start();
			if (n % 3 === 0) loop.wake();
			if (n % 2 === 0) await clock.advance(0);
			await Promise.all([loop.stop(), loop.stop()]);
		}
		expect(seen.mostAtOnce).toBe(1);
		expect(clock.pending).toBe(0);
	});
});
