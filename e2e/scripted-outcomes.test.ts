import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { createFakeClock, type FakeClock } from "../src/contracts/fake-clock.ts";
import { openTestServer, type TestServer } from "../src/contracts/test-server.ts";
import { type Answer, type Door, WIRES } from "./wires.ts";

let clock: FakeClock;
let server: TestServer;
let door: Door;
beforeEach(async () => {
	clock = createFakeClock();
	const capabilities = { concurrency: { live: 1, test: 1 } };
	server = await openTestServer({ clock, engine: { capabilities } });
	door = { url: server.url, key: server.testKey };
});
afterEach(() => server.close());

/** Asks the native wire, which says most of a task. */
async function native(path: string, method = "GET", body?: object) {
	const init = { method, headers: { authorization: `Bearer ${door.key}` } };
	const response = await fetch(`${server.url}/api/v1/${path}`, {
		...init,
		...(body && { body: JSON.stringify(body) }),
	});
	// biome-ignore lint/suspicious/noExplicitAny: each test reads what it knows to be there, and fails when it is not.
	return (await response.json()) as any;
}

const readTask = (id: string) => async () => ({ state: (await native(`tasks/${id}`)).status as string });
const purse = () => native("balance");
const tasks = async () => (await native("tasks")).data as { id: string }[];
const openLink = (link: string | null) => fetch(link ?? "", { headers: { authorization: `Bearer ${door.key}` } });

/** Lets time pass until a wire says so. */
function until<Read extends { readonly state: string }>(read: () => Promise<Read>, state: string): Promise<Read> {
	return vi.waitFor(
		async () => {
			await clock.advance(100);
			const reading = await read();
			if (reading.state !== state) throw new Error(`It is ${reading.state}.`);
			return reading;
		},
		{ interval: 2, timeout: 10_000 },
	);
}

describe.each(WIRES)("by the wire $name", (wire) => {
	const read = (id: string) => () => wire.read(door, id);

	/** What this wire says of one too many. */
	const TOO_MANY: Answer = {
		id: null,
		retryAfter: "1",
		...{
			zai: { status: 429, code: "1302" },
			pixverse: { status: 200, code: 500_044 },
			native: { status: 429, code: "rate_limited" },
			openai: { status: 429, code: "rate_limit_exceeded" },
		}[wire.name as "zai" | "pixverse" | "native" | "openai"],
	};

	test("[[stuck]] works on for ever, beside others' films, until its deadline", async () => {
		const id = await wire.submit(door, "a fox [[stuck]]");
		const other = await wire.submit(door, "a hen");
		await until(read(other), "succeeded");
		expect(await native(`tasks/${id}`)).toMatchObject({ status: "running", progress: null });
		clock.set(clock.now() + 3_600_000);
		await until(read(id), "failed");
		const ended = { status: "failed", failure: { code: "finish_deadline" }, price: { settlement: "released" } };
		expect(await native(`tasks/${id}`)).toMatchObject(ended);
		expect(server.engine.starts.map(({ order }) => order.prompt)).toEqual(["a hen"]);
	});

	test("[[stuck]] ends at once when it is cancelled", async () => {
		const id = await wire.submit(door, "a fox [[ STUCK ]]");
		await vi.waitUntil(async () => (await native(`tasks/${id}`)).status === "running", { interval: 2 });
		await native(`tasks/${id}/cancel`, "POST");
		await until(read(id), "failed");
		expect(await native(`tasks/${id}`)).toMatchObject({ status: "cancelled", price: { settlement: "released" } });
	});

	test.each([
		["with a request key", "an-order"],
		["without one", undefined],
	] as const)("[[429 x2]] %s refuses two submits, of which nothing is left, and takes the third", async (_, key) => {
		const before = await purse();
		for (let time = 0; time < 2; time += 1) {
			expect(await wire.order(door, "a fox [[429 x2]]", key)).toEqual(TOO_MANY);
		}
		expect([await tasks(), await purse()]).toEqual([[], before]);
		const { id } = await wire.order(door, "a fox [[429 x2]]", key);
		await until(read(String(id)), "succeeded");
	});

	test("[[drop]] takes the order and cuts the connection; its request key brings the same task, paid once", async () => {
		await expect(wire.order(door, "a fox [[drop]]", "an-order")).rejects.toThrow("fetch failed");
		const paid = await purse();
		const [made, ...others] = await tasks();
		expect([made?.id, others]).toEqual([expect.any(String), []]);
		const { id } = await wire.order(door, "a fox [[drop]]", "an-order");
		expect(`task_${id}`).toBe(made?.id);
		expect([await tasks(), await purse()]).toMatchObject([[{ id: made?.id }], paid]);
		await until(read(String(id)), "succeeded");
	});

	test("[[drop]] without a request key drops the first: its repeat is answered, and is another order", async () => {
		await expect(wire.order(door, "a fox [[drop]]")).rejects.toThrow("fetch failed");
		const { id } = await wire.order(door, "a fox [[drop]]");
		const ids = (await tasks()).map((task) => task.id);
		expect([ids.length, ids]).toEqual([2, expect.arrayContaining([`task_${id}`])]);
	});

	test("[[expire]] makes the film, and its link is dead", async () => {
		const id = await wire.submit(door, "a fox [[expire]]");
		const { film } = await until(read(id), "succeeded");
		const answer = await openLink(film);
		expect([answer.status, await answer.text()]).toEqual([404, expect.stringContaining("expired")]);
	});

	test("for a live key all of it is words", async () => {
		const live = { url: server.url, key: server.liveKey };
		const prompt = "a fox [[429]] [[drop]] [[stuck]] [[expire]]";
		const id = await wire.submit(live, prompt);
		const { film } = await until(() => wire.read(live, id), "succeeded");
		expect((await fetch(film ?? "", { headers: { authorization: `Bearer ${live.key}` } })).status).toBe(200);
		expect(server.engine.starts.map(({ order }) => order.prompt)).toEqual([prompt]);
	});
});

test("[[stuck]] ends sooner where its order says so", async () => {
	const { id } = await native("tasks", "POST", { prompt: "a fox [[stuck]]", finishWithin: 30 });
	await vi.waitUntil(async () => (await native(`tasks/${id}`)).status === "running", { interval: 2 });
	clock.set(clock.now() + 30_000);
	await until(readTask(id), "failed");
	expect((await native(`tasks/${id}`)).failure.code).toBe("finish_deadline");
});

test("a film whose links are dead is there for its key, and under a link that is asked for", async () => {
	const { id } = await native("tasks", "POST", { prompt: "a fox [[expire]]" });
	await until(readTask(id), "succeeded");
	const [film] = (await native(`tasks/${id}`)).films;
	expect((await fetch(film.url)).status).toBe(404);
	const { url } = await native(`films/${film.id}/link`, "POST");
	expect((await fetch(url)).status).toBe(200);
	expect((await openLink(`${server.url}/api/v1/films/${film.id}`)).status).toBe(200);
});
