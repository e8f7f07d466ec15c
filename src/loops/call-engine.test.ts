import { expect, test } from "vitest";
import { createFakeClock } from "../contracts/fake-clock.ts";
import { callEngine, LAST_WORD_MS } from "./call-engine.ts";
import { Halt } from "./halt.ts";

function open() {
	return { clock: createFakeClock(), halt: new Halt() };
}

const silence = () => new Promise<never>(() => {});

test("an answer in time is the answer, and nothing is left behind", async () => {
	const needs = open();
	expect(await callEngine(needs, 1_000, async () => "here")).toBe("here");
	await expect(callEngine(needs, 1_000, async () => Promise.reject(new Error("no")))).rejects.toThrow("no");
	expect(needs.clock.pending).toBe(0);
});

test("an engine that heeds no signal is left alone a second after its time", async () => {
	const needs = open();
	let fired = false;
	const call = callEngine(needs, 1_000, (signal) => {
		signal.addEventListener("abort", () => {
			fired = true;
		});
		return silence();
	});
	const outcome = call.catch((error: Error) => error.message);
	await needs.clock.advance(1_000);
	expect(fired).toBe(true);
	await needs.clock.advance(LAST_WORD_MS);
	expect(await outcome).toBe("No answer within 1000 ms.");
	expect(needs.clock.pending).toBe(0);
});

test("a server that ends in a hurry waits for no engine, but hears what it can prove", async () => {
	const needs = open();
	const proof = callEngine(needs, 60_000, (signal) => {
		const { promise, resolve } = Promise.withResolvers<string>();
		signal.addEventListener("abort", () => resolve("nothing was sent"));
		return promise;
	});
	const lost = callEngine(needs, 60_000, silence).catch((error: Error) => error.message);
	needs.halt.hurry();
	expect(await proof).toBe("nothing was sent");
	await needs.clock.advance(LAST_WORD_MS);
	expect(await lost).toBe("The server is ending.");
	let aborted = false;
	const late = callEngine(needs, 60_000, async (signal) => {
		aborted = signal.aborted;
	});
	await late;
	expect(aborted).toBe(true);
	needs.halt.begin();
	await callEngine(needs, 60_000, async (signal) => {
		aborted = signal.aborted;
	});
	expect(aborted).toBe(false);
	expect(needs.clock.pending).toBe(0);
});
