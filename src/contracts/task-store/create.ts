import { expect, test } from "vitest";
import type { Task } from "../../core/task.ts";
import type { StoreBench } from "../stores.ts";
import { makeDraft, makeEvent, makeFilm, makeId, makeMedium, makeOrder, makeScript } from "../task-factory.ts";

const LIFE = [
	makeEvent("claimed"),
	makeEvent("started"),
	makeEvent("done"),
	makeEvent("archived", { films: [makeFilm()] }),
];

export function testCreate(bench: StoreBench): void {
	test("gives a task back as it was given", async () => {
		const order = makeOrder({
			prompt: "Ein Löwe 🦁 \u0000 \ud800 'quoted' \"twice\"",
			inputs: [{ role: "first-frame", medium: makeMedium() }],
			script: makeScript({ slowMs: 20_000, refusals: 2, expired: true }),
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

	test("stores what was made already with its whole life in one commit, and is paid", async () => {
		const account = (await bench.account(1_000)).id;
		const told: Task[] = [];
		const end = bench.tasks.onCommit((tasks) => told.push(...tasks));
		const creation = await bench.tasks.createMade(makeDraft({ account, price: 100 }), LIFE);
		end();
		expect(creation).toMatchObject({
			kind: "created",
			task: { status: "succeeded", settlement: "charged", owner: null },
		});
		const task = creation.kind === "created" ? creation.task : null;
		expect(told).toEqual([task]);
		expect(await bench.tasks.find(task?.id ?? 0)).toEqual(task);
		expect(await bench.accounts.readPurse(account, "live")).toEqual({ balance: 900, held: 0, inFlight: 0 });
		expect(await bench.tasks.adopt(7)).not.toContainEqual(expect.objectContaining({ id: task?.id }));
	});

	test("stores nothing of it when something in it cannot be, nor when it cannot be paid", async () => {
		const account = (await bench.account(1_000)).id;
		const draft = makeDraft({ account, price: 100 });
		await expect(bench.tasks.createMade(draft, LIFE.slice(1))).rejects.toMatchObject({ code: "internal" });
		expect(await bench.tasks.find(draft.task.id)).toBeNull();
		const dear = await bench.tasks.createMade(makeDraft({ account, price: 1_001 }), LIFE);
		expect(dear).toEqual({ kind: "insufficient-credits" });
		expect(await bench.accounts.readPurse(account, "live")).toEqual({ balance: 1_000, held: 0, inFlight: 0 });
	});

	test("finds nothing under an id that nobody has", async () => {
		expect(await bench.tasks.find(makeId())).toBeNull();
	});
}
