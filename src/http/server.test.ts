import { once } from "node:events";
import { Agent, type IncomingMessage, request } from "node:http";
import { connect } from "node:net";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { openTestServer, type TestServer } from "../contracts/test-server.ts";
import { WIRES } from "./routes.ts";

let server: TestServer;
let agent: Agent;

const open = async () => {
	server = await openTestServer({ engine: { finish: "by-hand" } });
	agent = new Agent({ keepAlive: true });
};

const close = async () => {
	agent.destroy();
	await server.close();
};

/** Over a connection that stays open afterwards. */
async function ask(path: string, headers: Record<string, string> = {}, method = "GET") {
	const asked = request(server.url + path, { agent, method, headers: { ...keys(), ...headers } });
	asked.end();
	const [response] = (await once(asked, "response")) as [IncomingMessage];
	let text = "";
	for await (const chunk of response) text += chunk;
	return { status: response.statusCode, headers: response.headers, text };
}

const keys = () => ({ authorization: `Bearer ${server.liveKey}`, "api-key": server.liveKey });

/** Says something over a connection of its own; all that it answers until it is closed. */
async function hear(text: string): Promise<string> {
	const { hostname, port } = new URL(server.url);
	const socket = connect(Number(port), hostname).setEncoding("utf8");
	let heard = "";
	socket.on("data", (part) => {
		heard += part;
	});
	socket.write(text);
	await once(socket, "close");
	return heard;
}

async function submit(): Promise<string> {
	const body = JSON.stringify({ prompt: "a lighthouse" });
	const response = await fetch(`${server.url}/api/v1/tasks`, { method: "POST", headers: keys(), body });
	return ((await response.json()) as { id: string }).id;
}

describe("an open server", () => {
	beforeAll(open);
	afterAll(close);

	test.each(WIRES.map(({ dialect, prefix }) => [dialect.name, prefix]))(
		"%s says in its own words that there is no such route",
		async (_, prefix) => {
			for (const [method, path] of [
				["GET", "/nowhere"],
				["PUT", "/nowhere"],
				["OPTIONS", "/nowhere"],
				["GET", ""],
			] as const) {
				const answer = await ask(prefix + path, { origin: "http://page.example" }, method);
				const { error, ErrCode, code } = JSON.parse(answer.text);
				expect([error, ErrCode, code].filter((word) => word !== undefined)).toHaveLength(1);
				expect(answer.headers["access-control-allow-origin"]).toBeUndefined();
			}
		},
	);

	test.each(WIRES.flatMap(({ routes }) => routes.filter((route) => "status" in route).map((route) => [route.path])))(
		"%s answers HEAD as GET, without the body",
		async (path) => {
			const id = await submit();
			// While its engine works on it, no two answers differ.
			while (JSON.parse((await ask(`/api/v1/tasks/${id}`)).text).status !== "running");
			const at = path.replace(":id", id.replace("task_", ""));
			const [head, get] = [await ask(at, {}, "HEAD"), await ask(at)];
			expect([head.status, head.text]).toEqual([get.status, ""]);
			expect(head.headers["content-length"]).toBe(String(Buffer.byteLength(get.text)));
		},
	);

	test("what is no HTTP is refused, and its connection closed", async () => {
		const { hostname, port } = new URL(server.url);
		const socket = connect(Number(port), hostname);
		socket.write("SUBMIT a film\r\n\r\n");
		const [answer] = await once(socket, "data");
		expect(String(answer)).toMatch(/^HTTP\/1.1 400 /);
		await once(socket, "close");
	});

	test.each(["%zz", "%E0%A4%A", "9".repeat(3_000)])(
		"an id that no URL can hold (%.10s) is refused in each wire's words",
		async (id) => {
			for (const path of ["/api/paas/v4/async-result/", "/openapi/v2/video/result/", "/api/v1/tasks/"]) {
				const answer = await ask(path + id);
				const { error, ErrCode, code } = JSON.parse(answer.text);
				expect([error?.code, ErrCode, code].filter((word) => word !== undefined)).toHaveLength(1);
				expect(answer.text).not.toContain("FST_ERR");
			}
			expect((await ask(`/films/${id}`)).status).toBe(400);
		},
	);

	test("what lies under no wire is a clear 404, whose body nobody waits for", async () => {
		const answer = await ask("/nowhere?a=1");
		expect([answer.status, JSON.parse(answer.text)]).toEqual([
			404,
			{ error: "not_found", message: "There is no GET /nowhere." },
		]);
		expect((await ask("/api/v1x/tasks")).status).toBe(404);
		const { hostname, port } = new URL(server.url);
		const socket = connect(Number(port), hostname);
		socket.write("POST /nowhere HTTP/1.1\r\nHost: x\r\nContent-Length: 5000000\r\n\r\n");
		expect(String((await once(socket, "data"))[0])).toMatch(/^HTTP\/1.1 404 /);
		socket.destroy();
	});

	const IMAGE = { model: "cogview-4", prompt: "a fox [[drop]]" };
	const FORM = '--b\r\nContent-Disposition: form-data; name="prompt"\r\n\r\na fox [[drop]]\r\n--b--\r\n';

	test.each([
		["an order", "/api/v1/tasks", [], JSON.stringify({ prompt: "a fox [[drop]]" })],
		["one that is waited for", "/api/v1/tasks", ["Prefer: wait=60"], JSON.stringify({ prompt: "a hen [[drop]]" })],
		["a picture that is waited for", "/api/paas/v4/images/generations", [], JSON.stringify(IMAGE)],
		["a form", "/v1/videos", ["Content-Type: multipart/form-data; boundary=b"], FORM],
	] as const)(
		"%s whose answer is to be dropped is taken, and not a byte is answered",
		async (_, path, headers, body) => {
			const key = `Authorization: Bearer ${server.testKey}`;
			const length = `Content-Length: ${Buffer.byteLength(body)}`;
			const before = server.engine.starts.length;
			expect(await hear([`POST ${path} HTTP/1.1`, "Host: x", key, length, ...headers, "", body].join("\r\n"))).toBe("");
			while (server.engine.starts.length === before) await ask("/healthz");
		},
	);

	test("health needs no key", async () => {
		const response = await fetch(`${server.url}/healthz`);
		expect([response.status, await response.json()]).toEqual([200, { status: "ok" }]);
		expect((await fetch(`${server.url}/healthz`, { method: "HEAD" })).status).toBe(200);
	});
});

describe("closing", () => {
	beforeEach(open);
	afterEach(close);

	test("does not wait for connections that clients keep open", async () => {
		await ask("/healthz");
		await ask("/api/v1/tasks");
		await server.filmgate.close();
	});

	test("answers those who wait for a task with the task as it is, and then ends", async () => {
		const id = await submit();
		const waiting = ask(`/api/v1/tasks/${id}`, { prefer: "wait=60" });
		await untilWaiting(id);
		const closed = server.filmgate.close();
		const answer = await waiting;
		expect(answer.status).toBe(200);
		expect(JSON.parse(answer.text)).toMatchObject({ id, status: expect.stringMatching(/queued|starting|running/) });
		await closed;
	});

	test("asks those who are still sending a picture to come again", async () => {
		const { hostname, port } = new URL(server.url);
		const socket = connect(Number(port), hostname);
		const type = "Content-Type: multipart/form-data; boundary=b";
		const part = `--b\r\nContent-Disposition: form-data; name="image"; filename="a.png"\r\n\r\n`;
		socket.write(
			`POST /openapi/v2/image/upload HTTP/1.1\r\nHost: x\r\nApi-Key: ${server.liveKey}\r\n${type}\r\nContent-Length: 100000\r\n\r\n${part}\x89PNG`,
		);
		const data = once(socket, "data");
		await ask("/healthz");
		await ask("/healthz");
		const closed = server.filmgate.close();
		const [answer] = await data;
		expect(String(answer)).toContain("This server is closing.");
		socket.destroy();
		await closed;
	});

	test("may be asked for twice", async () => {
		await Promise.all([server.filmgate.close(), server.filmgate.close()]);
	});
});

/** By another request on another connection, which comes after the one that waits. */
async function untilWaiting(id: string): Promise<void> {
	for (let asked = 0; asked < 3; asked += 1)
		await (await fetch(`${server.url}/api/v1/tasks/${id}`, { headers: keys() })).text();
}
