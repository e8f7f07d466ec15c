import { once } from "node:events";
import {
	createServer,
	request as httpRequest,
	type IncomingMessage,
	type Server,
	type ServerResponse,
} from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { makePng } from "../../contracts/make-png.ts";
import { countRemains, type Remains } from "../../contracts/remains.ts";
import { openTestServer, type TestServer } from "../../contracts/test-server.ts";

/** Every kind of bad input; after each there is no task, no hold and no file. */
let server: TestServer;
let pictures: Server;
let before: Remains;

beforeAll(async () => {
	// The name localhost may be asked for pictures; addresses that it redirects to may not.
	server = await openTestServer({ config: { allowLinks: ["localhost"] } });
	pictures = createServer(servePicture).listen(0, "127.0.0.1");
	await once(pictures, "listening");
});

afterAll(async () => {
	pictures.closeAllConnections();
	pictures.close();
	await server.close();
});

beforeEach(() => {
	before = countRemains(server);
});

async function post(body: string | null, headers: Record<string, string> = {}) {
	const response = await fetch(`${server.url}/api/paas/v4/videos/generations`, {
		method: "POST",
		headers: { authorization: `Bearer ${server.liveKey}`, "content-type": "application/json", ...headers },
		body,
	});
	const { error } = (await response.json()) as { error: { code: string; message: string } };
	return { status: response.status, code: error.code, message: error.message };
}

const PNG = makePng(200, 200).toString("base64");

const order = (fields: object) => JSON.stringify({ model: "cogvideox-3", prompt: "a cat", ...fields });

function expectNothingLeft(): void {
	expect(countRemains(server)).toEqual(before);
}

test.each([
	["no body", null, "1210", ""],
	["an empty body", "", "1210", ""],
	["no JSON", "model=cogvideox-3", "1210", ""],
	["half of a JSON", '{"model":"cogvideox-3",', "1210", ""],
	["no object", '["cogvideox-3"]', "1210", ""],
	["null", "null", "1210", ""],
	["no model", '{"prompt":"a cat"}', "1213", "model"],
	["a model that is a number", order({ model: 3 }), "1214", "model"],
	// Our choice, docs/dialects/zai.md: the live service's words, not its table's 1211.
	["an unknown model", order({ model: "cogvideox-9" }), "1214", "modelCode: does not exist"],
	// Recorded: a code of its own for a model of another endpoint.
	["a model of images", order({ model: "glm-image" }), "1211", "another endpoint"],
	["a model for first and last frames without them", order({ model: "vidu2-start-end" }), "1213", "image_url"],
	["a last frame alone", order({ model: "vidu2-start-end", image_url: [PNG] }), "1214", "an array of two"],
	["a model for references without them", order({ model: "vidu2-reference" }), "1213", "image_url"],
	["four references", order({ model: "vidu2-reference", image_url: [PNG, PNG, PNG, PNG] }), "1214", "one to three"],
	["three frames", order({ image_url: ["http://a/1", "http://a/2", "http://a/3"] }), "1214", "an array of two"],
	["two images where one is text", order({ image_url: ["not base64!", "nor this!"] }), "1214", "image_url["],
	["an object for an image", order({ image_url: { url: "http://a/1" } }), "1214", "image_url"],
	["neither prompt nor image", '{"model":"cogvideox-3"}', "1213", "prompt"],
	["a prompt that is a number", order({ prompt: 5 }), "1214", "prompt"],
	["a prompt one code point too long", order({ prompt: "😀".repeat(513) }), "1261", "512"],
	["a quoted number", order({ duration: "5" }), "1214", "duration is invalid: allowed is 5, 10"],
	["seconds out of range", order({ duration: 11 }), "1214", "5, 10"],
	["a whole number over 2^53", `{"model":"cogvideox-3","prompt":"a","fps":9007199254740993}`, "1214", "30, 60"],
	["a size out of range", order({ size: "99999x99999" }), "1214", "1280x720"],
	["a flag that is a text", order({ with_audio: "true" }), "1214", "true, false"],
	["a request_id that is too short", order({ request_id: "abc" }), "1214", "6 to 64"],
	["an image that is text", order({ image_url: "just some words!" }), "1214", "image_url"],
	["an image that is text in base64", order({ image_url: btoa("just some words, no picture") }), "1214", "image_url"],
	["a GIF", order({ image_url: btoa("GIF89a\x01\x00\x01\x00\x80\x00\x00") }), "1214", "image_url"],
	["a blank image", order({ image_url: " " }), "1213", "a link, a data URL or base64"],
	["a data URL that is no base64", order({ image_url: "data:image/png,cat" }), "1214", "must be base64"],
	["a link to a file", order({ image_url: "file:///etc/passwd" }), "1214", "image_url"],
	["a link to 127.0.0.1", order({ image_url: "http://127.0.0.1:1/cat.png" }), "1214", "image_url"],
	["a link to 169.254.169.254", order({ image_url: "http://169.254.169.254/latest" }), "1214", "image_url"],
])("%s", async (_name, body, code, says) => {
	const answer = await post(body);
	expect(answer).toMatchObject({ status: 400, code });
	expect(answer.message).toContain(says);
	const chinese = await post(body, { "accept-language": "zh-CN" });
	expect(chinese).toMatchObject({ status: 400, code, message: expect.stringMatching(/\p{Script=Han}/u) });
	expect(chinese.message, "some of it was left in English").not.toMatch(/[a-z]{2,} [a-z]{2,}/);
	expectNothingLeft();
});

describe("links", () => {
	test.each([
		["that redirects to a private address", "to-loopback", "1214"],
		["that redirects to the metadata service", "to-metadata", "1214"],
		["that redirects for ever", "round", "1214"],
		["that never ends", "endless", "1214"],
		["that breaks off", "broken", "1214"],
		["to nothing", "missing", "1214"],
		["to a page", "page", "1214"],
	])("one %s", async (_name, path, code) => {
		const { port } = pictures.address() as AddressInfo;
		const answer = await post(order({ image_url: `http://localhost:${port}/${path}` }));
		expect(answer).toMatchObject({ status: 400, code });
		expect(answer.message).toContain("image_url");
		expectNothingLeft();
	});
});

describe("pictures", () => {
	test("one of 100 megapixels in few bytes is never decoded", async () => {
		const bomb = makePng(10_000, 10_000);
		expect(bomb.length).toBeLessThan(50_000);
		const answer = await post(order({ image_url: `data:image/png;base64, ${bomb.toString("base64")}` }));
		expect(answer).toMatchObject({ status: 400, code: "1214" });
		expect(answer.message).toContain("10000x10000");
		expectNothingLeft();
	});

	test("one that is longer than 4:1 is none for Vidu", async () => {
		const image_url = makePng(900, 200).toString("base64");
		const answer = await post(JSON.stringify({ model: "viduq1-image", image_url }));
		expect(answer).toMatchObject({ status: 400, code: "1214" });
		expectNothingLeft();
	});

	test("a reference of fewer than 128 pixels on a side", async () => {
		const image_url = [makePng(200, 127).toString("base64")];
		const answer = await post(JSON.stringify({ model: "vidu2-reference", image_url, prompt: "a cat" }));
		expect(answer).toMatchObject({ status: 400, code: "1214" });
		expect(answer.message).toContain("sides of 128 pixels or more");
		expectNothingLeft();
	});

	test("one that was cut in half", async () => {
		const whole = makePng(640, 360);
		const image_url = whole.subarray(0, 20).toString("base64");
		expect(await post(order({ image_url }))).toMatchObject({ status: 400, code: "1214" });
		expectNothingLeft();
	});

	test("frames of very different size leave no task and no hold", async () => {
		const image_url = [makePng(1000, 1000), makePng(1000, 799)].map((image) => image.toString("base64"));
		const answer = await post(JSON.stringify({ model: "viduq1-start-end", image_url }));
		expect(answer).toMatchObject({ status: 400, code: "1214" });
		expect(answer.message).toContain("0.8 to 1.25");
		const chinese = await post(JSON.stringify({ model: "viduq1-start-end", image_url }), { "accept-language": "zh" });
		expect(chinese.message).toContain("0.8 至 1.25");
		// Each frame alone was good and came in; the reaper takes what no order uses.
		expect(countRemains(server)).toEqual({ ...before, files: expect.any(Number) });
	});

	test("one byte over 5 MB is too large for cogvideox, in the wire's own words", async () => {
		const image_url = Buffer.concat([makePng(64, 64), Buffer.alloc(5_000_001)])
			.subarray(0, 5_000_001)
			.toString("base64");
		const answer = await post(order({ image_url }));
		expect(answer).toMatchObject({ status: 400, code: "1214" });
		expect(answer.message).toContain("5 MB");
		expectNothingLeft();
	});
});

test.each(["declared", "chunked"])("a body one byte over 64 MiB, %s", async (how) => {
	const bytes = Buffer.alloc(64 * 1024 * 1024 + 1, 0x20);
	const answer = await send(bytes, how === "declared" ? { "content-length": String(bytes.length) } : {});
	expect(answer).toMatchObject({ status: 413, code: "1210" });
	expectNothingLeft();
});

test("a client that goes away in the middle of its upload", async () => {
	const request = httpRequest(`${server.url}/api/paas/v4/videos/generations`, {
		method: "POST",
		headers: { authorization: `Bearer ${server.liveKey}`, "content-length": "1000000" },
	});
	const gone = new Promise((resolve) => request.on("error", () => {}).on("close", resolve));
	await new Promise((sent) => request.write(order({}), sent));
	request.destroy();
	await gone;
	expectNothingLeft();
});

test("a client that goes away while its link is fetched takes the fetch with it", { timeout: 5_000 }, async () => {
	const { port } = pictures.address() as AddressInfo;
	const leaving = new AbortController();
	const fetched = once(pictures, "request") as Promise<[IncomingMessage, ServerResponse]>;
	const asked = fetch(`${server.url}/api/paas/v4/videos/generations`, {
		method: "POST",
		headers: { authorization: `Bearer ${server.liveKey}` },
		body: order({ image_url: `http://localhost:${port}/silent` }),
		signal: leaving.signal,
	});
	const [, response] = await fetched;
	const ended = once(response, "close");
	leaving.abort();
	await expect(asked).rejects.toThrow();
	await ended;
	expectNothingLeft();
});

test.each(["x", "1.5", "0", "-1", "9007199254740993", "99999999999999999999", "%00", "task_", "1234567"])(
	"the id %s is no task",
	async (id) => {
		const response = await fetch(`${server.url}/api/paas/v4/async-result/${id}`, {
			headers: { authorization: `Bearer ${server.liveKey}` },
		});
		expect(response.status).toBe(400);
		expect(await response.json()).toMatchObject({ error: { code: "1214" } });
	},
);

test.each([
	["GET", "videos/generations"],
	["PUT", "videos/generations"],
	["DELETE", "async-result/1"],
	["POST", "async-result/1"],
	["GET", "images/generations"],
	["POST", "async/chat/completions"],
	["POST", "chat/completions"],
	["POST", "embeddings"],
	["POST", "files"],
	["GET", "files?purpose=batch"],
	["GET", "models"],
	["POST", "tools"],
	["GET", ""],
])("%s %s is not of this server, in the wire's envelope", async (method, path) => {
	const response = await fetch(`${server.url}/api/paas/v4/${path}`, {
		method,
		...(method === "GET" ? {} : { body: JSON.stringify({ model: "glm-4.6", messages: [] }) }),
	});
	expect(response.status).toBe(400);
	expect(response.headers.get("content-type")).toBe("application/json; charset=UTF-8");
	const { error } = (await response.json()) as { error: { code: string; message: string } };
	expect(error).toMatchObject({
		code: "1222",
		message: expect.stringContaining(`There is no ${method} /api/paas/v4/`),
	});
	expectNothingLeft();
});

test("a refusal speaks Chinese to who asks for it", async () => {
	const answer = await post(order({ duration: 7 }), { "accept-language": "zh-CN" });
	expect(answer.message).toBe("参数 duration 无效，允许：5, 10");
	const link = await post(order({ image_url: "http://127.0.0.1:1/cat.png" }), { "accept-language": "zh-CN" });
	expect(link.message).toBe("不允许访问 image_url 的链接：链接未指向公网地址");
});

/** As `post`, for a body that the server may cut off: the answer is read although not all was sent. */
async function send(bytes: Buffer, headers: Record<string, string>) {
	const request = httpRequest(`${server.url}/api/paas/v4/videos/generations`, {
		method: "POST",
		headers: { authorization: `Bearer ${server.liveKey}`, ...headers },
	});
	request.on("error", () => {});
	request.end(bytes);
	const [response] = (await once(request, "response")) as [IncomingMessage];
	let text = "";
	for await (const chunk of response) text += chunk;
	return { status: response.statusCode, code: JSON.parse(text).error.code };
}

function servePicture(request: IncomingMessage, response: ServerResponse): void {
	const { port } = pictures.address() as AddressInfo;
	const targets: Record<string, string> = {
		"/to-loopback": `http://127.0.0.1:${port}/page`,
		"/to-metadata": "http://169.254.169.254/latest/meta-data",
		"/round": "/round",
	};
	const target = targets[request.url ?? ""];
	if (target !== undefined) return void response.writeHead(302, { location: target }).end();
	if (request.url === "/silent") return;
	if (request.url === "/missing") return void response.writeHead(404).end("nothing");
	if (request.url === "/page") return void response.writeHead(200, { "content-type": "image/png" }).end("<html>");
	response.writeHead(200, { "content-type": "image/png", "content-length": "9000000000" });
	response.write(makePng(64, 64));
	if (request.url === "/broken") return void response.destroy();
	const more = () => {
		while (response.write(Buffer.alloc(65_536)));
	};
	response.on("drain", more);
	more();
}
