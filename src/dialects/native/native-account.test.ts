import type * as wire from "@filmgate/sdk";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { addAccount } from "../../contracts/add-account.ts";
import { createFakeClock } from "../../contracts/fake-clock.ts";
import { openTestServer, type TestServer } from "../../contracts/test-server.ts";
import { createClient } from "./testing/client.ts";

/** Ten seconds before a day ends. */
const NOW = Date.UTC(2026, 2, 1, 23, 59, 50);
const clock = createFakeClock({ now: NOW });
let server: TestServer;
let key: string;
const { call, refused, submit } = createClient(() => server);

beforeAll(async () => {
	server = await openTestServer({ clock });
	key = await addAccount(server, { balance: 10_000_000, maxInFlight: 7 });
});
afterAll(() => server.close());

/** Submits and lets time pass until it has ended. */
async function made(body: object, init: { key: string } = { key }): Promise<wire.Task> {
	const { id } = (await submit(body, init)).body;
	for (;;) {
		const { body } = await call("GET", `/tasks/${id}`, init);
		if (body.timestamps.endedAt !== null) return body;
		await clock.advance(50);
	}
}

describe("money and usage", () => {
	test("a film's hold and charge are in the ledger, its price in the balance, its counts in the usage", async () => {
		const first = await made({ prompt: "a fox", size: "640x360", seconds: 2 });
		clock.set(NOW + 60_000);
		const second = await made({ prompt: "a fox", size: "640x360", seconds: 3 });
		const balance = await call<wire.Balance>("GET", "/balance", { key });
		expect(balance.body).toEqual({
			...{ microDollars: 10_000_000 - 50_000, heldMicroDollars: 0 },
			...{ inFlight: 0, maxInFlight: 7, livemode: true },
		});
		const ledger = (await call<wire.LedgerPage>("GET", "/ledger", { key })).body;
		expect(ledger.data.map(({ kind, microDollars, task }) => [kind, microDollars, task])).toEqual([
			["charge", 30_000, second.id],
			["hold", 30_000, second.id],
			["charge", 20_000, first.id],
			["hold", 20_000, first.id],
			["grant", 10_000_000, null],
		]);
		const usage = (await call<wire.Usage>("GET", "/usage", { key })).body;
		const ends = { tasks: 1, succeeded: 1, failed: 0, rejected: 0, cancelled: 0 };
		const kind = { model: "preview", operation: "text-to-video" };
		const sum = (seconds: number, price: number) => ({
			...{ seconds, quotedMicroDollars: price, chargedMicroDollars: price, releasedMicroDollars: 0 },
		});
		expect(usage).toEqual({
			from: "2026-02-01",
			to: "2026-03-02",
			total: { ...ends, tasks: 2, succeeded: 2, ...sum(5, 50_000) },
			data: [
				{ day: "2026-03-01", ...kind, ...ends, ...sum(2, 20_000) },
				{ day: "2026-03-02", ...kind, ...ends, ...sum(3, 30_000) },
			],
		});
		const one = (await call<wire.Usage>("GET", "/usage?from=2026-03-02&to=2026-03-02", { key })).body;
		expect(one.data.map(({ day }) => day)).toEqual(["2026-03-02"]);
	});

	test("the ledger comes in pages and by time", async () => {
		const all = (await call<wire.LedgerPage>("GET", "/ledger?limit=100", { key })).body.data;
		const read: wire.LedgerEntry[] = [];
		for (let cursor = ""; ; ) {
			const page: wire.LedgerPage = (await call<wire.LedgerPage>("GET", `/ledger?limit=2${cursor}`, { key })).body;
			read.push(...page.data);
			if (page.nextCursor === null) break;
			cursor = `&cursor=${page.nextCursor}`;
		}
		expect(read).toEqual(all);
		const from = new Date(NOW + 60_000).toISOString();
		const to = new Date(NOW + 3_600_000).toISOString();
		const late = (await call<wire.LedgerPage>("GET", `/ledger?from=${from}&to=${to}`, { key })).body.data;
		expect(late.map(({ microDollars }) => microDollars)).toEqual([30_000, 30_000]);
	});

	test.each([
		["/ledger?cursor=fox", "cursor"],
		["/ledger?limit=0", "limit"],
		["/ledger?from=yesterday", "from"],
		["/ledger?to=2026-13-01", "to"],
		["/usage?from=2026-02-30", "from"],
		["/usage?from=2026-03-02&to=2026-03-01", "from"],
		["/usage?from=2020-01-01", "from"],
		["/usage?to=2026-03-01T00:00:00Z", "to"],
	])("%s is refused by its field", async (path, field) => {
		await refused(`GET ${path}`, [422, "invalid_field", field]);
	});
});

describe("lists", () => {
	test("know order, time and status, page by page", async () => {
		const key = await addAccount(server);
		const ids: string[] = [];
		const times: string[] = [];
		for (const prompt of ["one", "two", "three"]) {
			await clock.advance(1_000);
			const task = await made({ prompt }, { key });
			ids.push(task.id);
			times.push(task.timestamps.createdAt);
		}
		const list = async (query: string) =>
			(await call<wire.TaskPage>("GET", `/tasks?${query}`, { key })).body.data.map(({ id }) => ids.indexOf(id));
		expect(await list("")).toEqual([2, 1, 0]);
		expect(await list("order=oldest-first&limit=2")).toEqual([0, 1]);
		expect(await list(`order=oldest-first&cursor=${ids[1]}`)).toEqual([2]);
		expect(await list(`createdAfter=${times[0]}`)).toEqual([2, 1]);
		expect(await list(`createdBefore=${times[1]}`)).toEqual([0]);
		expect(await list(`createdAfter=${times[0]}&createdBefore=${times[2]}&status=succeeded,failed`)).toEqual([1]);
		expect(await list(`createdBefore=${times[2]}&cursor=${ids[1]}`)).toEqual([0]);
		await call("DELETE", `/tasks/${ids[1]}`, { key });
		expect(await list(`cursor=${ids[1]}`)).toEqual([0]);
	});

	test("refuse a cursor that is unknown, or somebody else's", async () => {
		const { id } = (await submit({ prompt: "mine" })).body;
		const strangers = await addAccount(server);
		await refused(`GET /tasks?cursor=${id}`, [422, "invalid_field", "cursor"], { key: strangers });
		await refused("GET /tasks?cursor=task_1", [422, "invalid_field", "cursor"]);
		await refused("GET /tasks?cursor=fox", [422, "invalid_field", "cursor"]);
		await refused("GET /tasks?order=random", [422, "invalid_field", "order"]);
		await refused("GET /tasks?createdAfter=now", [422, "invalid_field", "createdAfter"]);
		await refused("GET /tasks?createdAfter=2026-02-30", [422, "invalid_field", "createdAfter"]);
		await refused("GET /tasks?createdBefore=2026-11-31T10:00:00%2B02:00", [422, "invalid_field", "createdBefore"]);
		await refused("GET /tasks?status=done", [422, "invalid_field", "status"]);
	});
});

describe("films", () => {
	test("are downloaded with the key, in parts if wanted, and nobody else gets them", async () => {
		const task = await made({ prompt: "a film" });
		const [film] = task.films as [wire.Film];
		const get = (init: RequestInit = {}, secret = key) =>
			fetch(`${server.url}/api/v1/films/${film.id}`, {
				...init,
				headers: { authorization: `Bearer ${secret}`, ...init.headers },
			});
		const whole = await get();
		expect([whole.status, whole.headers.get("content-type")]).toEqual([200, "video/mp4"]);
		const bytes = Buffer.from(await whole.arrayBuffer());
		expect(bytes.length).toBe(film.bytes);
		const part = await get({ headers: { range: "bytes=10-19" } });
		expect([part.status, Buffer.from(await part.arrayBuffer()).equals(bytes.subarray(10, 20))]).toEqual([206, true]);
		const head = await get({ method: "HEAD" });
		expect([head.status, head.headers.get("content-length")]).toEqual([200, String(film.bytes)]);
		expect((await get({}, await addAccount(server))).status).toBe(404);
		await refused("GET /films/fox", [400, "invalid_id", "id"]);
		await refused("GET /films/film_1", [404, "not_found", "id"]);
		await refused(`GET /films/${film.id}`, [401, "bad_key"], { key: "1.x" });
	});

	test("are lent by links that end when they are told to, never after the film", async () => {
		const task = await made({ prompt: "a link" });
		const [film] = task.films as [wire.Film];
		const lend = (body?: object) =>
			call<wire.FilmLink>("POST", `/films/${film.id}/link`, { key, ...(body === undefined ? {} : { body }) });
		const short = (await lend({ expiresIn: 60 })).body;
		expect(Date.parse(short.expiresAt)).toBe(clock.now() + 60_000);
		expect((await fetch(short.url)).status).toBe(200);
		expect((await lend()).body).toMatchObject({ url: film.url, expiresAt: task.timestamps.expiresAt });
		expect((await lend({ expiresIn: 300_000_000 })).body.expiresAt).toBe(task.timestamps.expiresAt);
		await clock.advance(61_000);
		expect((await fetch(short.url)).status).toBe(404);
		expect((await fetch(film.url)).status).toBe(200);
		for (const expiresIn of [0, -5, "60", 1.5]) {
			const wrong = { key, body: { expiresIn } };
			await refused(`POST /films/${film.id}/link`, [422, "invalid_field", "expiresIn"], wrong);
		}
	});

	test("go with their task, which goes only when it has ended", async () => {
		const task = await made({ prompt: "to be deleted" });
		const [film] = task.films as [wire.Film];
		expect((await call("DELETE", `/tasks/${task.id}`, { key })).status).toBe(204);
		await refused(`GET /tasks/${task.id}`, [404, "not_found", "id"], { key });
		await refused(`GET /films/${film.id}`, [404, "not_found", "id"], { key });
		await refused(`DELETE /tasks/${task.id}`, [404, "not_found", "id"], { key });
		expect((await fetch(film.url)).status).toBe(404);
		const running = (await submit({ prompt: "at work [[slow 60s]]" }, { key: server.testKey })).body;
		await refused(`DELETE /tasks/${running.id}`, [409, "conflict", "id"], { key: server.testKey });
	});
});

test("a cancelled task has cost nothing, and one that ended has cost its price", async () => {
	const task = await made({ prompt: "done" });
	const late = await call<wire.Cancellation>("POST", `/tasks/${task.id}/cancel`, { key });
	expect(late.body).toMatchObject({ outcome: "too-late", chargedMicroDollars: task.price.microDollars });
	const { id } = (await submit({ prompt: "never mind [[slow 60s]]" }, { key: server.testKey })).body;
	const asked = await call<wire.Cancellation>("POST", `/tasks/${id}/cancel`, { key: server.testKey });
	if (asked.body.outcome === "stopped") expect(asked.body.chargedMicroDollars).toBe(0);
	else expect(asked.body).toMatchObject({ outcome: "asked", chargedMicroDollars: null });
});

test("models are those that orders may name, with what their engines do", async () => {
	const { data } = (await call<wire.ModelList>("GET", "/models")).body;
	expect(data).toMatchObject([{ id: "preview", operations: expect.arrayContaining(["text-to-video", "swap"]) }]);
});
