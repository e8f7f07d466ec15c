import { expect, test } from "vitest";
import { NO_SETTINGS } from "../../core/order.ts";
import type { LedgerQuery } from "../../core/ports/account-store.ts";
import { dayOf } from "../../core/usage.ts";
import type { StoreBench } from "../stores.ts";
import { makeOrder } from "../task-factory.ts";

const DAY_MS = 24 * 3_600_000;

/** Pages of the ledger, and sums of what tasks came to. */
export function testBooks(bench: StoreBench): void {
	test("the ledger comes in pages, the newest first, also where entries share an instant", async () => {
		const { id: account } = await bench.account(10);
		const at = bench.clock.now() + 1;
		for (const each of [at, at, at + 1, at + 1, at + 2]) {
			await bench.accounts.post({ account, mode: "live", kind: "grant", amount: 1, note: null, at: each });
		}
		const all = await list({ account, limit: 100 });
		expect(all.map((entry) => entry.at - at)).toEqual([2, 1, 1, 0, 0, -1]);
		const paged = [];
		for (let after = all[0]; after !== undefined; after = paged.at(-1)) {
			const page = await list({ account, limit: 2, after });
			if (page.length === 0) break;
			paged.push(...page);
		}
		expect(paged).toEqual(all.slice(1));
	});

	test("the ledger of a time: the first instant is in it, the last is not", async () => {
		const { id: account } = await bench.account(10);
		const at = bench.clock.now() + 1_000;
		for (const each of [at, at + 1, at + 2, at + 3]) {
			await bench.accounts.post({ account, mode: "live", kind: "grant", amount: 1, note: null, at: each });
		}
		const inside = await list({ account, from: at + 1, to: at + 3, limit: 100 });
		expect(inside.map((entry) => entry.at)).toEqual([at + 2, at + 1]);
		expect(await list({ account, from: at + 4, limit: 100 })).toEqual([]);
		const [, last] = inside;
		expect(await list({ account, from: at, after: last!, limit: 100 })).toMatchObject([{ at }]);
	});

	test("usage counts tasks where they were made, and money as it was settled", async () => {
		const { id: account } = await bench.account();
		const createdAt = bench.clock.now();
		const day = dayOf(createdAt);
		const facts = { account, createdAt, price: 7, order: orderOf("a-model", 5) };
		await bench.taskIn("succeeded", facts);
		await bench.taskIn("succeeded", facts);
		await bench.taskIn("failed", facts);
		await bench.taskIn("rejected", facts);
		await bench.taskIn("cancelled", facts);
		await bench.queued(facts);
		await bench.taskIn("succeeded", { ...facts, mode: "test" });
		await bench.queued({ ...facts, createdAt: createdAt + DAY_MS, order: orderOf("another", 9) });
		const line = { day, model: "a-model", operation: "text-to-video" };
		const ends = { succeeded: 2, failed: 1, rejected: 1, cancelled: 1 };
		const money = { quoted: 42, charged: 14, released: 21 };
		expect(await usage(account, day, day)).toEqual([{ ...line, tasks: 6, ...ends, seconds: 10, ...money }]);
		const later = dayOf(createdAt + DAY_MS);
		expect(await usage(account, day, later)).toMatchObject([
			line,
			{ day: later, model: "another", tasks: 1, quoted: 7 },
		]);
		expect(await usage(account, later, later)).toHaveLength(1);
		expect(await usage(account, "2001-01-01", "2001-12-31")).toEqual([]);
	});

	test("usage keeps what deleted tasks came to", async () => {
		const { id: account } = await bench.account();
		const createdAt = bench.clock.now();
		const task = await bench.taskIn("succeeded", { account, createdAt, price: 3 });
		await bench.move(task, { type: "deleted" });
		expect(await usage(account, dayOf(createdAt), dayOf(createdAt))).toMatchObject([{ tasks: 1, charged: 3 }]);
	});

	const list = (query: Omit<LedgerQuery, "mode">) => bench.accounts.listLedger({ ...query, mode: "live" });
	const usage = (account: string, from: string, to: string) => bench.accounts.readUsage(account, "live", { from, to });
}

function orderOf(model: string, seconds: number) {
	return makeOrder({ model, seconds, operation: "text-to-video", settings: NO_SETTINGS });
}
