import { expect, test } from "vitest";
import { makeRequest, type StoreBench } from "../stores.ts";
import { makeDraft, makeEvent } from "../task-factory.ts";

export function testRequestKeys(bench: StoreBench): void {
	test("I8: a key that was used gives its task, with the hash of the request that made it", async () => {
		const account = (await bench.account(1_000)).id;
		const request = makeRequest(account, "the first hash");
		const task = await bench.queued({ account, price: 300 }, { request });
		const again = makeDraft({ account, price: 300 }, { request: { ...request, hash: "another hash" } });
		expect(await bench.tasks.create(again)).toEqual({ kind: "known", task, hash: "the first hash" });
		expect(await bench.tasks.find(again.task.id)).toBeNull();
		expect(await bench.tasks.findByRequest(request.key)).toEqual({ task, hash: "the first hash" });
		expect(await bench.accounts.readPurse(account, "live")).toEqual({ balance: 700, held: 300, inFlight: 1 });
	});

	test("I8: a key is looked up before credits and limits", async () => {
		const account = (await bench.account(300)).id;
		const request = makeRequest(account);
		const task = await bench.queued({ account, price: 300 }, { request, maxInFlight: 1 });
		const again = makeDraft({ account, price: 300 }, { request, maxInFlight: 1 });
		expect(await bench.tasks.create(again)).toMatchObject({ kind: "known", task: { id: task.id } });
	});

	test("I8: 100 creates at once with one key make one task, billed once", async () => {
		const account = (await bench.account(10_000)).id;
		const request = makeRequest(account);
		const drafts = Array.from({ length: 100 }, () => makeDraft({ account, price: 100 }, { request }));
		const creations = await Promise.all(drafts.map((draft) => bench.tasks.create(draft)));
		expect(creations.filter((creation) => creation.kind === "created")).toHaveLength(1);
		expect(creations.filter((creation) => creation.kind === "known")).toHaveLength(99);
		expect(new Set(creations.map((creation) => "task" in creation && creation.task.id)).size).toBe(1);
		expect(await bench.accounts.readPurse(account, "live")).toEqual({ balance: 9_900, held: 100, inFlight: 1 });
	});

	test("the same words are another key for another account, mode or wire", async () => {
		const account = (await bench.account()).id;
		const other = (await bench.account()).id;
		const { key, hash } = makeRequest(account);
		await bench.queued({ account }, { request: { key, hash } });
		const kinds = [
			await bench.tasks.create(makeDraft({ account: other }, { request: { key: { ...key, account: other }, hash } })),
			await bench.tasks.create(
				makeDraft({ account, mode: "test" }, { request: { key: { ...key, mode: "test" }, hash } }),
			),
			await bench.tasks.create(
				makeDraft({ account, wire: "zai" }, { request: { key: { ...key, wire: "zai" }, hash } }),
			),
		].map((creation) => creation.kind);
		expect(kinds).toEqual(["created", "created", "created"]);
	});

	test("a refused request leaves its key unused", async () => {
		const account = (await bench.account(100)).id;
		const request = makeRequest(account);
		expect(await bench.tasks.create(makeDraft({ account, price: 300 }, { request }))).toMatchObject({
			kind: "insufficient-credits",
		});
		expect(await bench.tasks.findByRequest(request.key)).toBeNull();
		expect(await bench.tasks.create(makeDraft({ account, price: 100 }, { request }))).toMatchObject({
			kind: "created",
		});
	});

	test("I8: a key outlives its task's contents, and ends with the tombstone", async () => {
		const account = (await bench.account()).id;
		const request = makeRequest(account);
		const task = await bench.queued({ account }, { request });
		await bench.move(task, makeEvent("cancel-asked"));
		const tombstone = await bench.move(task, makeEvent("deleted"));
		expect(await bench.tasks.create(makeDraft({ account }, { request }))).toMatchObject({
			kind: "known",
			task: { id: task.id, deletedAt: tombstone.deletedAt },
		});
		await bench.tasks.sweepTombstones(bench.clock.now() + 1, 1_000);
		expect(await bench.tasks.findByRequest(request.key)).toBeNull();
	});
}
