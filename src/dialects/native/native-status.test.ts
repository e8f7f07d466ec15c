import { afterAll, beforeAll, expect, test } from "vitest";
import { createFakeClock } from "../../contracts/fake-clock.ts";
import { openTestServer, type TestServer } from "../../contracts/test-server.ts";
import { createClient } from "./testing/client.ts";

const clock = createFakeClock({ now: Date.now() });
let server: TestServer;
const { call, submit, refused } = createClient(() => server);

beforeAll(async () => {
	const concurrency = { live: 1, test: 1 };
	server = await openTestServer({ clock, engine: { finish: "by-hand", capabilities: { concurrency } } });
});
afterAll(() => server.close());

const look = (id: string, headers: Record<string, string> = {}) => call("GET", `/tasks/${id}`, { headers });

test("a poll of what has not changed is a 304, and says when to look again while there is something to come", async () => {
	const { id } = (await submit({ prompt: "polled" })).body;
	while ((await look(id)).body.status !== "running") await clock.advance(50);
	const first = await look(id);
	const etag = first.headers.get("etag") ?? "";
	expect(etag).toMatch(/^".+"$/);
	expect(first.headers.get("retry-after")).toBe("1");
	const same = await look(id, { "if-none-match": etag });
	expect([same.status, same.body, same.headers.get("etag")]).toEqual([304, null, etag]);
	server.engine.finish(server.engine.starts[0]?.startToken ?? "");
	let last = await look(id, { "if-none-match": etag });
	while (last.body?.status !== "succeeded") {
		await clock.advance(50);
		last = await look(id);
	}
	expect(last.headers.get("etag")).not.toBe(etag);
	expect(last.headers.has("retry-after")).toBe(false);
});

test("a place in the queue is told again for half a second, and then as it is", async () => {
	const ids: string[] = [];
	for (const prompt of ["works", "next", "after it"])
		ids.push((await submit({ prompt }, { key: server.testKey })).body.id);
	const place = async (index: number) =>
		(await call("GET", `/tasks/${ids[index]}`, { key: server.testKey })).body.queuePosition;
	while ((await place(0)) !== null) await clock.advance(50);
	await clock.advance(501);
	expect(await place(2)).toBe(1);
	// It ends in the queue itself: nothing is changed about the one behind it.
	await call("POST", `/tasks/${ids[1]}/cancel`, { key: server.testKey });
	expect(await place(2)).toBe(1);
	await clock.advance(501);
	expect(await place(2)).toBe(0);
});

test("a poll that waits is not answered from memory, and an id is checked before anything", async () => {
	const { id } = (await submit({ prompt: "waited for" })).body;
	await look(id);
	const waiting = look(id, { prefer: "wait=1" });
	let over = false;
	void waiting.then(() => {
		over = true;
	});
	while (!over) await clock.advance(200);
	const waited = await waiting;
	expect([waited.status, waited.headers.get("preference-applied")]).toEqual([200, "wait=1"]);
	await refused("GET /tasks/fox", [400, "invalid_id", "id"]);
	await refused(`GET /tasks/${id}`, [404, "not_found", "id"], { key: server.testKey });
});
