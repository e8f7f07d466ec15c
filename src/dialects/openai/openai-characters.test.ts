import { readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openTestServer, type TestServer } from "../../contracts/test-server.ts";

const FILM = readFileSync(new URL("../../media/fixtures/fast-start.mp4", import.meta.url));
let server: TestServer;

beforeAll(async () => {
	server = await openTestServer();
});
afterAll(() => server.close());

async function create(name: string, key: string) {
	const body = new FormData();
	body.set("name", name);
	body.set("video", new Blob([FILM], { type: "video/mp4" }), "ann.mp4");
	const headers = { authorization: `Bearer ${server.liveKey}`, "idempotency-key": key };
	const response = await fetch(`${server.url}/v1/videos/characters`, { method: "POST", headers, body });
	// biome-ignore lint/suspicious/noExplicitAny: a character, or an error.
	return { status: response.status, body: (await response.json()) as any };
}

test("a key makes one character of a request, however often it is sent; another request under it is refused", async () => {
	const answers = await Promise.all([1, 2, 3].map(() => create("Ann", "ann-1")));
	expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
	expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
	const other = await create("Bea", "ann-1");
	expect([other.status, other.body.error.code]).toEqual([400, "idempotency_key_reused"]);
	expect((await create("Ann", "ann-2")).body.id).not.toBe(answers[0]?.body.id);
});
