import { request as openRequest } from "node:http";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { makePng } from "../src/contracts/make-png.ts";
import { countRemains, type Remains } from "../src/contracts/remains.ts";
import { openTestServer, type TestServer } from "../src/contracts/test-server.ts";
import { native } from "../src/dialects/native/dialect.ts";
import { openai } from "../src/dialects/openai/dialect.ts";
import { pixverse } from "../src/dialects/pixverse/dialect.ts";
import { zai } from "../src/dialects/zai/dialect.ts";

/** Every cap of every wire, at the byte and one over. */
let server: TestServer;
let before: Remains;
let width = 320;

beforeAll(async () => {
	// Nothing is finished, so that every file is one that came with a request.
	server = await openTestServer({ engine: { finish: "by-hand" } });
});

afterAll(() => server.close());

beforeEach(() => {
	before = countRemains(server);
});

async function post(path: string, body: string | FormData): Promise<{ status: number; body: Record<string, unknown> }> {
	const json = typeof body === "string" ? { "content-type": "application/json" } : {};
	const headers = { authorization: `Bearer ${server.liveKey}`, "API-KEY": server.liveKey, ...json };
	const trace = { "Ai-trace-id": crypto.randomUUID() };
	const response = await fetch(server.url + path, { method: "POST", headers: { ...headers, ...trace }, body });
	return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

const ZAI = "/api/paas/v4/videos/generations";
const PIXVERSE = "/openapi/v2/video/text/generate";
const NATIVE = "/api/v1/tasks";
const OPENAI = "/v1/videos";

/** Another picture each time, of exactly so many bytes: what follows its end is not looked at by anybody. */
function picture(bytes: number): Buffer {
	width += 8;
	const png = makePng(width, 360);
	return Buffer.concat([png, Buffer.alloc(bytes - png.length)]);
}

describe("bodies", () => {
	test.each([
		[
			"zai",
			ZAI,
			zai.bodyLimit,
			{ model: "cogvideox-3", prompt: "a fox" },
			{ status: 413, body: { error: { code: "1210" } } },
		],
		[
			"pixverse",
			PIXVERSE,
			pixverse.bodyLimit,
			{ model: "v4.5", prompt: "a fox", duration: 5, quality: "360p", aspect_ratio: "16:9" },
			{ status: 413, body: { ErrCode: 400013, Resp: null } },
		],
		[
			"openai",
			OPENAI,
			openai.bodyLimit,
			{ prompt: "a fox" },
			{ status: 413, body: { error: { code: "request_too_large" } } },
		],
		["native", NATIVE, native.bodyLimit, { prompt: "a fox" }, { status: 413, body: { code: "body_too_large" } }],
	])("%s", async (_wire, path, limit, order, refusal) => {
		const text = JSON.stringify(order);
		expect(await post(path, text.padEnd(limit + 1))).toMatchObject(refusal);
		expect(countRemains(server)).toEqual(before);
		const accepted = await post(path, text.padEnd(limit));
		expect(accepted.status).toBeLessThan(300);
		expect(countRemains(server).tasks).toBe(before.tasks + 1);
	});
});

describe("pictures", () => {
	const base64 = (bytes: number) => `data:image/png;base64,${picture(bytes).toString("base64")}`;
	const form = (bytes: number, name = "image") => {
		const body = new FormData();
		body.set(name, new Blob([picture(bytes) as Uint8Array<ArrayBuffer>], { type: "image/png" }), "picture.png");
		return body;
	};

	const openForm = (body: FormData) => {
		body.set("model", "preview");
		body.set("prompt", "a fox");
		return body;
	};

	test.each<[string, string, number, (bytes: number) => string | FormData, object]>([
		[
			"zai",
			ZAI,
			5_000_000,
			(bytes) => JSON.stringify({ model: "cogvideox-3", prompt: "a fox", image_url: base64(bytes) }),
			{ status: 400, body: { error: { code: "1214", message: expect.stringContaining("5 MB") } } },
		],
		[
			"pixverse",
			"/openapi/v2/image/upload",
			20 * 1024 ** 2,
			form,
			{ status: 200, body: { ErrCode: 500030, Resp: null } },
		],
		[
			"openai, a file",
			OPENAI,
			20 * 1024 ** 2,
			(bytes) => openForm(form(bytes, "input_reference")),
			{ status: 400, body: { error: { code: "invalid_media", param: "input_reference" } } },
		],
		[
			"openai, a data URL in a form",
			OPENAI,
			20 * 1024 ** 2,
			(bytes) => {
				const body = new FormData();
				body.set("input_reference[image_url]", base64(bytes));
				return openForm(body);
			},
			{ status: 400, body: { error: { code: "invalid_media", param: "input_reference[image_url]" } } },
		],
		[
			"native",
			NATIVE,
			20 * 1024 ** 2,
			(bytes) => JSON.stringify({ prompt: "a fox", image: base64(bytes) }),
			{ status: 422, body: { code: "medium_too_large", field: "image" } },
		],
	])("%s", async (_wire, path, limit, body, refusal) => {
		expect(await post(path, body(limit + 1))).toMatchObject(refusal);
		expect(countRemains(server)).toEqual(before);
		const accepted = await post(path, body(limit));
		expect(accepted.body).not.toMatchObject({ ErrCode: 500030 });
		expect(accepted.status).toBeLessThan(300);
		expect(countRemains(server).files).toBeGreaterThan(before.files);
	});
});

test("of a client that goes away in the middle of an upload nothing is left", async () => {
	const head = '--cut\r\ncontent-disposition: form-data; name="image"; filename="a.png"\r\n\r\n';
	const request = openRequest(`${server.url}/openapi/v2/image/upload`, {
		method: "POST",
		headers: {
			"API-KEY": server.liveKey,
			"Ai-trace-id": crypto.randomUUID(),
			"content-type": "multipart/form-data; boundary=cut",
		},
	});
	const closed = new Promise((resolve) => request.on("error", () => {}).on("close", resolve));
	const files = () => countRemains(server).files;
	request.write(Buffer.concat([Buffer.from(head), picture(1_000_000)]));
	await vi.waitUntil(() => files() > before.files, { interval: 2, timeout: 10_000 });
	request.destroy();
	await closed;
	await vi.waitUntil(() => files() === before.files, { interval: 2, timeout: 10_000 });
	expect(countRemains(server)).toEqual(before);
});
