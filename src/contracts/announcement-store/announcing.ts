import { expect, test } from "vitest";
import { TASK_STATUSES, type TaskStatus } from "../../core/task.ts";
import type { StoreBench } from "../stores.ts";
import { eventsTo, makeEvent, makeFilm } from "../task-factory.ts";
import { storedWebhook, told } from "./make-webhook.ts";

/** What a webhook has been told by the time a task has a status. */
const TOLD: Readonly<Record<TaskStatus, readonly string[]>> = {
	queued: [],
	starting: [],
	unclear: [],
	running: ["task.running"],
	archiving: ["task.running"],
	succeeded: ["task.running", "task.succeeded"],
	failed: ["task.running", "task.failed"],
	rejected: ["task.rejected"],
	cancelled: ["task.cancelled"],
};

export function testAnnouncing(bench: StoreBench): void {
	for (const status of TASK_STATUSES) {
		test(`I6: a task that came to ${status} was announced as ${TOLD[status].join(", ") || "nothing"}`, async () => {
			const webhook = await storedWebhook(bench);
			let task = await bench.queued({ account: webhook.account });
			const facts = [];
			for (const event of eventsTo(status)) {
				await bench.clock.advance(1_000);
				const before = task.status;
				task = await bench.move(task, event);
				if (before !== task.status) facts.push({ version: task.version, at: task.updatedAt, status: task.status });
			}
			const announcements = await told(bench, webhook);
			expect(announcements.map(({ type }) => type)).toEqual(TOLD[status]);
			for (const announcement of announcements) {
				const fact = facts.find(({ version }) => version === announcement.version);
				expect(announcement).toMatchObject({ taskId: task.id, at: fact?.at, type: `task.${fact?.status}` });
				expect(announcement).toMatchObject({ webhook: webhook.id, status: "pending", tries: 0, payload: null });
			}
		});
	}

	test("each webhook of the account and mode that wants it is told, and no other", async () => {
		const account = (await bench.account()).id;
		const all = await storedWebhook(bench, { account });
		const ends = await storedWebhook(bench, { account, events: ["task.succeeded"] });
		const pixverse = await storedWebhook(bench, { account, form: "pixverse" });
		const unwanted = [
			await storedWebhook(bench, { account, events: ["task.failed"] }),
			await storedWebhook(bench, { account, mode: "test" }),
			await storedWebhook(bench, { account, onlyNamed: true }),
			await storedWebhook(bench, { account, disabledAt: 1, disabledReason: "410" }),
			await storedWebhook(bench),
		];
		await bench.taskIn("succeeded", { account });
		const types = async (webhook: (typeof unwanted)[number]) => (await told(bench, webhook)).map(({ type }) => type);
		expect(await types(all)).toEqual(["task.running", "task.succeeded"]);
		expect(await types(ends)).toEqual(["task.succeeded"]);
		expect(await types(pixverse)).toEqual(["task.succeeded"]);
		for (const webhook of unwanted) expect(await types(webhook)).toEqual([]);
		const ids = [all, ends, pixverse].map(async (webhook) => (await told(bench, webhook)).map(({ id }) => id));
		const flat = (await Promise.all(ids)).flat();
		expect(new Set(flat).size).toBe(flat.length);
	});

	test("a webhook that hears named tasks only hears the one that named it", async () => {
		const account = (await bench.account()).id;
		const webhook = await storedWebhook(bench, { account, onlyNamed: true, form: "pixverse" });
		const other = await storedWebhook(bench, { account, onlyNamed: true });
		await bench.taskIn("succeeded", { account });
		const named = await bench.taskIn("failed", { account, webhook: webhook.id });
		await bench.taskIn("failed", { account, webhook: "wh_gone" });
		expect(await told(bench, webhook)).toMatchObject([{ taskId: named.id, type: "task.failed" }]);
		expect(await told(bench, other)).toEqual([]);
		expect(await bench.tasks.find(named.id)).toMatchObject({ webhook: webhook.id });
	});

	test("an event that is stale announces nothing", async () => {
		const webhook = await storedWebhook(bench);
		const task = await bench.taskIn("archiving", { account: webhook.account });
		const films = [makeFilm()];
		const events = Array.from({ length: 20 }, () =>
			bench.tasks.apply(task.id, makeEvent("archived", { films }), "anybody"),
		);
		await Promise.all(events);
		expect((await told(bench, webhook)).map(({ type }) => type)).toEqual(["task.running", "task.succeeded"]);
	});
}
