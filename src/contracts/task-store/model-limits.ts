import { expect, test } from "vitest";
import type { Account } from "../../core/account.ts";
import { isTerminal, type TaskStatus, TASK_STATUSES } from "../../core/task.ts";
import { makeRequest, type StoreBench } from "../stores.ts";
import { eventsTo, makeAccount, makeDraft, makeEvent, makeOrder } from "../task-factory.ts";

export function testModelLimits(bench: StoreBench): void {
	const order = makeOrder({ model: "rare" });

	async function limited(maxInFlightByModel: Account["maxInFlightByModel"]): Promise<Account> {
		const account = makeAccount({ maxInFlightByModel });
		await bench.accounts.createAccount(account, { live: 1_000, test: 1_000 });
		return account;
	}

	const change = ({ id, maxInFlight }: Account, maxInFlightByModel: Account["maxInFlightByModel"]) =>
		bench.accounts.changeLimits(id, { maxInFlight, maxInFlightByModel });
	const create = async (account: string, overrides = {}) =>
		(await bench.tasks.create(makeDraft({ account, order, price: 0, ...overrides }))).kind;

	test("refuses above the limit of a model, and leaves nothing", async () => {
		const { id } = await limited({ rare: 1 });
		await bench.queued({ account: id, order, price: 300 });
		const draft = makeDraft({ account: id, order, price: 300 });
		expect(await bench.tasks.create(draft)).toEqual({ kind: "too-many-of-model", limit: 1 });
		expect(await bench.tasks.find(draft.task.id)).toBeNull();
		expect(await bench.accounts.readPurse(id, "live")).toEqual({ balance: 700, held: 300, inFlight: 1 });
	});

	test("counts each model, mode and account for itself, and other models not at all", async () => {
		const [one, other] = [await limited({ rare: 1, rarer: 1 }), await limited({ rare: 1 })];
		expect(await create(one.id)).toBe("created");
		expect(await create(one.id, { mode: "test" })).toBe("created");
		expect(await create(one.id, { order: makeOrder({ model: "rarer" }) })).toBe("created");
		for (const _ of [1, 2, 3]) expect(await create(one.id, { order: makeOrder({ model: "common" }) })).toBe("created");
		expect(await create(other.id)).toBe("created");
		expect(await create(one.id, { mode: "test" })).toBe("too-many-of-model");
	});

	test("a limit of nothing lets nothing in", async () => {
		expect(await create((await limited({ rare: 0 })).id)).toBe("too-many-of-model");
	});

	test("a refusal for want of money counts nothing", async () => {
		const { id } = await limited({ rare: 1 });
		expect(await create(id, { price: 5_000 })).toBe("insufficient-credits");
		expect(await create(id)).toBe("created");
	});

	test("I8: a request that was made before is answered at the limit too", async () => {
		const { id } = await limited({ rare: 1 });
		const request = makeRequest(id);
		const task = await bench.queued({ account: id, order, price: 0 }, { request });
		expect(await bench.tasks.create(makeDraft({ account: id, order }, { request }))).toMatchObject({
			kind: "known",
			task: { id: task.id },
		});
	});

	test("100 creates at once cannot pass it", async () => {
		const { id } = await limited({ rare: 7 });
		const kinds = await Promise.all(Array.from({ length: 100 }, () => create(id)));
		expect(kinds.filter((kind) => kind === "created")).toHaveLength(7);
		expect(kinds.filter((kind) => kind === "too-many-of-model")).toHaveLength(93);
	});

	for (const status of TASK_STATUSES) {
		const ended = isTerminal(status);
		test(`a task that is ${status} ${ended ? "makes room, once" : "takes its place"}`, async () => {
			const { id } = await limited({ rare: 2 });
			await bench.queued({ account: id, order, price: 0 });
			await bring(id, status);
			expect(await create(id)).toBe(ended ? "created" : "too-many-of-model");
			expect(await create(id)).toBe("too-many-of-model");
		});
	}

	test("a limit counts what was unfinished before it came, and one that goes is gone", async () => {
		const account = await limited({});
		const [first] = [await bench.queued({ account: account.id, order, price: 0 }), await create(account.id)];
		await bring(account.id, "succeeded");
		await change(account, { rare: 2 });
		expect(await create(account.id)).toBe("too-many-of-model");
		await bench.move(first, makeEvent("cancel-asked"));
		expect(await create(account.id)).toBe("created");
		await change(account, { rare: 1 });
		expect(await create(account.id)).toBe("too-many-of-model");
		await change(account, {});
		expect(await create(account.id)).toBe("created");
	});

	test("counts survive a restart", async (context) => {
		if (!bench.canReopen()) return context.skip();
		const { id } = await limited({ rare: 1 });
		await create(id);
		await bench.reopen();
		expect(await create(id)).toBe("too-many-of-model");
	});

	/** A task of the limited model; whatever ends it happens twice. */
	async function bring(account: string, status: TaskStatus): Promise<void> {
		const task = await bench.queued({ account, order, price: 0 });
		for (const event of eventsTo(status)) await bench.move(task, event);
		if (!isTerminal(status)) return;
		for (const event of [...eventsTo(status), makeEvent("deleted")]) {
			await bench.tasks.apply(task.id, event, "anybody");
		}
	}
}
