import { expect, test } from "vitest";
import type { StoreBench } from "../stores.ts";
import { makeDraft, makeId, makeMedium, makeOrder } from "../task-factory.ts";

export function testCreate(bench: StoreBench): void {
	test("gives a task back as it was given", async () => {
		const order = makeOrder({
			prompt: "Ein Löwe 🦁 \u0000 \ud800 'quoted' \"twice\"",
			inputs: [{ role: "first-frame", medium: makeMedium() }],
			script: { outcome: "succeed", slowMs: 20_000 },
		});
		const task = await bench.queued({ order, clientReference: "their own name", startDeadlineAt: 12, deadlineAt: 12 });
		expect(await bench.tasks.find(task.id)).toEqual(task);
	});

	test("I1: what was acknowledged is still there after a restart", async (context) => {
		if (!bench.canReopen()) return context.skip();
		const task = await bench.queued();
		await bench.reopen();
		expect(await bench.tasks.find(task.id)).toEqual(task);
	});

	test("takes the next free id when the wanted one is taken", async () => {
		const account = (await bench.account()).id;
		const id = makeId();
		const tasks = await Promise.all(Array.from({ length: 10 }, () => bench.queued({ id, account })));
		expect(tasks.map((task) => task.id).sort()).toEqual(Array.from({ length: 10 }, (_, index) => id + index));
		for (const task of tasks) expect(await bench.tasks.find(task.id)).toEqual(task);
	});

	test("a draft that breaks a constraint leaves nothing, and harms none of those beside it", async () => {
		const account = (await bench.account(1_000)).id;
		const broken = makeDraft({ account, price: 100, engine: null as unknown as string });
		const sound = Array.from({ length: 9 }, () => makeDraft({ account, price: 100 }));
		const drafts = [...sound.slice(0, 4), broken, ...sound.slice(4)];
		const results = await Promise.allSettled(drafts.map((draft) => bench.tasks.create(draft)));
		expect(results.map((result) => result.status === "fulfilled")).toEqual(drafts.map((draft) => draft !== broken));
		expect(await bench.tasks.find(broken.task.id)).toBeNull();
		expect(await bench.accounts.readPurse(account, "live")).toEqual({ balance: 100, held: 900, inFlight: 9 });
		expect(await bench.tasks.list({ account, mode: "live", limit: 100 })).toHaveLength(9);
	});

	test("refuses an account that does not exist", async () => {
		await expect(bench.tasks.create(makeDraft({ account: String(makeId()) }))).rejects.toMatchObject({
			code: "not_found",
		});
	});

	test("finds nothing under an id that nobody has", async () => {
		expect(await bench.tasks.find(makeId())).toBeNull();
	});
}
