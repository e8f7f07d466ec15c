import { once } from "node:events";
import { type IncomingMessage, request } from "node:http";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readConfig } from "../config.ts";
import { openTestServer, type TestServer } from "../contracts/test-server.ts";
import { WIRES } from "./routes.ts";

const PAGE = "https://app.example.com";
let server: TestServer;

interface Question {
	readonly method?: string;
	readonly headers?: Record<string, string>;
}

/** As a browser would: its own `fetch` here would not let an origin be set. */
async function ask(path: string, { method = "GET", headers = {} }: Question = {}) {
	const keys = { authorization: `Bearer ${server.liveKey}`, "api-key": server.liveKey };
	const asked = request(server.url + path, { method, headers: { origin: PAGE, ...keys, ...headers } }).end();
	const [response] = (await once(asked, "response")) as [IncomingMessage];
	let text = "";
	for await (const chunk of response) text += chunk;
	return { status: response.statusCode, headers: response.headers, text };
}

const preflight: Question = {
	method: "OPTIONS",
	headers: {
		"access-control-request-method": "POST",
		"access-control-request-headers": "authorization,idempotency-key",
	},
};

/** A PixVerse video, which is a number. */
async function submit(): Promise<number> {
	const headers = { "api-key": server.liveKey, "ai-trace-id": crypto.randomUUID() };
	const order = { model: "v4.5", prompt: "a fox", duration: 5, quality: "360p", aspect_ratio: "16:9" };
	const url = `${server.url}/openapi/v2/video/text/generate`;
	const response = await fetch(url, { method: "POST", headers, body: JSON.stringify(order) });
	return ((await response.json()) as { Resp: { video_id: number } }).Resp.video_id;
}

describe("a server that lets one origin in", () => {
	beforeAll(async () => {
		server = await openTestServer({ config: { corsOrigins: [PAGE, "http://127.0.0.1:5173"] } });
	});
	afterAll(() => server.close());

	test.each(WIRES.map(({ prefix }) => [prefix]))("answers the question ahead of a request under %s", async (prefix) => {
		const { status, headers, text } = await ask(`${prefix}/tasks`, preflight);
		expect([status, text]).toEqual([204, ""]);
		expect(headers).toMatchObject({
			"access-control-allow-origin": PAGE,
			"access-control-allow-methods": "GET, HEAD, POST, DELETE",
			"access-control-allow-headers": "authorization,idempotency-key",
			"access-control-max-age": "7200",
			vary: "origin",
		});
		expect(headers).not.toHaveProperty("access-control-allow-credentials");
	});

	test("lets the page read answers and refusals alike, with their headers", async () => {
		const id = await submit();
		for (const [path, status] of [
			["/api/v1/tasks", 200],
			["/api/v1/tasks/1", 404],
			["/api/v1/nowhere", 404],
			[`/api/v1/tasks/${id}`, 200],
		] as const) {
			const answer = await ask(path);
			expect(answer.status, path).toBe(status);
			expect(answer.headers, path).toMatchObject({
				"access-control-allow-origin": PAGE,
				"access-control-expose-headers": "*",
				vary: "origin",
			});
		}
	});

	test("lets it read polls that memory answers, for one page as for another", async () => {
		const path = `/openapi/v2/video/result/${await submit()}`;
		await ask(path);
		for (const origin of [PAGE, "http://127.0.0.1:5173"]) {
			const { status, headers } = await ask(path, { headers: { origin } });
			expect([status, headers["access-control-allow-origin"]]).toEqual([200, origin]);
		}
		const { status, headers } = await ask(path, { headers: { origin: "https://other.example" } });
		expect([status, headers["access-control-allow-origin"], headers.vary]).toEqual([200, undefined, "origin"]);
	});

	test("tells another page nothing, in the words of the wire", async () => {
		const stranger = { ...preflight.headers, origin: "https://app.example.com.evil.example" };
		const { status, headers } = await ask("/api/v1/tasks", { ...preflight, headers: stranger });
		expect(status).toBe(404);
		expect(Object.keys(headers).filter((name) => name.startsWith("access-control"))).toEqual([]);
	});

	test("names no header back that is none", async () => {
		const headers = { ...preflight.headers, "access-control-request-headers": "x: 1;y" };
		expect((await ask("/api/v1/tasks", { ...preflight, headers })).headers).not.toHaveProperty(
			"access-control-allow-headers",
		);
	});

	test("leaves films as they are: the signature is the right to read", async () => {
		expect((await ask("/films/1.mp4")).headers.vary).toBeUndefined();
	});

	test("goes for films that are read with the key", async () => {
		const headers = { "content-type": "application/json", prefer: "wait=20" };
		const made = await new Promise<string>((resolve) => {
			const asked = request(`${server.url}/api/v1/tasks`, {
				method: "POST",
				headers: { ...headers, authorization: `Bearer ${server.liveKey}` },
			});
			asked.on("response", async (response) => resolve(Buffer.concat(await response.toArray()).toString()));
			asked.end(JSON.stringify({ prompt: "a page's film" }));
		});
		const { id, films } = JSON.parse(made) as { id: string; films: { id: string }[] };
		for (const path of [`/api/v1/films/${films[0]?.id}`, `/v1/videos/${id}/content`]) {
			const named = await ask(path);
			expect([named.status, named.headers["access-control-allow-origin"]]).toEqual([200, PAGE]);
			const other = await ask(path, { headers: { origin: "https://elsewhere.example.com" } });
			expect([other.status, other.headers["access-control-allow-origin"]]).toEqual([200, undefined]);
		}
	});
});

describe("a server that lets all origins in", () => {
	beforeAll(async () => {
		server = await openTestServer({ config: { corsOrigins: ["*"] } });
	});
	afterAll(() => server.close());

	test("says so, and that it is so for everybody", async () => {
		const { headers } = await ask("/api/v1/tasks");
		expect(headers["access-control-allow-origin"]).toBe("*");
		expect(headers.vary).toBeUndefined();
	});
});

describe("the setting", () => {
	const read = (text: string) => readConfig({}, { FILMGATE_CORS: text }).corsOrigins;

	test("is a list of origins", () => {
		expect(readConfig({}, {}).corsOrigins).toEqual([]);
		expect(read("https://app.example.com, http://localhost:5173")).toEqual([PAGE, "http://localhost:5173"]);
		expect(read("*")).toEqual(["*"]);
	});

	test.each(["app.example.com", "https://app.example.com/", "https://app.example.com/page", "HTTPS://app.example.com"])(
		"%s is none",
		(text) => {
			expect(() => read(text)).toThrow(`FILMGATE_CORS has ${text}; it must be an origin`);
		},
	);
});
