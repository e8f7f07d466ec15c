import { expect, test } from "vitest";
import type { Task } from "../../core/task.ts";
import type { StoreBench } from "../stores.ts";
import { makeEvent, makeFilm, makeId, makeMedium, makeOrder } from "../task-factory.ts";

/** Enough to see over what other suites left in the same data. */
const MANY = 100_000;

export function testReaping(bench: StoreBench): void {
	test("shows unfinished tasks whose deadline has passed, the longest overdue first", async () => {
		const account = (await bench.account()).id;
		const now = bench.clock.now();
		const late = await bench.queued({ account, deadlineAt: now - 10 });
		const later = await bench.queued({ account, deadlineAt: now - 20 });
		await bench.queued({ account, deadlineAt: now + 10 });
		await bench.queued({ account });
		const over = await bench.queued({ account, deadlineAt: now - 30 });
		await bench.move(over, makeEvent("cancel-asked"));
		expect(own(account, await bench.tasks.overdue(now, MANY))).toEqual([later.id, late.id]);
		expect(await bench.tasks.overdue(now, 1)).toHaveLength(1);
	});

	test("shows ended tasks whose time is up and that still have contents", async () => {
		const account = (await bench.account()).id;
		const [first, second] = [
			await bench.taskIn("succeeded", { account, retentionMs: 1_000 }),
			await bench.taskIn("failed", { account, retentionMs: 2_000 }),
		];
		await bench.taskIn("succeeded", { account, retentionMs: 60_000 });
		await bench.taskIn("running", { account, retentionMs: 0 });
		await bench.clock.advance(2_000);
		const now = bench.clock.now();
		expect(own(account, await bench.tasks.expired(now, MANY))).toEqual([first.id, second.id]);
		expect(await bench.tasks.expired(now, 1)).toHaveLength(1);
		await bench.move(first, makeEvent("deleted"));
		expect(own(account, await bench.tasks.expired(now, MANY))).toEqual([second.id]);
	});

	test("a deleted task leaves a tombstone without contents", async () => {
		const order = makeOrder({ prompt: "secret", inputs: [{ role: "source", medium: makeMedium() }] });
		const task = await bench.taskIn("succeeded", { order });
		await bench.move(task, makeEvent("deleted"));
		expect(await bench.tasks.find(task.id)).toMatchObject({
			deletedAt: bench.clock.now(),
			films: [],
			handle: null,
			order: { prompt: "", inputs: [] },
		});
	});

	test("tombstones go when they are old enough, a few at a time, with their history", async () => {
		await bench.tasks.sweepTombstones(bench.clock.now() + 1, MANY);
		const buried = [];
		for (let count = 0; count < 3; count += 1) {
			buried.push(await bench.move(await bench.taskIn("cancelled"), makeEvent("deleted")));
		}
		const kept = await bench.taskIn("cancelled");
		const [first] = buried;
		expect(await bench.tasks.sweepTombstones(first?.deletedAt ?? 0, MANY)).toBe(0);
		expect(await bench.tasks.sweepTombstones(bench.clock.now() + 1, 2)).toBe(2);
		await bench.tasks.sweepTombstones(bench.clock.now() + 1, MANY);
		for (const task of buried) {
			expect(await bench.tasks.find(task.id)).toBeNull();
			expect(await bench.tasks.timeline(task.id)).toEqual([]);
		}
		expect(await bench.tasks.find(kept.id)).toEqual(kept);
	});

	test("a film is found by its id, with what its link has to know, until its task is deleted", async () => {
		const films = [makeFilm(), makeFilm()];
		const archiving = await bench.taskIn("archiving");
		const task = await bench.move(archiving, makeEvent("archived", { films }));
		for (const film of films) {
			expect(await bench.tasks.findFilm(film.id)).toEqual({
				film,
				taskId: task.id,
				account: task.account,
				expiresAt: task.expiresAt,
			});
		}
		expect(await bench.tasks.findFilm(makeId())).toBeNull();
		await bench.move(task, makeEvent("deleted"));
		for (const film of films) expect(await bench.tasks.findFilm(film.id)).toBeNull();
	});

	test("blobs of films and covers are referred to until the task is deleted", async () => {
		const film = makeFilm();
		const hashes = [film.sha256, film.cover?.sha256 ?? ""];
		const archiving = await bench.taskIn("archiving");
		expect(await bench.uploads.referredBlobs(hashes)).toEqual(new Set());
		const task = await bench.move(archiving, makeEvent("archived", { films: [film] }));
		expect(await bench.uploads.referredBlobs(hashes)).toEqual(new Set(hashes));
		await bench.move(task, makeEvent("deleted"));
		expect(await bench.uploads.referredBlobs(hashes)).toEqual(new Set());
	});

	test("blobs of an order are referred to until its task has ended", async () => {
		const medium = makeMedium();
		const order = makeOrder({
			inputs: [
				{ role: "first-frame", medium },
				{ role: "last-frame", medium },
			],
		});
		const [task, other] = [await bench.taskIn("running", { order }), await bench.queued({ order })];
		expect(await bench.uploads.referredBlobs([medium.sha256])).toEqual(new Set([medium.sha256]));
		await bench.move(task, makeEvent("engine-failed"));
		expect(await bench.uploads.referredBlobs([medium.sha256])).toEqual(new Set([medium.sha256]));
		await bench.move(other, makeEvent("cancel-asked"));
		expect(await bench.uploads.referredBlobs([medium.sha256])).toEqual(new Set());
	});
}

function own(account: string, tasks: readonly Task[]): readonly number[] {
	return tasks.filter((task) => task.account === account).map((task) => task.id);
}
