import { expect, test } from "vitest";
import type { StoreBench } from "../stores.ts";
import { makeEvent } from "../task-factory.ts";
import { makeAttempt, storedWebhook, told } from "./make-webhook.ts";

export function testForgetting(bench: StoreBench): void {
	test("what was settled long ago goes, a few at a time, with its attempts; what is pending stays", async () => {
		const webhook = await storedWebhook(bench);
		for (let count = 0; count < 3; count += 1) await bench.taskIn("cancelled", { account: webhook.account });
		const [first, second] = await told(bench, webhook);
		const far = -1e15;
		for (const [index, announcement] of [first, second].entries()) {
			const attempt = makeAttempt({ at: far + index, ms: 0 });
			await bench.announcements.recordAttempt({ id: announcement?.id ?? "", attempt, outcome: { kind: "delivered" } });
		}
		expect(await bench.announcements.sweepAnnouncements(far, 10)).toBe(0);
		expect(await bench.announcements.sweepAnnouncements(far + 2, 1)).toBe(1);
		expect(await bench.announcements.find(first?.id ?? "")).toBeNull();
		expect(await bench.announcements.attempts(first?.id ?? "")).toEqual([]);
		expect(await bench.announcements.sweepAnnouncements(far + 2, 10)).toBe(1);
		expect(await told(bench, webhook)).toHaveLength(1);
	});

	test("a deleted task's announcements go with it, sent or not", async () => {
		const webhook = await storedWebhook(bench);
		const { account } = webhook;
		const task = await bench.taskIn("failed", { account });
		const other = await bench.taskIn("cancelled", { account });
		expect(await bench.announcements.list({ taskId: task.id, limit: 9 })).toHaveLength(2);
		const [running] = await told(bench, webhook);
		const outcome = { kind: "delivered" } as const;
		await bench.announcements.recordAttempt({ id: running?.id ?? "", attempt: makeAttempt(), outcome });
		await bench.move(task, makeEvent("deleted"));
		expect(await bench.announcements.list({ taskId: task.id, limit: 9 })).toEqual([]);
		expect(await bench.announcements.attempts(running?.id ?? "")).toEqual([]);
		expect(await told(bench, webhook)).toMatchObject([{ taskId: other.id }]);
	});

	test("a deleted webhook's go with it, and no other's", async () => {
		const account = (await bench.account()).id;
		const [gone, kept] = [await storedWebhook(bench, { account }), await storedWebhook(bench, { account })];
		const task = await bench.taskIn("failed", { account });
		await bench.announcements.deleteWebhook(gone.id);
		expect(await told(bench, gone)).toEqual([]);
		expect(await told(bench, kept)).toHaveLength(2);
		expect(await bench.announcements.list({ taskId: task.id, limit: 9 })).toHaveLength(2);
		expect(await bench.announcements.list({ taskId: task.id, webhook: kept.id, limit: 9 })).toHaveLength(2);
		expect(await bench.announcements.list({ taskId: task.id, webhook: gone.id, limit: 9 })).toEqual([]);
	});

	test("a restart forgets nothing", async ({ skip }) => {
		if (!bench.canReopen()) skip();
		const webhook = await storedWebhook(bench);
		await bench.taskIn("succeeded", { account: webhook.account });
		const before = await told(bench, webhook);
		await bench.reopen();
		expect(await bench.announcements.findWebhook(webhook.id)).toEqual(webhook);
		expect(await told(bench, webhook)).toEqual(before);
		expect(await bench.announcements.waiting()).toContain(webhook.id);
	});
}
