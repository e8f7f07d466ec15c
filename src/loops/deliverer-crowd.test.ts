import { afterEach, expect, test } from "vitest";
import type { AttemptRecord } from "../core/ports/announcements.ts";
import { type DelivererBench, openDelivererBench } from "./deliverer-bench.ts";

const QUICK = "https://quick.example.com/";

let bench: DelivererBench;
afterEach(() => bench.close());

async function slowWebhooks(count: number): Promise<void> {
	for (let index = 0; index < count; index += 1) {
		const url = `https://slow-${index}.example.com/`;
		bench.answers(url, "never");
		await bench.webhook({ url });
	}
}

const heard = () => bench.seen.filter(({ url }) => url === QUICK).length;

test("1,000 receivers that never answer do not delay one that does", async () => {
	bench = await openDelivererBench();
	await slowWebhooks(1_000);
	await bench.webhook({ url: QUICK });
	bench.deliverer.start();
	await bench.pass(0);
	for (let count = 1; count <= 3; count += 1) {
		await bench.task("cancelled");
		await bench.pass(0);
		expect(heard()).toBe(count);
	}
	expect(bench.seen.length).toBe(1_003);
});

test("even when there are more of them than connections, once they are known", async () => {
	bench = await openDelivererBench({ atOnce: 40 });
	await slowWebhooks(60);
	bench.deliverer.start();
	await bench.pass(0);
	await bench.task("cancelled");
	for (let rounds = 0; rounds < 5; rounds += 1) await bench.pass(15_000);
	await bench.task("cancelled");
	await bench.webhook({ url: QUICK });
	await bench.deliverer.refresh();
	await bench.pass(0);
	await bench.task("cancelled");
	await bench.pass(0);
	expect(heard()).toBe(1);
});

test("a receiver that answers quickly gets eight at once, a slow one a single connection", async () => {
	bench = await openDelivererBench();
	await bench.webhook({ url: QUICK });
	for (let count = 0; count < 40; count += 1) await bench.task("cancelled");
	bench.deliverer.start();
	for (let rounds = 0; rounds < 10; rounds += 1) await bench.pass(0);
	expect(heard()).toBe(40);
	bench.answers(QUICK, "never");
	for (let count = 0; count < 40; count += 1) await bench.task("cancelled");
	await bench.pass(0);
	expect(heard()).toBe(48);
	await bench.pass(15_000);
	expect(heard()).toBe(49);
});

test("a crash between sending and recording sends the same bytes under the same id again", async () => {
	const record = Promise.withResolvers<void>();
	const recorded: AttemptRecord[] = [];
	bench = await openDelivererBench({
		announcements: {
			async recordAttempt(attempt) {
				recorded.push(attempt);
				await record.promise;
				throw new Error("The server has died.");
			},
		},
	});
	await bench.webhook({ url: QUICK });
	bench.deliverer.start();
	await bench.task("cancelled");
	await bench.pass(0);
	expect(recorded).toHaveLength(1);
	record.resolve();
	await bench.restart();
	expect(heard()).toBe(2);
	const [first, second] = bench.seen;
	expect(second?.body).toBe(first?.body);
	expect(second?.headers["webhook-id"]).toBe(first?.headers["webhook-id"]);
	await bench.pass(3_600_000);
	expect(heard()).toBe(2);
});

test("a store that cannot write is asked again a second later, not at once", async () => {
	let failures = 0;
	const broken = {
		async recordAttempt() {
			failures += 1;
			throw new Error("The disk is full.");
		},
	};
	bench = await openDelivererBench({ announcements: broken });
	await bench.webhook({ url: QUICK });
	bench.deliverer.start();
	for (let count = 0; count < 5; count += 1) await bench.task("cancelled");
	await bench.pass(0);
	expect(failures).toBe(1);
	await bench.pass(1_000);
	expect(failures).toBe(2);
});

test("stop lets what is under way end, cuts off what does not within three seconds, and leaves no timer", async () => {
	bench = await openDelivererBench();
	const webhook = await bench.webhook({ url: QUICK });
	bench.answers(QUICK, "never");
	bench.deliverer.start();
	await bench.task("cancelled");
	await bench.pass(0);
	let stopped = false;
	const stopping = bench.deliverer.stop().then(() => {
		stopped = true;
	});
	await bench.pass(2_900);
	expect(stopped).toBe(false);
	await bench.pass(100);
	await stopping;
	expect(bench.clock.pending).toBe(0);
	expect(await bench.announcements.list({ webhook: webhook.id, limit: 9 })).toMatchObject([
		{ status: "pending", tries: 0 },
	]);
	bench.answers(QUICK, {});
	await bench.restart();
	expect(heard()).toBe(2);
	expect(await bench.announcements.list({ webhook: webhook.id, limit: 9 })).toMatchObject([{ status: "delivered" }]);
});

test("starts and stops a hundred times without losing or repeating anything", async () => {
	bench = await openDelivererBench();
	await bench.webhook({ url: QUICK });
	for (let count = 0; count < 100; count += 1) {
		bench.deliverer.start();
		bench.deliverer.start();
		if (count % 10 === 0) await bench.task("cancelled");
		await bench.restart();
	}
	expect(heard()).toBe(10);
	expect(new Set(bench.seen.map(({ headers }) => headers["webhook-id"])).size).toBe(10);
});
