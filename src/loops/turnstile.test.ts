import { expect, test } from "vitest";
import { Turnstile } from "./turnstile.ts";

test("so many of one engine are let in, and those of another do not wait for them", () => {
	const turnstile = new Turnstile(2);
	expect([1, 2, 3].map((id) => turnstile.enter("slow", id))).toEqual([true, true, false]);
	expect(turnstile.enter("quick", 4)).toBe(true);
	expect([...turnstile.called()]).toEqual([]);
	turnstile.leave("slow");
	expect(turnstile.enter("slow", 3)).toBe(true);
	expect(turnstile.enter("slow", 5)).toBe(false);
});

test("who waits is called in turn, each once, while there is room", () => {
	const turnstile = new Turnstile(2);
	expect([1, 2, 3, 4, 3, 5].map((id) => turnstile.enter("engine", id))).toEqual([true, true, ...Array(4).fill(false)]);
	turnstile.leave("engine");
	turnstile.leave("engine");
	const called: number[] = [];
	for (const id of turnstile.called()) if (turnstile.enter("engine", id)) called.push(id);
	expect(called).toEqual([3, 4]);
	expect([...turnstile.called()]).toEqual([]);
});

test("who does not want to come through any more leaves the room to the next", () => {
	const turnstile = new Turnstile(1);
	expect([1, 2, 3, 4].map((id) => turnstile.enter("engine", id))).toEqual([true, false, false, false]);
	turnstile.leave("engine");
	const called: number[] = [];
	for (const id of turnstile.called()) {
		called.push(id);
		if (id === 3) turnstile.enter("engine", id);
	}
	expect(called).toEqual([2, 3]);
});
