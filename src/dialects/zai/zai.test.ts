import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { SignJWT } from "jose";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { addAccount } from "../../contracts/add-account.ts";
import { makePng } from "../../contracts/make-png.ts";
import { openTestServer, type TestServer } from "../../contracts/test-server.ts";

/** Twice as high as wide. */
const PICTURE = makePng(120, 240);

let server: TestServer;
let pictures: Server;

beforeAll(async () => {
	pictures = createServer((_request, response) => response.end(PICTURE)).listen(0, "127.0.0.1");
	await once(pictures, "listening");
	server = await openTestServer({ config: { allowLinks: ["localhost"] } });
});

afterAll(async () => {
	pictures.closeAllConnections();
	pictures.close();
	await server.close();
});

interface Answer {
	readonly status: number;
	readonly headers: Headers;
	readonly body: Record<string, unknown>;
}

async function call(path: string, init: { key?: string; body?: unknown; headers?: Record<string, string> } = {}) {
	const authorization = `Bearer ${init.key ?? server.liveKey}`;
	const response = await fetch(`${server.url}/api/paas/v4/${path}`, {
		headers: { authorization, "content-type": "application/json", ...init.headers },
		...(init.body === undefined ? {} : { method: "POST", body: JSON.stringify(init.body) }),
	});
	return { status: response.status, headers: response.headers, body: await response.json() } as Answer;
}

const generate = (body: object, init = {}) => call("videos/generations", { ...init, body });

async function ended(id: unknown, init = {}): Promise<Answer> {
	for (let polls = 0; polls < 5_000; polls += 1) {
		const answer = await call(`async-result/${id}`, init);
		if (answer.body.task_status !== "PROCESSING") return answer;
	}
	throw new Error("The task did not end.");
}

describe("from text to film", () => {
	test("the submit, the status and the links answer as the wire says", async () => {
		const accepted = await generate({ model: "cogvideox-3", prompt: "a cat", nobody_knows: { this: 1 } });
		expect(accepted.status).toBe(200);
		expect(accepted.headers.get("content-type")).toBe("application/json; charset=UTF-8");
		const id = String(accepted.body.id);
		expect(id).toMatch(/^[1-9][0-9]+$/);
		expect(accepted.body).toEqual({ id, request_id: id, model: "cogvideox-3", task_status: "PROCESSING" });

		const answer = await ended(id);
		expect(answer.status).toBe(200);
		expect(answer.headers.get("content-type")).toBe("application/json; charset=UTF-8");
		expect(answer.body).toEqual({
			model: "cogvideox-3",
			request_id: id,
			task_status: "SUCCESS",
			video_result: [{ url: expect.stringContaining(server.url), cover_image_url: expect.toSatisfy(isLinkOrNull) }],
		});
		const [video] = answer.body.video_result as { url: string }[];
		const film = await fetch(video?.url ?? "");
		expect(film.status).toBe(200);
		expect(film.headers.get("content-type")).toBe("video/mp4");
		expect((await film.arrayBuffer()).byteLength).toBeGreaterThan(1_000);
	});

	test("every null of the official Python client is an absent field", async () => {
		const unset =
			"image_url quality with_audio size duration fps style aspect_ratio off_peak movement_amplitude request_id user_id";
		const nulls = Object.fromEntries(unset.split(" ").map((field) => [field, null]));
		expect(await generate({ model: "viduq1-text", prompt: "a cat", ...nulls })).toMatchObject({ status: 200 });
	});

	test("the aliases of another client reach the same", async () => {
		const accepted = await call("video/generation", { body: { prompt: "a cat" } });
		expect(accepted).toMatchObject({ status: 200, body: { model: "cogvideox-3", task_status: "PROCESSING" } });
		await ended(accepted.body.id);
		const answer = await call(`async-result?id=${accepted.body.id}`);
		expect(answer).toMatchObject({ status: 200, body: { task_status: "SUCCESS", request_id: accepted.body.id } });
		expect(await call("async-result?id=7")).toMatchObject({ status: 400, body: { error: { code: "1214" } } });
		expect(await call("async-result")).toMatchObject({ status: 400, body: { error: { code: "1214" } } });
	});

	test("a status is read under every spelling of the id", async () => {
		const { body } = await generate({ model: "cogvideox-flash", prompt: "a cat" });
		for (const prefix of ["task_", "video_"]) {
			expect(await call(`async-result/${prefix}${body.id}`)).toMatchObject({
				status: 200,
				body: { model: "cogvideox-flash" },
			});
		}
	});
});

describe("from one image to film", () => {
	const base64 = PICTURE.toString("base64");

	test.each([
		["a link", () => `http://localhost:${(pictures.address() as AddressInfo).port}/cat.png`],
		["a data URL", () => `data:image/png;base64,${base64}`],
		["a data URL with a blank, as the vendor's example has it", () => `data:image/png;base64, ${base64}`],
		["bare base64, as the Java client sends it", () => base64],
		["an array of one", () => [`data:image/png;base64,${base64}`]],
	])("%s", async (_name, image) => {
		const accepted = await generate({ model: "cogvideox-3", image_url: image() });
		expect(accepted.status).toBe(200);
		expect((await ended(accepted.body.id)).body.task_status).toBe("SUCCESS");
		expect(server.engine.starts.at(-1)?.order).toMatchObject({
			operation: "image-to-video",
			width: 1080,
			height: 2160,
			inputs: [{ role: "first-frame", medium: { mime: "image/png", width: 120, height: 240 } }],
		});
	});
});

describe("FAIL says why", () => {
	test.each([
		["a cat [[fail]]", "1230"],
		["a cat [[reject]]", "1301"],
	])("%s", async (prompt, code) => {
		const init = { key: server.testKey };
		const { body } = await generate({ model: "cogvideox-3", prompt }, init);
		const english = await ended(body.id, init);
		expect(english).toMatchObject({ status: 200, body: { task_status: "FAIL", error: { code } } });
		expect(english.body).not.toHaveProperty("video_result");
		const chinese = await call(`async-result/${body.id}`, { ...init, headers: { "accept-language": "zh-CN" } });
		expect(chinese.body).toMatchObject({ error: { code, message: expect.stringMatching(/\p{Script=Han}/u) } });
	});
});

describe("keys", () => {
	/** Signs a token from the live key, as clients do. */
	async function token(claims: Record<string, number>, signer = server.liveKey): Promise<string> {
		const [id = "", secret = ""] = signer.split(".");
		return await new SignJWT({ api_key: id, ...claims })
			.setProtectedHeader({ alg: "HS256", sign_type: "SIGN" })
			.sign(new TextEncoder().encode(secret));
	}

	const poll = (authorization: string | null, headers = {}) =>
		fetch(`${server.url}/api/paas/v4/async-result/1`, {
			headers: authorization === null ? headers : { authorization, ...headers },
		});

	const now = Date.now();
	const soon = now + 180_000;

	// Each row is what a client in the wild sends (wire/zai.md, section 4). A good key gets as far as the unknown id.
	test.each([
		["the raw key (both official SDKs)", async () => `Bearer ${server.liveKey}`],
		["the raw key without Bearer", async () => server.liveKey],
		["a token in milliseconds (Python, Java)", async () => `Bearer ${await token({ exp: soon, timestamp: now })}`],
		[
			"a token with a standard iat (npm zhipuai)",
			async () => `Bearer ${await token({ exp: soon, timestamp: now, iat: Math.floor(now / 1000) })}`,
		],
		[
			"a bare token in microseconds (npm zhipuai-sdk-nodejs-v4)",
			() => token({ exp: soon * 1000, timestamp: now * 1000 }),
		],
		["a bare token in seconds (TypeScript beta)", () => token({ exp: Math.floor(soon / 1000), timestamp: now })],
	])("%s is let in, twice", async (_name, header) => {
		const authorization = await header();
		for (const _time of [1, 2]) {
			const response = await poll(authorization);
			expect(await response.json()).toMatchObject({ error: { code: "1214" } });
		}
	});

	const past = now - 60_000;
	test.each([
		["no header", async () => null, "1001"],
		["nothing behind Bearer", async () => "Bearer ", "1001"],
		["an unknown key", async () => "Bearer fglive0.secret", "401"],
		["a wrong secret", async () => `Bearer ${server.liveKey}x`, "401"],
		["no key at all", async () => "Bearer secret", "401"],
		["a token of an unknown key", () => token({ exp: soon }, "nobody.secret"), "401"],
		["a token signed with another secret", () => token({ exp: soon }, `${server.liveKey}x`), "401"],
		["a token without exp", () => token({ timestamp: now }), "401"],
		["a token of three words", async () => "a.b.c", "401"],
		["an expired token in milliseconds", () => token({ exp: past }), "1003"],
		["an expired token in seconds", () => token({ exp: Math.floor(past / 1000) }), "1003"],
		["an expired token in microseconds", () => token({ exp: past * 1000 }), "1003"],
	])("%s is refused", async (_name, header, code) => {
		const response = await poll(await header());
		expect(response.status).toBe(401);
		expect(response.headers.get("content-type")).toBe("application/json; charset=UTF-8");
		expect(await response.json()).toEqual({ error: { code, message: expect.any(String) } });
	});

	test("a refusal speaks the client's language", async () => {
		const response = await poll(null, { "accept-language": "zh-CN,zh;q=0.9" });
		expect(await response.json()).toEqual({ error: { code: "1001", message: "请求头中没有鉴权参数，无法验证身份" } });
	});
});

describe("request_id", () => {
	const order = (request_id: string) => ({ model: "cogvideox-3", prompt: "a cat", request_id });

	test("repeated with the same body it gives the first task again", async () => {
		const starts = server.engine.starts.length;
		const first = await generate(order("replay-0001"));
		expect(first.body.request_id).toBe("replay-0001");
		expect((await ended(first.body.id)).body.request_id).toBe("replay-0001");
		expect(await generate(order("replay-0001"))).toMatchObject({ status: 200, body: first.body });
		expect(server.engine.starts.length).toBe(starts + 1);
	});

	test("sent many times at once it makes one task (I8)", async () => {
		const answers = await Promise.all(Array.from({ length: 20 }, () => generate(order("replay-0002"))));
		expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
		expect(answers.every(({ status }) => status === 200)).toBe(true);
	});

	test("used for another body it is 1231, not to be repeated", async () => {
		await generate(order("replay-0003"));
		const answer = await generate({ ...order("replay-0003"), prompt: "a dog" });
		expect(answer).toMatchObject({ status: 400, body: { error: { code: "1231" } } });
		expect(answer.headers.get("x-should-retry")).toBe("false");
	});

	test("of another account, or of another mode, it is another request", async () => {
		const ids = new Set([(await generate(order("replay-0004"))).body.id]);
		for (const key of [server.testKey, await addAccount(server)]) {
			ids.add((await generate(order("replay-0004"), { key })).body.id);
		}
		expect(ids.size).toBe(3);
	});
});

describe("limits of an account", () => {
	test("a balance that is too small is 1113, not to be repeated; a free model still works", async () => {
		const key = await addAccount(server, { balance: 199_999 });
		const answer = await generate({ model: "cogvideox-3", prompt: "a cat" }, { key });
		expect(answer).toMatchObject({ status: 429, body: { error: { code: "1113" } } });
		expect(answer.headers.get("x-should-retry")).toBe("false");
		expect(await generate({ model: "cogvideox-flash", prompt: "a cat" }, { key })).toMatchObject({ status: 200 });
	});

	test("too many unfinished tasks are 1302, to be repeated later", async () => {
		const key = await addAccount(server, { maxInFlight: 1, mode: "test" });
		const prompt = "a cat [[slow 60s]]";
		const body = { model: "cogvideox-3", prompt, request_id: "limited-0001" };
		const first = await generate(body, { key });
		expect(first.status).toBe(200);
		const answer = await generate({ model: "cogvideox-3", prompt }, { key });
		expect(answer).toMatchObject({ status: 429, body: { error: { code: "1302" } } });
		expect(answer.headers.get("x-should-retry")).toBe("true");
		expect(Number(answer.headers.get("retry-after"))).toBeGreaterThanOrEqual(1);
		// The first task's own repeat is not counted against it.
		expect(await generate(body, { key })).toMatchObject({ status: 200, body: first.body });
	});
});

test("a foreign id looks like an unknown one", async () => {
	const { body } = await generate({ model: "cogvideox-3", prompt: "a cat" });
	const unknown = await call("async-result/1234567");
	expect(unknown).toMatchObject({ status: 400, body: { error: { code: "1214" } } });
	for (const key of [server.testKey, await addAccount(server)]) {
		expect(await call(`async-result/${body.id}`, { key })).toMatchObject({ status: 400, body: unknown.body });
	}
});

function isLinkOrNull(value: unknown): boolean {
	return value === null || (typeof value === "string" && value.startsWith(server.url));
}
