import { once } from "node:events";
import {
	createServer,
	request as openRequest,
	type IncomingMessage,
	type Server,
	type ServerResponse,
} from "node:http";
import type { AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";
import type { Problem } from "@filmgate/sdk";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { makePng } from "../../contracts/make-png.ts";
import { addAccount } from "../../contracts/add-account.ts";
import { countRemains, type Remains } from "../../contracts/remains.ts";
import { openTestServer, type TestServer } from "../../contracts/test-server.ts";
import { native } from "./dialect.ts";

/** Every kind of bad input over a real socket; after each there is no task, no hold and no file. */
let server: TestServer;
let world: Server;
let worldUrl: string;
let before: Remains;

beforeAll(async () => {
	// The name localhost may be asked for pictures; addresses that it redirects to may not.
	const operations = ["text-to-video", "image-to-video", "extend"] as const;
	const engine = { finish: "by-hand", capabilities: { operations } } as const;
	server = await openTestServer({ config: { allowLinks: ["localhost"] }, engine });
	world = createServer(answerAsTheWorld).listen(0, "127.0.0.1");
	await once(world, "listening");
	worldUrl = `http://localhost:${(world.address() as AddressInfo).port}`;
});

afterAll(async () => {
	world.closeAllConnections();
	world.close();
	await server.close();
});

beforeEach(() => {
	before = countRemains(server);
});

interface Init {
	readonly method?: string;
	readonly path?: string;
	readonly key?: string | null;
	readonly headers?: Record<string, string>;
	readonly body?: string | Uint8Array<ArrayBuffer>;
}

async function call({ method = "POST", path = "/tasks", key = server.liveKey, headers, body }: Init) {
	const response = await fetch(`${server.url}/api/v1${path}`, {
		method,
		headers: { ...(key === null ? {} : { authorization: `Bearer ${key}` }), ...headers },
		...(body === undefined ? {} : { body }),
	});
	const text = await response.text();
	return { status: response.status, headers: response.headers, problem: JSON.parse(text) as Problem };
}

/** Expects a problem of this status and code, whole, and that nothing was left behind. */
async function expectProblem(init: Init, status: number, code: string, field: string | null = null): Promise<Problem> {
	const answer = await call(init);
	expect(answer.problem).toMatchObject({ status, code, field, type: `urn:filmgate:problem:${code}` });
	expect(answer.problem.title).not.toBe("");
	expect(answer.problem.detail).not.toBe("");
	expect(answer.status).toBe(status);
	expect(answer.headers.get("content-type")).toBe("application/problem+json");
	expect(countRemains(server)).toEqual(before);
	return answer.problem;
}

const order = (fields: object) => JSON.stringify({ prompt: "a fox", ...fields });

describe("keys", () => {
	test("none", async () => {
		await expectProblem({ key: null, body: order({}) }, 401, "missing_key");
		const { headers } = await call({ key: null, method: "GET" });
		expect(headers.get("www-authenticate")).toBe('Bearer realm="filmgate"');
	});

	test.each(["1.wrong", "nonsense", "999999.abcdefghijklmnopqrstuvwxyz"])("a wrong one: %s", async (key) => {
		await expectProblem({ key, body: order({}) }, 401, "bad_key");
		const { headers } = await call({ key, method: "GET", path: "/tasks/task_1" });
		expect(headers.get("www-authenticate")).toContain('error="invalid_token"');
	});

	test("a true id with another secret", async () => {
		const [id] = server.liveKey.split(".");
		await expectProblem({ key: `${id}.${"x".repeat(40)}`, body: order({}) }, 401, "bad_key");
	});
});

describe("bodies", () => {
	test.each<[string, string, number, string, string | null]>([
		["an empty one", "", 400, "no_body", null],
		["no JSON", "prompt=a+fox", 400, "malformed_body", null],
		["half a JSON", '{"prompt":"a fo', 400, "malformed_body", null],
		["a list", '["a fox"]', 400, "malformed_body", null],
		["a text", '"a fox"', 400, "malformed_body", null],
		["null", "null", 400, "malformed_body", null],
		["nothing in it", "{}", 422, "missing_field", "prompt"],
		["a prompt that is a number", order({ prompt: 5 }), 422, "invalid_field", "prompt"],
		["a prompt one code point too long", order({ prompt: "🎬".repeat(5_001) }), 422, "prompt_too_long", "prompt"],
		["quoted seconds", order({ seconds: "5" }), 422, "invalid_field", "seconds"],
		["seconds out of range", order({ seconds: 16 }), 422, "invalid_field", "seconds"],
		["half a second", order({ seconds: 0.5 }), 422, "invalid_field", "seconds"],
		["quoted frames", order({ fps: "24" }), 422, "invalid_field", "fps"],
		["a flag that is text", order({ sound: "true" }), 422, "invalid_field", "sound"],
		["a whole number over 2^53", '{"prompt":"a","seed":9007199254740993}', 422, "invalid_field", "seed"],
		["a number past all numbers", '{"prompt":"a","seed":1e999}', 422, "invalid_field", "seed"],
		["an odd side", order({ size: "1281x720" }), 422, "invalid_field", "size"],
		["a size out of range", order({ size: "99998x99998" }), 422, "invalid_field", "size"],
		["an unknown model", order({ model: "sora-9" }), 422, "unknown_model", "model"],
		["a model that is a number", order({ model: 9 }), 422, "invalid_field", "model"],
		["an unknown operation", order({ operation: "dance" }), 422, "invalid_field", "operation"],
		["a model of no object", order({ model: "__proto__" }), 422, "unknown_model", "model"],
		["an operation that no engine does", order({ operation: "swap" }), 422, "unsupported_operation", "operation"],
		["an operation without its inputs", order({ operation: "extend" }), 422, "missing_field", "inputs"],
		["size and resolution", order({ size: "64x64", resolution: "720p" }), 422, "conflicting_fields", "resolution"],
		["an image that is a number", order({ image: 5 }), 422, "invalid_field", "image"],
	])("%s", async (_name, body, status, code, field) => {
		const problem = await expectProblem({ body }, status, code, field);
		if (code === "invalid_field") expect(problem.detail).toContain(problem.allowed);
	});

	test("a prompt in another encoding than UTF-8, which would be ordered as other words", async () => {
		const body = Buffer.from('{"prompt":"caf\u00e9"}', "latin1");
		expect((await expectProblem({ body }, 400, "malformed_body")).detail).toContain("UTF-8");
	});

	test("a compressed one", async () => {
		const init = { body: gzipSync(order({})), headers: { "content-encoding": "gzip" } };
		expect((await expectProblem(init, 400, "malformed_body")).detail).toContain("gzip");
	});

	test.each(["declared", "chunked"])("one byte over the cap, %s", async (how) => {
		const bytes = Buffer.alloc(native.bodyLimit + 1, 0x20);
		const length = how === "declared" ? { "content-length": bytes.length } : {};
		const request = openRequest(`${server.url}/api/v1/tasks`, {
			method: "POST",
			headers: { authorization: `Bearer ${server.liveKey}`, ...length },
		});
		request.on("error", () => {}); // The server may close before all was sent.
		request.end(bytes);
		const [response] = (await once(request, "response")) as [IncomingMessage];
		const text = Buffer.concat(await response.toArray()).toString("utf8");
		expect(response.statusCode).toBe(413);
		expect(JSON.parse(text)).toMatchObject({ code: "body_too_large", status: 413 });
		expect(countRemains(server)).toEqual(before);
	});

	test("one that its client does not finish", async () => {
		const request = openRequest(`${server.url}/api/v1/tasks`, {
			method: "POST",
			headers: { authorization: `Bearer ${server.liveKey}`, "content-length": "1000000" },
		});
		const closed = new Promise((resolve) => request.on("error", () => {}).on("close", resolve));
		await new Promise((sent) => request.write(order({}), sent));
		request.destroy();
		await closed;
		expect(countRemains(server)).toEqual(before);
	});
});

describe("images", () => {
	const inline = (bytes: Buffer | string) => `data:image/png;base64,${Buffer.from(bytes).toString("base64")}`;

	test.each<[string, () => string, string]>([
		[
			"text that says it is a picture",
			() => inline("I am no picture, whatever my name says."),
			"medium_format_refused",
		],
		["no base64", () => "data:image/png;base64,***", "medium_unreadable"],
		["half a picture", () => inline(makePng(64, 64).subarray(0, 40)), "medium_unreadable"],
		["a picture too small", () => inline(makePng(32, 32)), "medium_dimensions_refused"],
		["a picture too thin", () => inline(makePng(1_000, 200)), "medium_dimensions_refused"],
		[
			"one over 20 MiB",
			() => inline(Buffer.concat([makePng(64, 64), Buffer.alloc(20 * 1024 ** 2)])),
			"medium_too_large",
		],
		["a file of this machine", () => "file:///etc/passwd", "link_refused"],
		["a link to 127.0.0.1", () => "http://127.0.0.1:1/fox.png", "link_refused"],
		["a link to the metadata service", () => "http://169.254.169.254/latest/meta-data", "link_refused"],
		["a link that redirects there", () => `${worldUrl}/to-metadata`, "link_refused"],
		["a link that redirects to 127.0.0.1", () => `${worldUrl}/to-loopback`, "link_refused"],
		["a link that redirects for ever", () => `${worldUrl}/round`, "link_failed"],
		["a link to nothing", () => `${worldUrl}/missing`, "link_failed"],
		["a link that never ends", () => `${worldUrl}/endless`, "medium_too_large"],
	])("%s", async (_name, image, code) => {
		await expectProblem({ body: order({ image: image() }) }, 422, code, "image");
	});

	test("a hundred megapixels in a few kilobytes", async () => {
		const bomb = makePng(10_000, 10_000);
		expect(bomb.length).toBeLessThan(50_000);
		await expectProblem({ body: order({ image: inline(bomb) }) }, 422, "medium_dimensions_refused", "image");
	});
});

describe("idempotency keys", () => {
	test("one that was used for another order", async () => {
		const headers = { "idempotency-key": "order-1" };
		const first = await fetch(`${server.url}/api/v1/tasks`, {
			method: "POST",
			headers: { authorization: `Bearer ${server.liveKey}`, ...headers },
			body: order({}),
		});
		expect(first.status).toBe(202);
		before = countRemains(server);
		await expectProblem({ headers, body: order({ seconds: 6 }) }, 422, "duplicate_request", "Idempotency-Key");
		const again = await call({ headers, body: order({ seconds: 6 }) });
		expect(again.headers.get("x-should-retry")).toBe("false");
	});

	test.each(["with space", "x".repeat(256), ""])("one that is none: %j", async (key) => {
		const init = { headers: { "idempotency-key": key }, body: order({}) };
		await expectProblem(init, 422, "invalid_field", "Idempotency-Key");
	});

	test("a refused order does not use its key up", async () => {
		const headers = { "idempotency-key": "order-2" };
		await expectProblem({ headers, body: order({ seconds: 99 }) }, 422, "invalid_field", "seconds");
		expect((await call({ headers, body: order({}) })).status).toBe(202);
	});
});

describe("limits", () => {
	test("a balance that does not cover the order", async () => {
		const key = await addAccount(server, { balance: 149_999 });
		before = countRemains(server);
		await expectProblem({ key, body: order({}) }, 402, "insufficient_credits");
	});

	test("too many unfinished tasks", async () => {
		const key = await addAccount(server, { maxInFlight: 1 });
		expect((await call({ key, body: order({}) })).status).toBe(202);
		before = countRemains(server);
		await expectProblem({ key, body: order({}) }, 429, "too_many_tasks");
		const { headers } = await call({ key, body: order({}) });
		expect([headers.get("retry-after"), headers.get("x-should-retry")]).toEqual(["5", "true"]);
	});
});

describe("ids", () => {
	const ways = (id: string): Init[] => [
		{ method: "GET", path: `/tasks/${id}` },
		{ method: "GET", path: `/tasks/${id}`, headers: { prefer: "wait=1" } },
		{ method: "POST", path: `/tasks/${id}/cancel` },
	];

	test.each(["x", "task_", "task_x", "task_1.5", "task_0", "-1", "9007199254740993", "film_5", "%00"])(
		"%s is no id",
		async (id) => {
			for (const way of ways(id)) await expectProblem(way, 400, "invalid_id", "id");
		},
	);

	test("an unknown one", async () => {
		for (const way of ways("task_244813135937536")) await expectProblem(way, 404, "not_found", "id");
	});

	test("a foreign one, and one of the other mode, look like an unknown one (I9)", async () => {
		const made = await call({ body: order({}) });
		const { id } = made.problem as unknown as { id: string };
		const unknown = await call({ method: "GET", path: "/tasks/task_244813135937536" });
		before = countRemains(server);
		for (const key of [await addAccount(server), server.testKey]) {
			before = countRemains(server);
			for (const way of ways(id)) {
				expect(await expectProblem({ ...way, key }, 404, "not_found", "id")).toEqual(unknown.problem);
			}
			const list = await call({ key, method: "GET" });
			expect(list.problem).toMatchObject({ data: [] });
		}
	});

	test.each([
		["limit=0", "limit"],
		["limit=101", "limit"],
		["limit=ten", "limit"],
		["limit=1.5", "limit"],
		["cursor=next", "cursor"],
		["status=done", "status"],
		["status=running,", "status"],
	])("a list with %s", async (query, field) => {
		await expectProblem({ method: "GET", path: `/tasks?${query}` }, 422, "invalid_field", field);
	});
});

test.each([
	["DELETE", "/tasks"],
	["GET", "/tasks/task_1/film"],
	["GET", ""],
])("%s /api/v1%s is no address of ours", async (method, path) => {
	await expectProblem({ method, path }, 404, "unknown_route");
});

function answerAsTheWorld(request: IncomingMessage, response: ServerResponse): void {
	const { port } = world.address() as AddressInfo;
	const targets: Record<string, string> = {
		"/to-loopback": `http://127.0.0.1:${port}/endless`,
		"/to-metadata": "http://169.254.169.254/latest/meta-data",
		"/round": "/round",
	};
	const location = targets[request.url ?? ""];
	if (location !== undefined) return void response.writeHead(302, { location }).end();
	if (request.url !== "/endless") return void response.writeHead(404).end("nothing");
	const chunk = Buffer.alloc(256 * 1024);
	const pour = () => {
		while (!response.destroyed && response.write(chunk));
	};
	response.on("drain", pour);
	pour();
}
