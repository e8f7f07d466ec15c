import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import OpenAI from "openai";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { ZhipuAI } from "zhipuai";
import { addAccount } from "../src/contracts/add-account.ts";
import { makePng } from "../src/contracts/make-png.ts";
import { openTestServer, type TestServer } from "../src/contracts/test-server.ts";
import { OPERATIONS } from "../src/core/order.ts";

/** The two npm clients of this wire, as they are published: one sends the raw key, the other signs a token from it. */
let server: TestServer;
let relay: Server;

/** What the relay was asked, and for how many submits it will lose the answer after passing the request on. */
let asked: { readonly line: string; readonly authorization: string }[];
let answersToLose: number;

beforeAll(async () => {
	server = await openTestServer({ engine: { capabilities: { operations: OPERATIONS } } });
	relay = createServer((request, response) => void pass(request, response)).listen(0, "127.0.0.1");
	await once(relay, "listening");
});

afterAll(async () => {
	relay.closeAllConnections();
	relay.close();
	await server.close();
});

beforeEach(() => {
	asked = [];
	answersToLose = 0;
});

interface Client {
	post(path: string, options: { body: object }): Promise<unknown>;
	get(path: string): Promise<unknown>;
}

const baseURL = () => `http://127.0.0.1:${(relay.address() as AddressInfo).port}/api/paas/v4`;

const CLIENTS: [name: string, open: (apiKey: string) => Client, authorization: RegExp][] = [
	["openai", (apiKey) => new OpenAI({ apiKey, baseURL: baseURL() }), /^Bearer fg\w+\.\w+$/],
	["zhipuai", openZhipu, /^Bearer ey\w+\.[\w-]+\.[\w-]+$/],
];

describe.each(CLIENTS)("the npm client %s", (name, open, authorization) => {
	test("orders a film and gets it", async () => {
		const client = open(server.liveKey);
		const accepted = await client.post("/videos/generations", { body: { model: "cogvideox-3", prompt: "a cat" } });
		const { id } = accepted as { id: string };
		expect(accepted).toEqual({ id, request_id: id, model: "cogvideox-3", task_status: "PROCESSING" });
		const result = await ended(client, id);
		expect(result).toMatchObject({ task_status: "SUCCESS", request_id: id });
		const film = await fetch(result.video_result?.[0]?.url ?? "");
		expect({ status: film.status, type: film.headers.get("content-type") }).toEqual({ status: 200, type: "video/mp4" });
		expect(asked.every((request) => authorization.test(request.authorization))).toBe(true);
	});

	test("repeats a submit whose answer was lost, and makes one task of it", async () => {
		const starts = server.engine.starts.length;
		answersToLose = 2;
		const client = open(server.liveKey);
		const body = { model: "cogvideox-3", prompt: "a cat", request_id: `lost-${name}` };
		const accepted = (await client.post("/videos/generations", { body })) as { id: string; request_id: string };
		expect(accepted.request_id).toBe(`lost-${name}`);
		expect(asked.map(({ line }) => line)).toEqual(Array(3).fill("POST /api/paas/v4/videos/generations"));
		expect(await ended(client, accepted.id)).toMatchObject({ task_status: "SUCCESS", request_id: `lost-${name}` });
		expect(server.engine.starts.length).toBe(starts + 1);
	});

	test("does not repeat what cannot succeed: no money, a request_id of another request, a wrong field", async () => {
		const rich = open(server.liveKey);
		const poor = open(await addAccount(server, { balance: 0 }));
		const body = { model: "cogvideox-3", prompt: "a cat", request_id: `taken-${name}` };
		await rich.post("/videos/generations", { body });
		asked = [];
		await expect(poor.post("/videos/generations", { body })).rejects.toMatchObject({ status: 429, code: "1113" });
		const other = { ...body, prompt: "a dog" };
		await expect(rich.post("/videos/generations", { body: other })).rejects.toMatchObject({
			status: 400,
			code: "1231",
		});
		const wrong = { model: "cogvideox-3", prompt: "a cat", fps: 24 };
		await expect(rich.post("/videos/generations", { body: wrong })).rejects.toMatchObject({
			status: 400,
			code: "1214",
			message: expect.stringContaining("fps is invalid: allowed is 30, 60"),
		});
		expect(asked).toHaveLength(3);
	});

	test("understands a refused key and an unknown task", async () => {
		const stranger = open("nobody.secret");
		await expect(stranger.get("/async-result/1")).rejects.toMatchObject({ status: 401, code: "401" });
		await expect(open(server.liveKey).get("/async-result/1")).rejects.toMatchObject({ status: 400, code: "1214" });
	});

	test("orders a film from a first and a last frame, and one from references", async () => {
		const client = open(server.liveKey);
		const frames = [makePng(640, 360), makePng(640, 400)].map((frame) => frame.toString("base64"));
		for (const [model, operation] of [
			["viduq1-start-end", "first-last-frame"],
			["vidu2-reference", "reference-to-video"],
		]) {
			const body = { model, prompt: "a cat", image_url: frames };
			const { id } = (await client.post("/videos/generations", { body })) as { id: string };
			expect(await ended(client, id)).toMatchObject({ task_status: "SUCCESS" });
			expect(server.engine.starts.at(-1)?.order.operation).toBe(operation);
		}
	});

	test("orders a picture by the asynchronous call and gets it", async () => {
		const client = open(server.liveKey);
		const body = { model: "glm-image", prompt: "a cat" };
		const accepted = await client.post("/async/images/generations", { body });
		const { id } = accepted as { id: string };
		expect(accepted).toEqual({ id, request_id: id, model: "glm-image", task_status: "PROCESSING" });
		const { image_result } = await ended(client, id);
		expect((await fetch(image_result?.[0]?.url ?? "")).headers.get("content-type")).toBe("image/png");
	});

	test("repeats a synchronous call whose answer was lost, and pays for one picture", async () => {
		const starts = server.engine.starts.length;
		answersToLose = 1;
		const body = { model: "cogview-4", prompt: "a cat", request_id: `lost-image-${name}` };
		expect(await open(server.liveKey).post("/images/generations", { body })).toMatchObject({ data: [{}] });
		expect(asked).toHaveLength(2);
		expect(server.engine.starts.length).toBe(starts + 1);
	});

	test("is told once, in so many words, that a model is of another endpoint and that chat is not made here", async () => {
		const client = open(server.liveKey);
		const film = { model: "cogvideox-3", prompt: "a cat" };
		await expect(client.post("/images/generations", { body: film })).rejects.toMatchObject({
			status: 400,
			code: "1211",
		});
		const chat = { model: "glm-4.6", messages: [{ role: "user", content: "hello" }] };
		for (const path of ["/chat/completions", "/async/chat/completions"]) {
			await expect(client.post(path, { body: chat })).rejects.toMatchObject({ status: 400, code: "1222" });
		}
		expect(asked).toHaveLength(3);
	});

	test("sees why a task failed", async () => {
		const client = open(server.testKey);
		const body = { model: "viduq1-text", prompt: "a cat [[reject]]" };
		const { id } = (await client.post("/videos/generations", { body })) as { id: string };
		expect(await ended(client, id)).toMatchObject({ task_status: "FAIL", error: { code: "1301" } });
	});
});

test("zhipuai's typed call for asynchronous results reads a film's task", async () => {
	const client = new ZhipuAI({ apiKey: server.liveKey, baseURL: baseURL() });
	const { id } = (await openZhipu(server.liveKey).post("/videos/generations", {
		body: { model: "cogvideox-flash", prompt: "a cat" },
	})) as { id: string };
	expect(await client.chat.completions.tasks.retrieve({ id })).toMatchObject({
		model: "cogvideox-flash",
		request_id: id,
	});
});

describe("the typed calls for pictures", () => {
	async function expectPicture(url: string | undefined): Promise<void> {
		const picture = await fetch(url ?? "");
		expect({ status: picture.status, type: picture.headers.get("content-type") }).toEqual({
			status: 200,
			type: "image/png",
		});
	}

	test("openai's", async () => {
		const client = new OpenAI({ apiKey: server.liveKey, baseURL: baseURL() });
		const made = await client.images.generate({ model: "glm-image", prompt: "a cat", size: "1536x1024", n: 1 });
		expect(made.created).toBeGreaterThan(1_700_000_000);
		await expectPicture(made.data?.[0]?.url);
		expect(server.engine.starts.at(-1)?.order).toMatchObject({ operation: "text-to-image", width: 1536, height: 1024 });
	});

	test("zhipuai's", async () => {
		const client = new ZhipuAI({ apiKey: server.liveKey, baseURL: baseURL() });
		const made = await client.images.generate({ model: "cogview-4", prompt: "a cat" });
		await expectPicture(made.data[0]?.url);
		expect(server.engine.starts.at(-1)?.order).toMatchObject({ model: "cogview-4", width: 1024, height: 1024 });
	});
});

function openZhipu(apiKey: string): Client {
	const client = new ZhipuAI({ apiKey, baseURL: baseURL() });
	return { post: (path, options) => client.post(path, options), get: (path) => client.get(path, {}) };
}

interface Result {
	readonly task_status: string;
	readonly video_result?: readonly { readonly url: string }[];
	readonly image_result?: readonly { readonly url: string }[];
}

async function ended(client: Client, id: string): Promise<Result> {
	for (let polls = 0; polls < 5_000; polls += 1) {
		const result = (await client.get(`/async-result/${id}`)) as Result;
		if (result.task_status !== "PROCESSING") return result;
	}
	throw new Error("The task did not end.");
}

/** Passes a request on to the server; loses the answer to a submit when told to, as a proxy that dies does. */
async function pass(request: IncomingMessage, response: ServerResponse): Promise<void> {
	const { method = "GET", url = "/", headers } = request;
	const { authorization = "" } = headers;
	asked.push({ line: `${method} ${url}`, authorization });
	const chunks: Buffer[] = [];
	for await (const chunk of request) chunks.push(chunk);
	const answer = await fetch(`${server.url}${url}`, {
		method,
		headers: { authorization, "content-type": "application/json" },
		...(method === "GET" ? {} : { body: Buffer.concat(chunks) }),
	});
	const bytes = Buffer.from(await answer.arrayBuffer());
	if (method === "POST" && answersToLose > 0) {
		answersToLose -= 1;
		response.writeHead(502, { "retry-after-ms": "1" }).end();
		return;
	}
	response.writeHead(answer.status, Object.fromEntries(answer.headers)).end(bytes);
}
