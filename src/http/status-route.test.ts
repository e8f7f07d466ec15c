import { afterAll, beforeAll, expect, test } from "vitest";
import { openTestServer, type TestServer } from "../contracts/test-server.ts";

let server: TestServer;
let url: string;
let token: string;

beforeAll(async () => {
	server = await openTestServer({ engine: { finish: "by-hand" } });
	const accepted = await fetch(`${server.url}/api/paas/v4/videos/generations`, {
		method: "POST",
		headers: { authorization: `Bearer ${server.liveKey}`, "content-type": "application/json" },
		body: JSON.stringify({ model: "cogvideox-3", prompt: "ein Leuchtturm im Stürm" }),
	});
	url = `${server.url}/openapi/v2/video/result/${((await accepted.json()) as { id: string }).id}`;
	await untilRunning();
});

afterAll(() => server.close());

const poll = (init: RequestInit = {}, headers: Record<string, string> = {}) =>
	fetch(url, { ...init, headers: { "api-key": server.liveKey, ...headers } });

async function untilRunning(): Promise<void> {
	while (server.engine.starts.length === 0) await poll();
	token = server.engine.starts[0]?.startToken as string;
	const native = url.replace(/.*\//, `${server.url}/api/v1/tasks/task_`);
	const headers = { authorization: `Bearer ${server.liveKey}` };
	for (let status = ""; status !== "running"; ) {
		status = ((await (await fetch(native, { headers })).json()) as { status: string }).status;
	}
}

test("a second poll gets the very bytes of the first, whose length is counted in bytes", async () => {
	const first = await poll();
	const bytes = await first.arrayBuffer();
	expect(first.headers.get("content-length")).toBe(String(bytes.byteLength));
	expect(first.headers.get("content-type")).toBe("application/json; charset=utf-8");
	expect(JSON.parse(new TextDecoder().decode(bytes)).Resp.prompt).toBe("ein Leuchtturm im Stürm");
	const second = await poll();
	expect(await second.arrayBuffer()).toEqual(bytes);
	expect(second.headers.get("etag")).toBe(first.headers.get("etag"));
});

test("who has the answer gets 304 without a body, on a connection that goes on", async () => {
	const etag = (await poll()).headers.get("etag") as string;
	const answer = await poll({}, { "if-none-match": etag });
	expect([answer.status, await answer.text(), answer.headers.get("etag")]).toEqual([304, "", etag]);
	expect(answer.headers.get("content-length")).toBeNull();
	expect((await poll({}, { "if-none-match": '"another"' })).status).toBe(200);
	// A proxy that compresses makes weak tags of ours; a cache may name several.
	for (const said of [`W/${etag}`, `"another", W/${etag}`, "*"]) {
		expect((await poll({}, { "if-none-match": said })).status).toBe(304);
	}
});

test("the short way and the ordinary one, which a query takes, say the same", async () => {
	const headersOf = (answer: Response) => Object.fromEntries([...answer.headers].filter(([name]) => name !== "date"));
	const ordinary = () => fetch(`${url}?`, { headers: { "api-key": server.liveKey } });
	await poll();
	const [short, long] = [await poll(), await ordinary()];
	expect([short.status, await short.text(), headersOf(short)]).toEqual([
		long.status,
		await long.text(),
		headersOf(long),
	]);
});

test("HEAD says what GET would, without the body", async () => {
	const [head, get] = [await poll({ method: "HEAD" }), await poll()];
	expect([head.status, await head.text()]).toEqual([200, ""]);
	for (const name of ["etag", "content-type", "content-length"])
		expect(head.headers.get(name)).toBe(get.headers.get(name));
});

test("a task that memory knows is nobody else's: the other key of the account does not see it", async () => {
	await poll();
	expect(await (await poll({}, { "api-key": server.testKey })).json()).toMatchObject({ ErrCode: 500008 });
	expect(await (await poll({}, { "api-key": "wrong.key" })).json()).toMatchObject({ ErrCode: 10001 });
});

test("a change of the task is a new answer with a new tag", async () => {
	const before = await poll();
	expect(await before.json()).toMatchObject({ Resp: { status: 5 } });
	server.engine.finish(token);
	let after = await poll();
	while (((await after.clone().json()) as { Resp: { status: number } }).Resp.status !== 1) after = await poll();
	expect(after.headers.get("etag")).not.toBe(before.headers.get("etag"));
});
