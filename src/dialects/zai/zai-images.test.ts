import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { addAccount } from "../../contracts/add-account.ts";
import { countRemains, type Remains } from "../../contracts/remains.ts";
import { openTestServer, type TestServer } from "../../contracts/test-server.ts";
import { OPERATIONS } from "../../core/order.ts";

/** Both calls for images over a real socket; their engine waits for the test where a prompt says so. */
let server: TestServer;
let patient: TestServer;

beforeAll(async () => {
	const capabilities = { operations: OPERATIONS };
	server = await openTestServer({ engine: { capabilities } });
	patient = await openTestServer({ engine: { capabilities, finish: "by-hand" } });
});

afterAll(async () => {
	await server.close();
	await patient.close();
});

interface Init {
	readonly key?: string;
	readonly body?: unknown;
	readonly at?: TestServer;
	readonly signal?: AbortSignal;
	readonly language?: string;
}

async function call(path: string, { key, body, at = server, signal, language = "en" }: Init = {}) {
	const response = await fetch(`${at.url}/api/paas/v4/${path}`, {
		headers: { authorization: `Bearer ${key ?? at.liveKey}`, "accept-language": language },
		...(body === undefined ? {} : { method: "POST", body: typeof body === "string" ? body : JSON.stringify(body) }),
		...(signal === undefined ? {} : { signal }),
	});
	return { status: response.status, headers: response.headers, body: (await response.json()) as Answer };
}

interface Answer {
	readonly id?: string;
	readonly task_status?: string;
	readonly data?: readonly { readonly url: string }[];
	readonly image_result?: readonly { readonly url: string }[];
	readonly error?: { readonly code: string; readonly message: string };
}

async function ended(id: string | undefined, init: Init = {}) {
	for (let polls = 0; polls < 5_000; polls += 1) {
		const answer = await call(`async-result/${id}`, init);
		if (answer.body.task_status !== "PROCESSING") return answer;
	}
	throw new Error("The task did not end.");
}

const CAT = { model: "glm-image", prompt: "a cat" };

test("the synchronous call answers the picture itself", async () => {
	const answer = await call("images/generations", { body: { ...CAT, model: "cogview-4", size: "768x1344" } });
	expect(answer.status).toBe(200);
	expect(answer.headers.get("content-type")).toBe("application/json; charset=UTF-8");
	expect(answer.body).toEqual({
		created: expect.toSatisfy((at: number) => Math.abs(at - Date.now() / 1000) < 60 && Number.isInteger(at)),
		data: [{ url: expect.stringContaining(`${server.url}/films/`) }],
	});
	const picture = await fetch(answer.body.data?.[0]?.url ?? "");
	expect({ status: picture.status, type: picture.headers.get("content-type") }).toEqual({
		status: 200,
		type: "image/png",
	});
	const bytes = Buffer.from(await picture.arrayBuffer());
	expect([bytes.readUInt32BE(16), bytes.readUInt32BE(20)]).toEqual([768, 1344]);
});

test("the asynchronous call answers a task, whose result has the picture and nothing of a film", async () => {
	const accepted = await call("async/images/generations", { body: { ...CAT, request_id: "async-image-1" } });
	const { id } = accepted.body;
	expect(accepted.body).toEqual({ id, request_id: "async-image-1", model: "glm-image", task_status: "PROCESSING" });
	const { status, body } = await ended(id);
	expect(status).toBe(200);
	expect(body).toEqual({
		model: "glm-image",
		request_id: "async-image-1",
		task_status: "SUCCESS",
		image_result: [{ url: expect.stringContaining(`${server.url}/films/`) }],
	});
	expect((await fetch(body.image_result?.[0]?.url ?? "")).headers.get("content-type")).toBe("image/png");
});

test.each([
	["a cat [[fail]]", 500, "1230"],
	["a cat [[reject]]", 400, "1301"],
])("%s is an error at once, and a FAIL for who comes back", async (prompt, status, code) => {
	const key = server.testKey;
	const answer = await call("images/generations", { key, body: { ...CAT, prompt } });
	expect(answer).toMatchObject({ status, body: { error: { code } } });
	expect("contentFilter" in answer.body).toBe(code === "1301");
	const accepted = await call("async/images/generations", { key, body: { ...CAT, prompt } });
	expect((await ended(accepted.body.id, { key })).body).toMatchObject({ task_status: "FAIL", error: { code } });
});

test("a request_id sent many times at once makes one picture, which all of them get", async () => {
	const starts = server.engine.starts.length;
	const body = { ...CAT, request_id: "many-images-1" };
	const answers = await Promise.all(Array.from({ length: 10 }, () => call("images/generations", { body })));
	expect(answers.every(({ status }) => status === 200)).toBe(true);
	expect(new Set(answers.map((answer) => new URL(answer.body.data?.[0]?.url ?? "").pathname)).size).toBe(1);
	expect(server.engine.starts.length).toBe(starts + 1);
	const other = await call("images/generations", { body: { ...body, prompt: "a dog" } });
	expect(other).toMatchObject({ status: 400, body: { error: { code: "1231" } } });
});

test("a client that goes away leaves its task alone, which is found under its request_id", async () => {
	const leaving = new AbortController();
	const body = { ...CAT, request_id: "gone-away-1" };
	const asked = call("images/generations", { body, at: patient, signal: leaving.signal });
	const work = await started(patient, 1);
	leaving.abort();
	await expect(asked).rejects.toThrow();
	patient.engine.finish(work);
	const again = await call("images/generations", { body, at: patient });
	expect(again).toMatchObject({ status: 200, body: { data: [{}] } });
	expect(patient.engine.starts).toHaveLength(1);
});

describe("limits of an account", () => {
	test("a balance that is too small is 1113", async () => {
		const key = await addAccount(server, { balance: 14_999 });
		const answer = await call("images/generations", { key, body: CAT });
		expect(answer).toMatchObject({ status: 429, body: { error: { code: "1113" } } });
		expect(answer.headers.get("x-should-retry")).toBe("false");
		expect(await call("images/generations", { key, body: { ...CAT, model: "cogview-4" } })).toMatchObject({
			status: 200,
		});
	});

	test("more of a model than its plan allows are 1302 at once, other models go on", async () => {
		const before = patient.engine.starts.length;
		const key = await addAccount(patient, { maxInFlightByModel: { "glm-image": 1, "cogvideox-3": 1 } });
		const generate = (body: object, path = "async/images/generations") => call(path, { at: patient, key, body });
		const first = await generate(CAT);
		expect(first.status).toBe(200);
		const answer = await generate(CAT);
		expect(answer).toMatchObject({ status: 429, body: { error: { code: "1302" } } });
		expect(answer.body.error?.message).toContain("of this model as it may have: 1.");
		expect(answer.headers.get("x-should-retry")).toBe("true");
		expect(Number(answer.headers.get("retry-after"))).toBeGreaterThanOrEqual(1);
		const film = { model: "cogvideox-3", prompt: "a cat" };
		expect((await generate(film, "videos/generations")).status).toBe(200);
		expect((await generate(film, "videos/generations")).body.error?.code).toBe("1302");
		expect((await generate({ ...film, model: "cogvideox-flash" }, "videos/generations")).status).toBe(200);
		patient.engine.finish(await started(patient, before + 1));
		await ended(first.body.id, { at: patient, key });
		expect((await generate(CAT)).status).toBe(200);
	});
});

describe("bad input leaves no task, no hold and no file", () => {
	let before: Remains;

	beforeEach(() => {
		before = countRemains(server);
	});

	const cat = (fields: object) => ({ ...CAT, ...fields });

	describe.each(["images/generations", "async/images/generations"])("%s", (path) => {
		test.each<[string, unknown, string, string]>([
			["an empty body", "", "1210", ""],
			["no JSON", "model=glm-image", "1210", ""],
			["half of a JSON", '{"model":"glm-image",', "1210", ""],
			["no object", "[]", "1210", ""],
			["no model", { prompt: "a cat" }, "1213", "model"],
			["a model that is a number", cat({ model: 4 }), "1214", "model"],
			["an unknown model", cat({ model: "dall-e-3" }), "1214", "modelCode: does not exist"],
			["a model of films", cat({ model: "cogvideox-3" }), "1211", "another endpoint"],
			["no prompt", { model: "glm-image" }, "1213", "prompt"],
			["a prompt that is a number", cat({ prompt: 5 }), "1214", "prompt"],
			["a prompt one code point too long", cat({ prompt: "😀".repeat(5_001) }), "1261", "5000"],
			["a size out of range", cat({ size: "4096x4096" }), "1214", "sides of 1024 to 2048 pixels"],
			["a size that is a number", cat({ size: 1024 }), "1214", "size"],
			["a quality that nobody has", cat({ quality: "8k" }), "1214", "hd"],
			["a flag that is a text", cat({ watermark_enabled: "false" }), "1214", "true, false"],
			["a request_id that is too short", cat({ request_id: "abc" }), "1214", "6 to 64"],
			["a user_id that is a number", cat({ user_id: 123_456 }), "1214", "6 to 128"],
		])("%s", async (_name, body, code, says) => {
			const answer = await call(path, { body });
			expect(answer).toMatchObject({ status: 400, body: { error: { code } } });
			expect(answer.body.error?.message).toContain(says);
			const chinese = await call(path, { body, language: "zh-CN" });
			expect(chinese.body.error).toMatchObject({ code, message: expect.stringMatching(/\p{Script=Han}/u) });
			expect(chinese.body.error?.message, "some of it was left in English").not.toMatch(/[a-z]{2,} [a-z]{2,}/);
			expect(countRemains(server)).toEqual(before);
		});

		test("no key, and a wrong one", async () => {
			for (const key of ["", "nobody.secret"]) {
				const answer = await call(path, { key, body: CAT });
				expect(answer).toMatchObject({ status: 401, body: { error: { code: key === "" ? "1001" : "401" } } });
			}
			expect(countRemains(server)).toEqual(before);
		});
	});
});

/** The token of the `count`th start, once it is there. */
async function started({ engine }: TestServer, count: number): Promise<string> {
	while (engine.starts.length < count) await new Promise((resolve) => setImmediate(resolve));
	return engine.starts[count - 1]?.startToken ?? "";
}
