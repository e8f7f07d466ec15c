import { once } from "node:events";
import { Agent, type ClientRequest, type IncomingMessage, request as openRequest } from "node:http";
import type * as wire from "@filmgate/sdk";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { addAccount } from "../../contracts/add-account.ts";
import type { FakeWork } from "../../contracts/fake-engine.ts";
import { openTestServer, type TestServer } from "../../contracts/test-server.ts";
import { createClient } from "./testing/client.ts";

let server: TestServer;
const { call, refused, submit } = createClient(() => server);

beforeAll(async () => {
	server = await openTestServer({ engine: { finish: "by-hand" }, config: { waitsAtOnce: 1_100 } });
});
afterAll(() => server.close());

async function workOf(prompt: string, at = server): Promise<FakeWork> {
	return await vi.waitFor(
		() => {
			const work = [...at.engine.works.values()].find(({ order }) => order.prompt === prompt);
			expect(work).toBeDefined();
			return work as FakeWork;
		},
		{ interval: 5 },
	);
}

function report(work: FakeWork, progress: number): void {
	work.status = { kind: "working", progress, askAgainAfterMs: 1_000 };
	work.wake();
}

interface Sent {
	readonly id: string;
	readonly event: string;
	readonly data: wire.Task;
}

interface Stream {
	readonly response: IncomingMessage;
	readonly request: ClientRequest;
	/** All that came so far. */
	readonly sent: readonly Sent[];
	/** Resolves when the stream has ended. */
	readonly ended: Promise<void>;
}

async function follow(id: string, options: { agent?: Agent; key?: string; headers?: object } = {}): Promise<Stream> {
	const { agent, key = server.liveKey, headers } = options;
	const request = openRequest(`${server.url}/api/v1/tasks/${id}/events`, {
		headers: { authorization: `Bearer ${key}`, ...headers },
		...(agent === undefined ? {} : { agent }),
	});
	request.on("error", () => {});
	request.end();
	const [response] = (await once(request, "response")) as [IncomingMessage];
	const ended = new Promise<void>((resolve) => response.on("error", () => {}).on("close", resolve));
	const sent: Sent[] = [];
	let text = "";
	response.on("data", (chunk) => {
		const events = (text + chunk).split("\n\n");
		text = events.pop() ?? "";
		for (const event of events) {
			const [, id = "", name = "", data = "{}"] = /^id: (.*)\nevent: (.*)\ndata: (.*)$/.exec(event) ?? [];
			if (id !== "") sent.push({ id, event: name, data: JSON.parse(data) });
		}
	});
	return { response, request, sent, ended };
}

describe("a stream", () => {
	test("tells the task as it is and whenever it changes, progress at once, and ends with it", async () => {
		const { id } = (await submit({ prompt: "followed" })).body;
		const { response, sent, ended } = await follow(id);
		expect(response.headers).toMatchObject({
			"content-type": "text/event-stream; charset=utf-8",
			"cache-control": "no-store",
		});
		const work = await workOf("followed");
		await vi.waitFor(() => expect(sent.at(-1)?.data.status).toBe("running"), { interval: 5 });
		for (const progress of [12.5, 40]) {
			report(work, progress);
			await vi.waitFor(() => expect(sent.at(-1)?.data.progress).toBe(progress), { interval: 5 });
			// What was pushed is what a poll says.
			expect((await call("GET", `/tasks/${id}`)).body.progress).toBe(progress);
		}
		server.engine.finish(work.startToken);
		await ended;
		const { body } = await call("GET", `/tasks/${id}`);
		expect(sent.at(-1)).toEqual({ id: expect.stringMatching(/^\d+$/), event: "task", data: body });
		expect(body.status).toBe("succeeded");
		const versions = sent.map((event) => Number(event.id));
		expect(versions).toEqual(versions.toSorted((one, other) => one - other));
	});

	test("of a task that has ended is one event; who has seen it is told to stay away", async () => {
		const { id } = (await submit({ prompt: "over" })).body;
		server.engine.finish((await workOf("over")).startToken);
		await call("GET", `/tasks/${id}`, { headers: { prefer: "wait=20" } });
		const { sent, ended } = await follow(id);
		await ended;
		expect(sent.map(({ data }) => data.status)).toEqual(["succeeded"]);
		const last = sent[0]?.id ?? "";
		const again = await follow(id, { headers: { "last-event-id": last } });
		expect(again.response.statusCode).toBe(204);
		const behind = await follow(id, { headers: { "last-event-id": "1" } });
		await behind.ended;
		expect(behind.sent).toEqual(sent);
	});

	test("of a task that is not there, or somebody else's, is a problem like any other", async () => {
		const { id } = (await submit({ prompt: "mine" })).body;
		await refused("GET /tasks/task_1/events", [404, "not_found", "id"]);
		await refused("GET /tasks/fox/events", [400, "invalid_id", "id"]);
		await refused(`GET /tasks/${id}/events`, [404, "not_found", "id"], { key: await addAccount(server) });
		await refused(`GET /tasks/${id}/events`, [401, "bad_key"], { key: "1.wrong" });
	});
});

test("a thousand clients follow one task, each to its end, and it is rendered once for all", {
	timeout: 30_000,
}, async () => {
	const { id } = (await submit({ prompt: "crowded" })).body;
	const work = await workOf("crowded");
	const agent = new Agent({ keepAlive: false, maxSockets: 1_000 });
	const streams = await Promise.all(Array.from({ length: 1_000 }, () => follow(id, { agent })));
	const begun = performance.now();
	report(work, 50);
	server.engine.finish(work.startToken);
	await Promise.all(streams.map(({ ended }) => ended));
	expect(performance.now() - begun).toBeLessThan(10_000);
	for (const { sent } of streams) expect(sent.at(-1)?.data.status).toBe("succeeded");
	agent.destroy();
	// Every place was given back.
	const next = (await submit({ prompt: "after the crowd" })).body.id;
	const last = await follow(next);
	expect(last.response.statusCode).toBe(200);
	last.request.destroy();
});

describe("places", () => {
	let small: TestServer;
	const client = createClient(() => small);
	beforeAll(async () => {
		small = await openTestServer({ engine: { finish: "by-hand" }, config: { waitsAtOnce: 2 } });
	});
	afterAll(() => small.close());

	test("for streams and waits are as many as the account may have; leaving gives one back", async () => {
		const { id } = (await client.submit({ prompt: "few" })).body;
		const open = () => {
			const request = openRequest(`${small.url}/api/v1/tasks/${id}/events`, {
				headers: { authorization: `Bearer ${small.liveKey}` },
			});
			request.on("error", () => {}).end();
			return request;
		};
		const first = open();
		await once(first, "response");
		await once(open(), "response");
		const full = [429, "rate_limited"] as const;
		const { detail } = await client.refused(`GET /tasks/${id}/events`, full);
		expect(detail).toContain("2 answers open");
		await client.refused(`GET /tasks/${id}`, full, { headers: { prefer: "wait=5" } });
		// An order that was accepted is not refused for that: whoever sent it again would have two.
		const crowded = await client.submit({ prompt: "crowded" }, { headers: { prefer: "wait=5" } });
		expect([crowded.status, crowded.headers.get("preference-applied")]).toEqual([202, null]);
		// A poll waits for nothing, and the other mode has places of its own.
		expect((await client.call("GET", `/tasks/${id}`)).status).toBe(200);
		const other = (await client.submit({ prompt: "trial" }, { key: small.testKey })).body.id;
		expect(
			(await client.call("GET", `/tasks/${other}`, { key: small.testKey, headers: { prefer: "wait=1" } })).status,
		).toBe(200);
		first.destroy();
		await vi.waitFor(async () => expect((await once(open(), "response"))[0].statusCode).toBe(200), { interval: 20 });
	});
});
