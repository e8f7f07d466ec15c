import { expect, test } from "vitest";
import { createFakeClock } from "../contracts/fake-clock.ts";
import { makeEvent, makeTask } from "../contracts/task-factory.ts";
import { FilmgateError } from "../core/errors.ts";
import { silentLog } from "../core/ports/log.ts";
import type { Application, TaskStore } from "../core/ports/task-store.ts";
import { Halt } from "./halt.ts";
import type { LoopNeeds } from "./needs.ts";
import { record } from "./record.ts";

/** A store that refuses so many writes. */
function needsWith(refusals: readonly FilmgateError[]) {
	const left = [...refusals];
	const clock = createFakeClock();
	const halt = new Halt();
	const written: string[] = [];
	const apply = async (_id: number, event: { readonly type: string }): Promise<Application> => {
		const refusal = left.shift();
		if (refusal !== undefined) throw refusal;
		written.push(event.type);
		return { kind: "moved", task: makeTask("running") };
	};
	const store = { apply } as unknown as TaskStore;
	return {
		clock,
		halt,
		written,
		left,
		needs: { store, clock, halt, log: silentLog, owner: 1 } as unknown as LoopNeeds,
	};
}

const full = () => new FilmgateError("busy", "The database's disk is full.");

test("what an engine said is kept until it can be stored", async () => {
	const { clock, written, needs } = needsWith(Array.from({ length: 5 }, full));
	const stored = record(needs, 1, makeEvent("started"));
	await clock.advance(60_000);
	await stored;
	expect(written).toEqual(["started"]);
	expect(clock.pending).toBe(0);
});

test("what can never be stored is said at once", async () => {
	const { written, needs } = needsWith([new FilmgateError("internal", "The database could not do this.")]);
	await expect(record(needs, 1, makeEvent("started"))).rejects.toMatchObject({ code: "internal" });
	expect(written).toEqual([]);
});

test("a server that ends tries once more, and does not wait", async () => {
	const { clock, halt, written, needs, left } = needsWith([full(), full(), full()]);
	const stored = record(needs, 1, makeEvent("started"));
	await clock.advance(0);
	expect(left).toHaveLength(2);
	halt.stop();
	await expect(stored).rejects.toMatchObject({ code: "busy" });
	expect([left.length, clock.pending]).toEqual([1, 0]);
	await expect(record(needs, 1, makeEvent("started"))).rejects.toMatchObject({ code: "busy" });
	await record(needs, 1, makeEvent("started"));
	expect(written).toEqual(["started"]);
});
