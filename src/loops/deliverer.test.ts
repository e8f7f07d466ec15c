import OpenAI from "openai";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type DelivererBench, openDelivererBench, SECRET } from "./deliverer-bench.ts";
import { ANNOUNCEMENT_RETENTION_MS } from "./deliverer.ts";

const URL = "https://app.example.com/hook";
const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const SCHEDULES = {
	standard: [5 * SECOND, 30 * SECOND, 2 * MINUTE, 10 * MINUTE, 30 * MINUTE, 2 * HOUR, 6 * HOUR, 12 * HOUR, 24 * HOUR],
	pixverse: [2 * SECOND, 10 * SECOND, 30 * SECOND, MINUTE, 5 * MINUTE, 15 * MINUTE, HOUR, 4 * HOUR],
	openai: [
		...[5 * SECOND, 30 * SECOND, 2 * MINUTE, 10 * MINUTE, 30 * MINUTE],
		...[2 * HOUR, 6 * HOUR, 12 * HOUR, 18 * HOUR, 20 * HOUR],
	],
};

let bench: DelivererBench;
beforeEach(async () => {
	bench = await openDelivererBench();
});
afterEach(() => bench.close());

async function start(): Promise<void> {
	bench.deliverer.start();
	await bench.pass(0);
}

/** Passes time in steps that grow, so that every timer on the way finds the loop at rest. */
async function passAll(waitsMs: readonly number[]): Promise<void> {
	for (const waitMs of waitsMs) await bench.pass(waitMs);
}

const types = () => bench.seen.map(({ told }) => told.type);

describe("telling", () => {
	test("a commit sends what it made true, signed so that a client of others believes it", async () => {
		await bench.webhook();
		await start();
		const task = await bench.task("cancelled");
		await bench.pass(0);
		const [message, ...rest] = bench.seen;
		expect(rest).toEqual([]);
		expect(message).toMatchObject({ url: URL, told: { type: "task.cancelled", data: { id: String(task.id) } } });
		const { webhooks } = new OpenAI({ apiKey: "none" });
		await webhooks.verifySignature(message?.body ?? "", message?.headers ?? {}, SECRET, Number.MAX_SAFE_INTEGER);
	});

	test("what a dead server left is sent at the next start", async () => {
		await bench.webhook();
		await bench.task("rejected");
		await bench.pass(HOUR);
		expect(bench.seen).toEqual([]);
		await start();
		expect(types()).toEqual(["task.rejected"]);
	});

	test("I6: what is told is what was true, although the task has gone on since", async () => {
		await bench.webhook();
		const task = await bench.task("succeeded");
		await start();
		expect(bench.seen.map(({ told }) => told)).toMatchObject([
			{ type: "task.running", data: { id: String(task.id), status: "running" } },
			{ type: "task.succeeded", data: { id: String(task.id), status: "succeeded" } },
		]);
	});

	test("news of one task come in order: the later wait for the earlier to be taken, or to die", async () => {
		await bench.webhook();
		bench.answers(URL, { status: 500 }, { status: 500 }, {});
		await start();
		const first = await bench.task("failed");
		await bench.pass(0);
		expect(types()).toEqual(["task.running"]);
		const other = await bench.task("cancelled");
		await passAll([5 * SECOND, 30 * SECOND]);
		const ofFirst = bench.seen.filter(({ told }) => told.data.id === String(first.id));
		expect(ofFirst.map(({ told }) => told.type)).toEqual(["task.running", "task.running", "task.failed"]);
		expect(bench.seen.some(({ told }) => told.data.id === String(other.id))).toBe(true);
	});

	test("repetitions have the same id and the very same bytes, whatever changed meanwhile", async () => {
		await bench.webhook();
		bench.answers(URL, { status: 500 });
		await start();
		await bench.task("cancelled");
		await bench.pass(0);
		await bench.restart({ origin: "https://moved.example.com" });
		await passAll(SCHEDULES.standard);
		expect(bench.seen).toHaveLength(10);
		expect(new Set(bench.seen.map(({ headers }) => headers["webhook-id"])).size).toBe(1);
		expect(new Set(bench.seen.map(({ body }) => body)).size).toBe(1);
		expect(new Set(bench.seen.map(({ headers }) => headers["webhook-timestamp"])).size).toBe(10);
	});

	test("a task that was deleted before its turn is not told of", async () => {
		await bench.webhook();
		const task = await bench.task("cancelled");
		await bench.stores.tasks.apply(task.id, { type: "deleted" }, "anybody");
		await start();
		expect(bench.seen).toEqual([]);
	});
});

describe("the schedule", () => {
	test.each(["standard", "pixverse", "openai"] as const)(
		"of the form %s is kept to its end, then the announcement is dead",
		async (form) => {
			const webhook = await bench.webhook({ form });
			bench.answers(URL, { status: 500, head: "no" });
			await start();
			await bench.task("cancelled");
			await bench.pass(0);
			await passAll(SCHEDULES[form]);
			await bench.pass(48 * HOUR);
			const times = bench.seen.map(({ at }) => at);
			expect(times.slice(1).map((at, index) => at - (times[index] ?? 0))).toEqual(SCHEDULES[form]);
			const [announcement] = await bench.announcements.list({ webhook: webhook.id, limit: 9 });
			expect(announcement).toMatchObject({ status: "dead", nextAt: null, tries: SCHEDULES[form].length + 1 });
			const attempts = await bench.announcements.attempts(announcement?.id ?? "");
			expect(attempts.map(({ at }) => at)).toEqual(times);
			expect(attempts[0]).toMatchObject({ status: 500, error: "answered with status 500", head: "no" });
			expect(await bench.announcements.waiting()).toEqual([]);
		},
	);

	test.each([
		["standard", { status: 204, head: "", whole: false }, "delivered"],
		["standard", { status: 200, head: "x", whole: false }, "delivered"],
		["standard", { status: 302 }, "pending"],
		["standard", { status: 404 }, "pending"],
		["openai", { status: 204, head: "" }, "delivered"],
		["openai", { status: 302 }, "pending"],
		["pixverse", {}, "delivered"],
		["pixverse", { head: "ok\n" }, "pending"],
		["pixverse", { status: 201 }, "pending"],
	] as const)("the form %s takes %o as %s", async (form, reply, status) => {
		const webhook = await bench.webhook({ form });
		bench.answers(URL, reply);
		await start();
		await bench.task("cancelled");
		await bench.pass(0);
		expect(await bench.announcements.list({ webhook: webhook.id, limit: 9 })).toMatchObject([{ status }]);
	});

	test("410 disables the webhook", async () => {
		const webhook = await bench.webhook();
		bench.answers(URL, { status: 410 });
		await start();
		await bench.task("failed");
		await bench.pass(0);
		const reason = "its receiver answered 410 Gone";
		expect(await bench.announcements.findWebhook(webhook.id)).toMatchObject({ disabledReason: reason });
		await bench.task("failed");
		await bench.pass(48 * HOUR);
		expect(types()).toEqual(["task.running"]);
	});

	test.each([
		["standard", 429, 90_000, 90_000],
		["standard", 503, 1_000, 5_000],
		["standard", 503, 1e12, 24 * HOUR],
		["standard", 500, 90_000, 5_000],
		["pixverse", 429, 90_000, 2_000],
	] as const)(
		"form %s, status %i, Retry-After of %i ms: again after %i ms",
		async (form, status, retryAfterMs, waitMs) => {
			const webhook = await bench.webhook({ form });
			bench.answers(URL, { status, retryAfterMs });
			await start();
			await bench.task("cancelled");
			await bench.pass(0);
			const nextAt = bench.clock.now() + waitMs;
			expect(await bench.announcements.list({ webhook: webhook.id, limit: 9 })).toMatchObject([{ nextAt }]);
		},
	);

	test("no answer within 15 s is none", async () => {
		const webhook = await bench.webhook();
		bench.answers(URL, "never");
		await start();
		await bench.task("cancelled");
		await bench.pass(0);
		await bench.pass(15 * SECOND);
		const [announcement] = await bench.announcements.list({ webhook: webhook.id, limit: 9 });
		const [attempt] = await bench.announcements.attempts(announcement?.id ?? "");
		expect(attempt).toMatchObject({ status: null, ms: 15_000, error: "no answer within 15 s", head: "" });
	});

	test("a secret that was sealed under another key is said in the log, not kept silent", async () => {
		const webhook = await bench.webhook({ sealedSecret: "nonsense" });
		await start();
		await bench.task("cancelled");
		await bench.pass(0);
		const [announcement] = await bench.announcements.list({ webhook: webhook.id, limit: 9 });
		const [attempt] = await bench.announcements.attempts(announcement?.id ?? "");
		expect(attempt?.error).toContain("not of the Standard Webhooks form");
		expect(bench.seen).toEqual([]);
	});
});

describe("by hand and by others", () => {
	test("a webhook that another process made is known after a refresh, with what was announced before it", async () => {
		await start();
		const webhook = await bench.webhook();
		await bench.task("cancelled");
		await bench.pass(0);
		expect(bench.seen).toEqual([]);
		await bench.deliverer.refresh();
		await bench.pass(0);
		expect(types()).toEqual(["task.cancelled"]);
		const [announcement] = await bench.announcements.list({ webhook: webhook.id, limit: 9 });
		await bench.announcements.redeliver(announcement?.id ?? "", bench.clock.now());
		await bench.deliverer.refresh();
		await bench.pass(0);
		expect(bench.seen[1]?.body).toBe(bench.seen[0]?.body);
		expect(bench.seen[1]?.headers["webhook-id"]).toBe(bench.seen[0]?.headers["webhook-id"]);
	});

	test("a rotated secret signs beside the old one until the grace is over", async () => {
		const webhook = await bench.webhook();
		await start();
		const graceEndsAt = bench.clock.now() + HOUR;
		const fresh = `whsec_${"b".repeat(32)}`;
		await bench.announcements.changeWebhook(webhook.id, { type: "rotated", sealedSecret: fresh, graceEndsAt });
		await bench.task("cancelled");
		await bench.pass(0);
		await bench.pass(HOUR);
		await bench.task("cancelled");
		await bench.pass(0);
		const { webhooks } = new OpenAI({ apiKey: "none" });
		const believes = ({ body, headers }: (typeof bench.seen)[number], secret: string) =>
			webhooks.verifySignature(body, { ...headers }, secret, Number.MAX_SAFE_INTEGER).then(
				() => true,
				() => false,
			);
		const [during, after] = bench.seen;
		if (during === undefined || after === undefined) throw new Error("Not both were sent.");
		expect([await believes(during, SECRET), await believes(during, fresh)]).toEqual([true, true]);
		expect([await believes(after, SECRET), await believes(after, fresh)]).toEqual([false, true]);
	});

	test("what was settled thirty days ago is forgotten", async () => {
		const webhook = await bench.webhook();
		await start();
		await bench.task("cancelled");
		await bench.pass(0);
		bench.clock.set(bench.clock.now() + ANNOUNCEMENT_RETENTION_MS - HOUR);
		await bench.pass(HOUR);
		expect(await bench.announcements.list({ webhook: webhook.id, limit: 9 })).toHaveLength(1);
		await bench.pass(HOUR);
		expect(await bench.announcements.list({ webhook: webhook.id, limit: 9 })).toEqual([]);
	});
});
