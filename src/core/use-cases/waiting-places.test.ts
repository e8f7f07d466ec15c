import { expect, test } from "vitest";
import { makeAccount } from "../../contracts/task-factory.ts";
import type { Caller } from "../account.ts";
import { WaitingPlaces } from "./waiting-places.ts";

const caller: Caller = { account: makeAccount(), mode: "live", keyId: "key", mark: true };

test("a place that is given back twice is free once", () => {
	const places = new WaitingPlaces(2);
	const giveBack = places.take(caller);
	places.take(caller);
	expect(() => places.take(caller)).toThrow("This account may hold 2 answers open at a time.");
	giveBack();
	giveBack();
	places.take(caller);
	expect(() => places.take(caller)).toThrow("2 answers");
});

test("each account and mode has its own", () => {
	const places = new WaitingPlaces(1);
	for (const one of [caller, { ...caller, mode: "test" } as const, { ...caller, account: makeAccount() }]) {
		const giveBack = places.take(one);
		expect(() => places.take(one)).toThrow();
		giveBack();
		places.take(one);
	}
});
