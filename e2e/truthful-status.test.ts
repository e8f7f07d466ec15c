import { afterEach, describe, expect, test } from "vitest";
import type { EngineStatus } from "../src/core/ports/engine.ts";
import { createFakeClock, type FakeClock } from "../src/contracts/fake-clock.ts";
import type { FakeEngineOptions } from "../src/contracts/fake-engine.ts";
import { openTestServer, type TestServer } from "../src/contracts/test-server.ts";

let clock: FakeClock;
let server: TestServer;
afterEach(() => server.close());

async function open(engine: Partial<FakeEngineOptions>): Promise<void> {
	clock = createFakeClock();
	server = await openTestServer({ clock, engine });
}

/** Asks one of the wires as its clients do. */
async function ask(path: string, body?: object) {
	const headers = { authorization: `Bearer ${server.liveKey}`, "api-key": server.liveKey, "ai-trace-id": "trace" };
	const init = body === undefined ? {} : { method: "POST", body: JSON.stringify(body) };
	const response = await fetch(`${server.url}${path}`, { ...init, headers });
	// biome-ignore lint/suspicious/noExplicitAny: each test reads what it knows to be there, and fails when it is not.
	return (await response.json()) as any;
}

async function submit(order: object = {}): Promise<string> {
	const { id } = await ask("/api/v1/tasks", { prompt: "a fox", ...order });
	return String(id).replace("task_", "");
}

/** Lets time pass until the native wire says so. */
async function until(id: string, says: (task: { status: string; progress: number | null }) => boolean) {
	for (let steps = 0; steps < 1_000; steps += 1) {
		const task = await ask(`/api/v1/tasks/${id}`);
		if (says(task)) return task;
		await clock.advance(100);
	}
	throw new Error(`It never did: ${JSON.stringify(await ask(`/api/v1/tasks/${id}`))}`);
}

/** What the wires that have one word for all unfinished tasks say of one; neither has a field for progress or place. */
async function elsewhere(id: string): Promise<unknown[]> {
	const zai = await ask(`/api/paas/v4/async-result/${id}`);
	const pixverse = await ask(`/openapi/v2/video/result/${id}`);
	return [zai.task_status, "progress" in zai, pixverse.Resp.status, "progress" in pixverse.Resp];
}

const UNFINISHED = ["PROCESSING", false, 5, false];

describe("a status says what is so", () => {
	test("queued with its place, running with the engine's own figure or none", async () => {
		await open({ finish: "by-hand", capabilities: { concurrency: { live: 1, test: 1 } } });
		const [first, second, third] = [await submit(), await submit(), await submit()];
		expect(await until(first, ({ status }) => status === "running")).toMatchObject({
			progress: null,
			queuePosition: null,
		});
		expect(await ask(`/api/v1/tasks/${second}`)).toMatchObject({ status: "queued", progress: null, queuePosition: 0 });
		expect(await ask(`/api/v1/tasks/${third}`)).toMatchObject({ status: "queued", progress: null, queuePosition: 1 });
		for (const id of [first, second]) expect(await elsewhere(id)).toEqual(UNFINISHED);

		await clock.advance(60_000);
		expect(await ask(`/api/v1/tasks/${first}`)).toMatchObject({ status: "running", progress: null });
		say({ kind: "working", progress: 40, askAgainAfterMs: 1_000 });
		expect(await until(first, ({ progress }) => progress !== null)).toMatchObject({ status: "running", progress: 40 });
		expect(await elsewhere(first)).toEqual(UNFINISHED);

		say();
		const { timeline } = await until(first, ({ status }) => status === "succeeded");
		const events = timeline.map(({ event }: { event: string }) => event);
		expect(events).toEqual(["created", "claimed", "started", "done", "archived"]);
		expect(await until(second, ({ status }) => status === "running")).toMatchObject({ progress: null });
		expect(await ask(`/api/v1/tasks/${third}`)).toMatchObject({ queuePosition: 0 });
	});

	test("a start that comes too late is a failure with its reason, and the credits are back", async () => {
		await open({ capabilities: { concurrency: { live: 0, test: 0 } } });
		const credits = async () => (await ask("/openapi/v2/account/balance")).Resp;
		const before = await credits();
		const id = await submit({ startWithin: 30 });
		expect(await credits()).not.toEqual(before);
		const task = await until(id, ({ status }) => status === "failed");
		expect(task).toMatchObject({ failure: { code: "start_deadline" }, price: { settlement: "released" }, films: [] });
		expect(Date.parse(task.timestamps.endedAt) - Date.parse(task.timestamps.createdAt)).toBeLessThan(35_000);
		expect(await elsewhere(id)).toEqual(["FAIL", false, 8, false]);
		expect(await credits()).toEqual(before);
		expect(server.engine.starts).toEqual([]);
	});

	test("a film that is not finished in time is a failure; one that comes later shows nowhere", async () => {
		await open({ finish: "by-hand", capabilities: { cancel: false } });
		const id = await submit({ finishWithin: 30 });
		const failed = await until(id, ({ status }) => status === "failed");
		expect(failed).toMatchObject({ failure: { code: "finish_deadline" }, price: { settlement: "released" } });
		say();
		await clock.advance(120_000);
		expect(await ask(`/api/v1/tasks/${id}`)).toEqual(failed);
		expect(await elsewhere(id)).toEqual(["FAIL", false, 8, false]);
	});
});

/** What the engine says of its first work from now on; done, unless told otherwise. */
function say(status?: EngineStatus): void {
	server.engine.finish(server.engine.starts[0]?.startToken as string, status);
}
