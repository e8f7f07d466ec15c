import { expect, test } from "vitest";
import type { TaskEvent } from "../../core/lifecycle.ts";
import type { StoreBench } from "../stores.ts";
import { eventsTo, makeDraft, makeEvent } from "../task-factory.ts";

export function testHolds(bench: StoreBench): void {
	test("a task's price is held and the task counts in flight, in the purse of its mode", async () => {
		const account = (await bench.account(1_000)).id;
		const task = await bench.queued({ account, mode: "test", price: 300 });
		expect(await bench.accounts.readPurse(account, "test")).toEqual({ balance: 700, held: 300, inFlight: 1 });
		expect(await bench.accounts.readPurse(account, "live")).toEqual({ balance: 1_000, held: 0, inFlight: 0 });
		const [hold] = await bench.accounts.listLedger({ account, mode: "test", limit: 1 });
		expect(hold).toMatchObject({ account, mode: "test", kind: "hold", amount: 300, taskId: task.id });
	});

	test("a task that costs nothing counts in flight too", async () => {
		const account = (await bench.account(0)).id;
		await bench.queued({ account, price: 0 });
		expect(await bench.accounts.readPurse(account, "live")).toEqual({ balance: 0, held: 0, inFlight: 1 });
	});

	test("refuses what the balance cannot pay, and leaves nothing", async () => {
		const account = (await bench.account(299)).id;
		const draft = makeDraft({ account, price: 300 });
		expect(await bench.tasks.create(draft)).toEqual({ kind: "insufficient-credits" });
		await expectUntouched(account, 299, draft.task.id);
	});

	test("refuses above the limit in flight of one mode, and leaves nothing", async () => {
		const account = (await bench.account(1_000)).id;
		await bench.queued({ account, mode: "test", price: 0 });
		const draft = makeDraft({ account, price: 300 }, { maxInFlight: 0 });
		expect(await bench.tasks.create(draft)).toEqual({ kind: "too-many-tasks" });
		await expectUntouched(account, 1_000, draft.task.id);
		expect(await bench.tasks.create({ ...draft, maxInFlight: 1 })).toMatchObject({ kind: "created" });
		expect(await bench.tasks.create(makeDraft({ account, price: 0 }, { maxInFlight: 1 }))).toEqual({
			kind: "too-many-tasks",
		});
	});

	test("I4: 100 creates at once cannot overdraw a purse for ten", async () => {
		const account = (await bench.account(1_050)).id;
		const drafts = Array.from({ length: 100 }, () => makeDraft({ account, price: 100 }));
		const kinds = (await Promise.all(drafts.map((draft) => bench.tasks.create(draft)))).map((each) => each.kind);
		expect(kinds.filter((kind) => kind === "created")).toHaveLength(10);
		expect(kinds.filter((kind) => kind === "insufficient-credits")).toHaveLength(90);
		expect(await bench.accounts.readPurse(account, "live")).toEqual({ balance: 50, held: 1_000, inFlight: 10 });
	});

	test("100 creates at once cannot pass the limit in flight", async () => {
		const account = (await bench.account()).id;
		const drafts = Array.from({ length: 100 }, () => makeDraft({ account }, { maxInFlight: 7 }));
		const kinds = (await Promise.all(drafts.map((draft) => bench.tasks.create(draft)))).map((each) => each.kind);
		expect(kinds.filter((kind) => kind === "created")).toHaveLength(7);
		expect(kinds.filter((kind) => kind === "too-many-tasks")).toHaveLength(93);
	});

	const endings = [
		{ events: eventsTo("succeeded"), kind: "charge", left: 700 },
		{ events: eventsTo("failed"), kind: "release", left: 1_000 },
		{ events: eventsTo("rejected"), kind: "release", left: 1_000 },
		{ events: eventsTo("cancelled"), kind: "release", left: 1_000 },
	] as const;
	for (const { events, kind, left } of endings) {
		test(`I4: the hold of a task that ends by ${events.at(-1)?.type} ends in one ${kind}`, async () => {
			const account = (await bench.account(1_000)).id;
			const task = await bench.queued({ account, price: 300 });
			for (const event of [...events, ...again(events)]) await bench.tasks.apply(task.id, event, "anybody");
			expect(await bench.accounts.readPurse(account, "live")).toEqual({ balance: left, held: 0, inFlight: 0 });
			const ledger = await bench.accounts.listLedger({ account, mode: "live", limit: 100 });
			expect(ledger.filter((entry) => entry.taskId === task.id)).toMatchObject([
				{ kind, amount: 300 },
				{ kind: "hold", amount: 300 },
			]);
		});
	}

	/** Everything a second time, and then some: none of it may cost anything. */
	function again(events: readonly TaskEvent[]): readonly TaskEvent[] {
		return [...events, makeEvent("deadline-passed"), makeEvent("cancel-asked"), makeEvent("deleted")];
	}

	async function expectUntouched(account: string, balance: number, taskId: number): Promise<void> {
		expect(await bench.accounts.readPurse(account, "live")).toEqual({ balance, held: 0, inFlight: 0 });
		expect(await bench.tasks.find(taskId)).toBeNull();
		const ledger = await bench.accounts.listLedger({ account, mode: "live", limit: 100 });
		expect(ledger.map((entry) => entry.kind)).toEqual(["grant"]);
	}
}
