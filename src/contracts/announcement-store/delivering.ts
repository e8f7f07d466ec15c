import { expect, test } from "vitest";
import type { AttemptOutcome } from "../../core/ports/announcements.ts";
import type { StoreBench } from "../stores.ts";
import { makeEvent } from "../task-factory.ts";
import { makeAttempt, storedWebhook, told } from "./make-webhook.ts";

export function testDelivering(bench: StoreBench): void {
	const upcoming = async (webhook: string) =>
		(await bench.announcements.upcoming(webhook, 100)).map(({ type }) => type);
	const record = (id: string, outcome: AttemptOutcome) =>
		bench.announcements.recordAttempt({ id, attempt: makeAttempt(), outcome });

	test("what is to be sent comes soonest first, whether its time has come or not", async () => {
		const webhook = await storedWebhook(bench);
		const { account, id } = webhook;
		expect(await bench.announcements.waiting()).not.toContain(id);
		for (let count = 0; count < 3; count += 1) await bench.taskIn("cancelled", { account });
		const [first, second, third] = await told(bench, webhook);
		expect(first?.nextAt).toBe(bench.clock.now());
		expect(await bench.announcements.waiting()).toContain(id);
		await record(first?.id ?? "", { kind: "again", at: bench.clock.now() + 9_000 });
		await record(second?.id ?? "", { kind: "again", at: bench.clock.now() + 5_000 });
		const next = await bench.announcements.upcoming(id, 10);
		expect(next.map((each) => each.id)).toEqual([third?.id, second?.id, first?.id]);
		expect(next.map(({ tries }) => tries)).toEqual([0, 1, 1]);
		expect(await bench.announcements.upcoming(id, 2)).toHaveLength(2);
	});

	for (const kind of ["delivered", "dead"] as const) {
		test(`what is told of a task later waits until what came before is ${kind}`, async () => {
			const webhook = await storedWebhook(bench);
			const task = await bench.taskIn("running", { account: webhook.account });
			await bench.move(task, makeEvent("engine-failed"));
			const [running, failed] = await told(bench, webhook);
			expect(failed).toMatchObject({ type: "task.failed", nextAt: null, status: "pending" });
			expect(await upcoming(webhook.id)).toEqual(["task.running"]);
			await record(running?.id ?? "", { kind: "again", at: bench.clock.now() + 60_000 });
			expect(await upcoming(webhook.id)).toEqual(["task.running"]);
			await record(running?.id ?? "", { kind });
			expect(await upcoming(webhook.id)).toEqual(["task.failed"]);
			expect(await bench.announcements.find(running?.id ?? "")).toMatchObject({
				status: kind,
				settledAt: 1_010,
				tries: 2,
			});
			await record(failed?.id ?? "", { kind: "delivered" });
			expect(await bench.announcements.waiting()).not.toContain(webhook.id);
		});
	}

	test("webhooks do not wait for one another, and neither do tasks", async () => {
		const account = (await bench.account()).id;
		const [slow, quick] = [await storedWebhook(bench, { account }), await storedWebhook(bench, { account })];
		await bench.taskIn("failed", { account });
		const [running] = await told(bench, quick);
		await record(running?.id ?? "", { kind: "delivered" });
		await bench.taskIn("cancelled", { account });
		expect(await upcoming(slow.id)).toEqual(["task.running", "task.cancelled"]);
		expect((await upcoming(quick.id)).toSorted()).toEqual(["task.cancelled", "task.failed"]);
	});

	test("keeps what is sent, byte for byte", async () => {
		const webhook = await storedWebhook(bench);
		await bench.taskIn("cancelled", { account: webhook.account });
		const [announcement] = await told(bench, webhook);
		const payload = { headers: { "content-type": "application/json" }, body: '{"b":1, "a":"🎬\\u0000"}\n' };
		await bench.announcements.keepPayload(announcement?.id ?? "", payload);
		expect(await bench.announcements.find(announcement?.id ?? "")).toEqual({ ...announcement, payload });
	});

	test("remembers each attempt, the latest fifty of them", async () => {
		const webhook = await storedWebhook(bench);
		await bench.taskIn("cancelled", { account: webhook.account });
		const [announcement] = await told(bench, webhook);
		const id = announcement?.id ?? "";
		const attempts = Array.from({ length: 60 }, (_, at) => makeAttempt({ at, status: null, head: "" }));
		for (const attempt of attempts) {
			await bench.announcements.recordAttempt({ id, attempt, outcome: { kind: "again", at: 1 } });
		}
		expect(await bench.announcements.attempts(id)).toEqual(attempts.slice(10));
		expect(await bench.announcements.attempts(crypto.randomUUID())).toEqual([]);
	});

	test("a receiver that is gone disables its webhook, and ends all that waits for it", async () => {
		const webhook = await storedWebhook(bench);
		for (let count = 0; count < 2; count += 1) await bench.taskIn("failed", { account: webhook.account });
		const [first] = await told(bench, webhook);
		await record(first?.id ?? "", { kind: "gone", reason: "410" });
		const disabled = { disabledAt: 1_010, disabledReason: "410" };
		expect(await bench.announcements.findWebhook(webhook.id)).toMatchObject(disabled);
		expect(await told(bench, webhook)).toMatchObject(Array(4).fill({ status: "dead", nextAt: null, settledAt: 1_010 }));
		await bench.taskIn("failed", { account: webhook.account });
		expect(await told(bench, webhook)).toHaveLength(4);
	});

	test("what is settled stays so, whoever comes late", async () => {
		const webhook = await storedWebhook(bench);
		await bench.taskIn("cancelled", { account: webhook.account });
		const [announcement] = await told(bench, webhook);
		const id = announcement?.id ?? "";
		await record(id, { kind: "delivered" });
		await record(id, { kind: "gone", reason: "late" });
		expect(await bench.announcements.find(id)).toMatchObject({ status: "delivered", tries: 1 });
		expect(await bench.announcements.findWebhook(webhook.id)).toMatchObject({ disabledAt: null });
		expect(await bench.announcements.attempts(id)).toHaveLength(1);
		await expect(record(crypto.randomUUID(), { kind: "delivered" })).resolves.toBeUndefined();
	});

	test("is sent again when somebody asks, from the schedule's beginning, unless its webhook is disabled", async () => {
		const webhook = await storedWebhook(bench);
		await bench.taskIn("cancelled", { account: webhook.account });
		const [announcement] = await told(bench, webhook);
		const id = announcement?.id ?? "";
		await record(id, { kind: "dead" });
		const again = { ...announcement, status: "pending", tries: 0, nextAt: 2_000, settledAt: null };
		expect(await bench.announcements.redeliver(id, 2_000)).toEqual(again);
		expect(await bench.announcements.find(id)).toEqual(again);
		expect(await bench.announcements.attempts(id)).toHaveLength(1);
		await bench.announcements.changeWebhook(webhook.id, { type: "disabled", at: 1, reason: "" });
		await expect(bench.announcements.redeliver(id, 3_000)).rejects.toMatchObject({ code: "conflict" });
		expect(await bench.announcements.redeliver(crypto.randomUUID(), 1)).toBeNull();
	});

	test("a test is in the log and is not sent", async () => {
		const { id: webhook } = await storedWebhook(bench);
		const payload = { headers: {}, body: "{}" };
		const over = { status: "dead", tries: 1, nextAt: null, settledAt: 9, payload } as const;
		const made = {
			id: crypto.randomUUID(),
			webhook,
			taskId: null,
			version: 0,
			type: "webhook.test",
			at: 7,
			...over,
		} as const;
		await bench.announcements.recordTest(made, makeAttempt());
		expect(await bench.announcements.find(made.id)).toEqual(made);
		expect(await bench.announcements.attempts(made.id)).toEqual([makeAttempt()]);
		expect(await bench.announcements.list({ webhook, limit: 5 })).toEqual([made]);
		expect(await bench.announcements.waiting()).not.toContain(webhook);
	});

	test("the log comes in pages, the newest first", async () => {
		const { id: webhook } = await storedWebhook(bench);
		const ids = ["a", "b", "c"].map((name) => `evt_${name}_${crypto.randomUUID()}`);
		for (const id of ids) {
			const settled = { status: "dead", tries: 1, nextAt: null, settledAt: 9, payload: null } as const;
			const test = { id, webhook, taskId: null, version: 0, type: "webhook.test", at: 7, ...settled } as const;
			await bench.announcements.recordTest(test, makeAttempt());
		}
		const page = async (before?: string) => {
			const query = { webhook, limit: 2, ...(before === undefined ? {} : { before }) };
			return (await bench.announcements.list(query)).map(({ id }) => id);
		};
		expect(await page()).toEqual([ids[2], ids[1]]);
		expect(await page(ids[1])).toEqual([ids[0]]);
		expect(await page(ids[0])).toEqual([]);
	});
}
