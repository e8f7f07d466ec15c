import { once } from "node:events";
import { createServer, request as openRequest, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { makePng } from "../../contracts/make-png.ts";
import { countRemains } from "../../contracts/remains.ts";
import { setBalance } from "../../contracts/set-balance.ts";
import { openTestServer, type TestServer } from "../../contracts/test-server.ts";

const TEXT = "/openapi/v2/video/text/generate";
const IMAGE = "/openapi/v2/video/img/generate";
const RESULT = "/openapi/v2/video/result";
const UPLOAD = "/openapi/v2/image/upload";
const BALANCE = "/openapi/v2/account/balance";
const ORDER = { prompt: "a heron", model: "v6", duration: 5, quality: "540p", aspect_ratio: "16:9" };

interface Answer {
	readonly status: number;
	readonly headers: Headers;
	readonly body: { readonly ErrCode: number; readonly ErrMsg: string; readonly Resp: Record<string, unknown> | null };
}

interface Sent {
	readonly body?: string | FormData | URLSearchParams;
	readonly headers?: Record<string, string>;
	/** The live key unless told otherwise. */
	readonly key?: string | null;
}

let server: TestServer;

async function call(method: string, path: string, { body, headers, key = server.liveKey }: Sent = {}): Promise<Answer> {
	const response = await fetch(server.url + path, {
		method,
		headers: { ...(key === null ? {} : { "API-KEY": key }), ...headers },
		...(body === undefined ? {} : { body }),
	});
	return { status: response.status, headers: response.headers, body: (await response.json()) as Answer["body"] };
}

function post(path: string, body: unknown, sent: Sent = {}): Promise<Answer> {
	return call("POST", path, { body: JSON.stringify(body), ...sent });
}

function file(bytes: Uint8Array | string, name = "image"): FormData {
	const form = new FormData();
	form.append(name, new Blob([bytes as Uint8Array<ArrayBuffer> | string], { type: "image/png" }), "picture.png");
	return form;
}

/** Some server of the world's, reached over a link: pictures, and what a bad one may do. */
let world: Server;
let worldUrl: string;

beforeAll(async () => {
	world = createServer((incoming, response) => answerWorld(incoming.url ?? "", response));
	world.listen(0, "127.0.0.1");
	await once(world, "listening");
	worldUrl = `http://127.0.0.1:${(world.address() as AddressInfo).port}`;
	server = await openTestServer({ engine: { finish: "by-hand" }, config: { allowLinks: ["127.0.0.1"] } });
});

afterAll(async () => {
	await server?.close();
	world.closeAllConnections();
	world.close();
});

function answerWorld(path: string, response: ServerResponse): void {
	if (path === "/picture") response.end(makePng(64, 32));
	else if (path === "/to-metadata") response.writeHead(302, { location: "http://169.254.169.254/latest/" }).end();
	else if (path === "/endless") pour(response);
	else response.writeHead(404).end();
}

function pour(response: ServerResponse): void {
	const chunk = Buffer.alloc(256 * 1024);
	const more = () => {
		while (!response.destroyed && response.write(chunk));
	};
	response.on("drain", more);
	more();
}

describe("keys", () => {
	it.each([
		["no key", null, 10002],
		["a wrong key", "abc.def", 10001],
		["no key at all", "nonsense", 10001],
	])("answers %s with HTTP 200", async (_name, key, code) => {
		for (const [method, path] of [
			["GET", BALANCE],
			["GET", `${RESULT}/1`],
			["POST", TEXT],
			["POST", UPLOAD],
		] as const) {
			const answer = await call(method, path, { key });
			expect(answer).toMatchObject({ status: 200, body: { ErrCode: code, Resp: null } });
		}
	});
});

describe("bad requests", () => {
	it.each<[string, string, number, string]>([
		["no body", "", 400013, "body"],
		["no JSON", "prompt=a", 400013, "JSON"],
		["no object", "[]", 400013, "JSON object"],
		["a quoted duration", JSON.stringify({ ...ORDER, duration: "5" }), 400013, "duration"],
		[
			"a seed over 2^53",
			`{"prompt":"a","model":"v6","duration":5,"quality":"540p","aspect_ratio":"1:1","seed":9007199254740993}`,
			400017,
			"seed",
		],
		["an unknown model", JSON.stringify({ ...ORDER, model: "v9" }), 400017, "model"],
		["a quality out of range", JSON.stringify({ ...ORDER, quality: "2160p" }), 400017, "quality"],
		["a length out of range", JSON.stringify({ ...ORDER, duration: 16 }), 400017, "duration"],
		["no prompt", JSON.stringify({ ...ORDER, prompt: "" }), 400011, "prompt"],
		["a prompt too long", JSON.stringify({ ...ORDER, prompt: "🎬".repeat(5001) }), 400018, "5000"],
		["a template that nobody knows", JSON.stringify({ ...ORDER, template_id: 1 }), 500070, "template_id"],
	])("refuses %s and leaves nothing", async (_name, body, code, words) => {
		const before = countRemains(server);
		for (const path of [TEXT, IMAGE]) {
			const answer = await call("POST", path, { body: path === IMAGE ? body.replace("{", '{"img_id":1,') : body });
			expect(answer).toMatchObject({ status: 200, body: { ErrCode: code, Resp: null } });
			expect(answer.body.ErrMsg).toContain(words);
		}
		expect(countRemains(server)).toEqual(before);
		expect(server.engine.starts).toHaveLength(0);
	});

	it("refuses pictures that are not there, and bodies one byte over the cap", async () => {
		const before = countRemains(server);
		expect((await post(IMAGE, { ...ORDER, img_id: 425918148159561 })).body.ErrCode).toBe(400032);
		const cap = 1024 * 1024;
		const padded = JSON.stringify({ ...ORDER, model: "v9" });
		const whole = await call("POST", TEXT, { body: padded.padEnd(cap) });
		expect(whole).toMatchObject({ status: 200, body: { ErrCode: 400017 } });
		const over = await call("POST", TEXT, { body: padded.padEnd(cap + 1) });
		expect(over).toMatchObject({ status: 413, body: { ErrCode: 400013, Resp: null } });
		expect(countRemains(server)).toEqual(before);
	});

	it("answers unknown routes in the envelope", async () => {
		for (const [method, path] of [
			["POST", "/openapi/v2/video/avatar/generate"],
			["GET", TEXT],
			["GET", "/openapi/v2"],
		] as const) {
			expect(await call(method, path)).toMatchObject({ status: 404, body: { ErrCode: 500008, Resp: null } });
		}
	});

	it.each([
		["abc", 400013],
		["12x", 400013],
		["1", 500008],
		["425918148159561", 500008],
		["99999999999999999999", 500008],
	])("answers for video %s", async (id, code) => {
		expect(await call("GET", `${RESULT}/${id}`)).toMatchObject({ status: 200, body: { ErrCode: code, Resp: null } });
	});
});

describe("bad pictures", () => {
	it.each<[string, () => FormData | URLSearchParams | string, number]>([
		["text", () => file("I am no picture, whatever my name says."), 500032],
		["half a picture", () => file(makePng(64, 64).subarray(0, 40)), 500031],
		["a hundred megapixels in a few kilobytes", () => file(makePng(10_000, 10_000)), 500033],
		["a side too long", () => file(makePng(10_001, 8)), 500033],
		["a film", () => file(Buffer.from("0000001c667479706d703432000000006d70343269736f6d", "hex")), 500032],
		["a file over 20 MiB", () => file(Buffer.concat([makePng(8, 8), Buffer.alloc(20 * 1024 * 1024)])), 500030],
		["nothing", () => new URLSearchParams({ tag: "x" }), 400011],
		["an empty body", () => "", 400013],
		["another scheme", () => new URLSearchParams({ image_url: "file:///etc/passwd" }), 500042],
		["the metadata service", () => new URLSearchParams({ image_url: "http://169.254.169.254/latest/" }), 500042],
		["a redirect to it", () => new URLSearchParams({ image_url: `${worldUrl}/to-metadata` }), 500042],
		["a link without end", () => new URLSearchParams({ image_url: `${worldUrl}/endless` }), 500030],
		["a dead link", () => new URLSearchParams({ image_url: `${worldUrl}/gone` }), 500041],
	])("refuses %s and leaves nothing", async (_name, body, code) => {
		const before = countRemains(server);
		const answer = await call("POST", UPLOAD, { body: body() });
		expect(answer).toMatchObject({ status: 200, body: { ErrCode: code, Resp: null } });
		expect(countRemains(server)).toEqual(before);
	});

	it("follows no link to its own machine unless it is allowed to", async () => {
		const strict = await openTestServer();
		try {
			const response = await fetch(strict.url + UPLOAD, {
				method: "POST",
				headers: { "API-KEY": strict.liveKey },
				body: new URLSearchParams({ image_url: `${worldUrl}/picture` }),
			});
			expect([response.status, await response.json()]).toMatchObject([200, { ErrCode: 500042, Resp: null }]);
			expect(countRemains(strict)).toMatchObject({ uploads: 0, files: 0 });
		} finally {
			await strict.close();
		}
	});

	it("leaves nothing when the client goes away in the middle", async () => {
		const before = countRemains(server);
		const whole = Buffer.from(await new Response(file(makePng(2_000, 2_000))).arrayBuffer());
		const boundary = whole.subarray(2, whole.indexOf("\r\n")).toString();
		const half = openRequest(server.url + UPLOAD, {
			method: "POST",
			headers: {
				"API-KEY": server.liveKey,
				"content-type": `multipart/form-data; boundary=${boundary}`,
				"content-length": whole.length,
			},
		});
		half.on("error", () => {});
		await new Promise<void>((sent) => half.write(whole.subarray(0, whole.length - 60), () => sent()));
		const closed = new Promise((gone) => half.once("close", gone));
		half.destroy();
		await closed;
		// The server hears of it a little later.
		await vi.waitFor(() => expect(countRemains(server)).toEqual(before), { interval: 2, timeout: 10_000 });
	});
});

describe("accepted orders", () => {
	it("reads back what it made, for its own account and mode only (I9)", async () => {
		const created = await post(TEXT, { ...ORDER, seed: 42, negative_prompt: "blur", play_bgm: false, unheard_of: {} });
		const id = created.body.Resp?.video_id as number;
		expect(created.body).toEqual({ ErrCode: 0, ErrMsg: "Success", Resp: { video_id: id, credits: 35 } });
		expect((await call("GET", `${RESULT}/${id}`)).body.Resp).toMatchObject({
			id,
			status: 5,
			prompt: "a heron",
			negative_prompt: "blur",
			seed: 42,
			outputWidth: 960,
			quality: "540p",
			aspect_ratio: "16:9",
			credits: 35,
		});
		expect((await call("GET", `${RESULT}/${id}`, { key: server.testKey })).body.ErrCode).toBe(500008);
	});

	it("refuses another request under a used trace id, and gives the first its video again (I8)", async () => {
		const headers = { "Ai-trace-id": "a-trace-of-mine" };
		const first = await post(TEXT, ORDER, { headers });
		const before = countRemains(server);
		const other = await post(TEXT, { ...ORDER, prompt: "another" }, { headers });
		expect(other).toMatchObject({ status: 200, body: { ErrCode: 400017, Resp: null } });
		expect(other.headers.get("x-should-retry")).toBe("false");
		expect((await post(TEXT, ORDER, { headers })).body).toEqual(first.body);
		expect(countRemains(server)).toEqual(before);
	});

	it("makes a new video of every request without a trace id", async () => {
		const [one, two] = await Promise.all([post(TEXT, ORDER), post(TEXT, ORDER)]);
		expect(one.body.Resp?.video_id).not.toBe(two.body.Resp?.video_id);
	});

	it("lets a refused trace id be used again", async () => {
		const headers = { "ai-trace-id": "once-refused" };
		expect((await post(TEXT, { ...ORDER, duration: 99 }, { headers })).body.ErrCode).toBe(400017);
		expect((await post(TEXT, ORDER, { headers })).body.ErrCode).toBe(0);
	});

	it("shows what another wire made (I10)", async () => {
		const made = await fetch(`${server.url}/api/paas/v4/videos/generations`, {
			method: "POST",
			headers: { authorization: server.liveKey, "content-type": "application/json" },
			body: JSON.stringify({ model: "cogvideox-3", prompt: "a heron", size: "1024x1024" }),
		});
		const { id } = (await made.json()) as { id: string };
		const resp = { id: Number(id), status: 5, quality: "1024p", aspect_ratio: "1:1", duration: 5 };
		expect((await call("GET", `${RESULT}/${id}`)).body.Resp).toMatchObject(resp);
	});

	it("refuses what the balance does not cover", async () => {
		setBalance(server, "test", 349_999);
		const before = countRemains(server);
		const key = server.testKey;
		expect((await call("GET", BALANCE, { key })).body.Resp).toEqual({
			account_id: 1,
			credit_monthly: 0,
			credit_package: 34,
		});
		expect(await post(TEXT, ORDER, { key })).toMatchObject({ status: 200, body: { ErrCode: 500090, Resp: null } });
		expect(countRemains(server)).toEqual(before);
	});
});
