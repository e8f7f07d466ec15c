import { createHash } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { makePng } from "../src/contracts/make-png.ts";
import { openTestServer, type TestServer } from "../src/contracts/test-server.ts";
import { type HookBench, openHookBench, say } from "../src/moderation/hook-bench.ts";
import { WIRES } from "./wires.ts";

let server: TestServer;
let service: HookBench;
let folder: string;

beforeAll(async () => {
	service = await openHookBench();
	folder = mkdtempSync(join(tmpdir(), "filmgate-moderation-"));
	const configFile = join(folder, "filmgate.json");
	writeFileSync(join(folder, "refuse.txt"), "# ours\nreject\nwarship\n军舰\n");
	const hook = { url: service.url, stages: ["input", "output"], timeoutMs: 200 };
	const moderation = { words: "on", refuse: "refuse.txt", hook };
	writeFileSync(configFile, JSON.stringify({ moderation }));
	server = await openTestServer({ config: { configFile } });
});
afterAll(async () => {
	await server.close();
	await service.close();
	rmSync(folder, { recursive: true, force: true });
});
beforeEach(() => {
	service.answer(say({ allow: true }));
	service.received.length = 0;
});

interface Answer {
	readonly status: number;
	readonly headers: Headers;
	// biome-ignore lint/suspicious/noExplicitAny: each wire reads what it knows to be there, and fails when it is not.
	readonly body: any;
}

async function post(path: string, order: object, headers: Record<string, string> = {}): Promise<Answer> {
	const key = headers.key ?? server.liveKey;
	const response = await fetch(`${server.url}${path}`, {
		method: "POST",
		headers: {
			...{ authorization: `Bearer ${key}`, "api-key": key, "Ai-trace-id": crypto.randomUUID() },
			...{ "content-type": "application/json", ...headers },
		},
		body: JSON.stringify(order),
	});
	return { status: response.status, headers: response.headers, body: await response.json() };
}

const zai = (prompt: string, headers = {}) =>
	post("/api/paas/v4/videos/generations", { model: "cogvideox-3", prompt, request_id: undefined }, headers);
const pixverse = (prompt: string, headers = {}) => {
	const order = { model: "v4.5", prompt, duration: 5, quality: "360p", aspect_ratio: "16:9" };
	return post("/openapi/v2/video/text/generate", order, headers);
};
const native = (prompt: string, headers = {}) => post("/api/v1/tasks", { prompt }, headers);

async function stateOfPurse(key = server.liveKey) {
	const bearer = { headers: { authorization: `Bearer ${key}`, "api-key": key, "Ai-trace-id": crypto.randomUUID() } };
	const tasks = await (await fetch(`${server.url}/api/v1/tasks?limit=100`, bearer)).json();
	const balance = await (await fetch(`${server.url}/openapi/v2/account/balance`, bearer)).json();
	return JSON.stringify([tasks, balance]);
}

describe("a refused prompt, as each wire says it; no task, no hold, no engine", () => {
	let before: string;
	let starts: number;
	beforeEach(async () => {
		before = await stateOfPurse();
		starts = server.engine.starts.length;
	});
	const nothingHappened = async () => {
		expect(await stateOfPurse()).toBe(before);
		expect(server.engine.starts.length).toBe(starts);
	};

	test("Z.AI: 400 with 1301 and a content filter beside the error", async () => {
		const { status, body } = await zai("a WARSHIP at dawn");
		expect([status, body]).toEqual([
			400,
			{
				contentFilter: [{ level: 1, role: "user" }],
				error: { code: "1301", message: "The prompt contains words that this server refuses." },
			},
		]);
		const chinese = await zai("一艘军舰驶过海面", { "accept-language": "zh-CN" });
		expect(chinese.body.error).toEqual({ code: "1301", message: "输入内容可能包含不安全或敏感信息" });
		await nothingHappened();
	});

	test("PixVerse: 200 with 500063", async () => {
		const { status, body } = await pixverse("a warship at dawn");
		expect(status).toBe(200);
		expect(body).toEqual({
			ErrCode: 500063,
			ErrMsg: "The prompt contains words that this server refuses.",
			Resp: null,
		});
		await nothingHappened();
	});

	test("native: 422, a problem that names the field and says not to ask again", async () => {
		const { status, headers, body } = await native("a warship at dawn");
		expect([status, headers.get("x-should-retry")]).toEqual([422, "false"]);
		expect(body).toMatchObject({ code: "content_refused", field: "prompt" });
		await nothingHappened();
	});

	test("the embedded words were asked too, and the service was not asked about what the lists refused", async () => {
		expect((await native("explicit porn")).status).toBe(422);
		expect(service.received).toEqual([]);
		await nothingHappened();
	});

	test("the service's reason is told", async () => {
		service.answer(say({ allow: false, reason: "No ships on Sundays." }));
		expect((await zai("a ship")).body.error).toEqual({ code: "1301", message: "No ships on Sundays." });
		expect((await pixverse("a ship")).body).toMatchObject({ ErrCode: 500063, ErrMsg: "No ships on Sundays." });
		expect((await native("a ship")).body).toMatchObject({ code: "content_refused", field: null });
		await nothingHappened();
	});

	test("a service that does not answer in time makes every wire say: later", async () => {
		service.answer(() => {});
		const [first, second, third] = await Promise.all([zai("a ship"), pixverse("a ship"), native("a ship")]);
		expect([first.status, first.headers.get("x-should-retry"), first.headers.get("retry-after")]).toEqual([
			...[429, "true", "5"],
		]);
		expect([second.body.ErrCode, second.headers.get("retry-after")]).toEqual([500069, "5"]);
		expect([third.status, third.headers.get("retry-after")]).toEqual([503, "5"]);
		await nothingHappened();
	});
});

test("an input picture is shown to the service, and refused before anything is stored", async () => {
	const picture = makePng(512, 512);
	const image = `data:image/png;base64,${picture.toString("base64")}`;
	service.answer((response, question) => say({ allow: question.body.media.length === 0 })(response, question));
	const { status, body } = await post("/api/v1/tasks", { prompt: "a ship", image });
	expect([status, body.code]).toEqual([422, "content_refused"]);
	const [medium] = service.received[0]?.body.media ?? [];
	expect(medium).toMatchObject({ role: "first-frame", mime: "image/png", bytes: picture.length });
	expect(medium.sha256).toBe(createHash("sha256").update(picture).digest("hex"));
	expect(Buffer.from(medium.base64, "base64").equals(picture)).toBe(true);
});

test("an answer that was given is given again, whatever moderation thinks by now", async () => {
	const key = { "idempotency-key": crypto.randomUUID() };
	const first = await native("a ship", key);
	service.answer(say({ allow: false }));
	const again = await native("a ship", key);
	expect([again.status, again.body.id]).toEqual([200, first.body.id]);
});

test("what moderation refused does not use its request key up", async () => {
	const key = { "idempotency-key": crypto.randomUUID() };
	service.answer(say({ allow: false }));
	expect((await native("a ship", key)).status).toBe(422);
	service.answer(say({ allow: true }));
	expect([200, 201, 202]).toContain((await native("a ship", key)).status);
});

describe("test keys", () => {
	test("are moderated as live ones are", async () => {
		expect((await native("a warship", { key: server.testKey })).status).toBe(422);
	});

	test("script a late refusal with a word that the lists would refuse", async () => {
		const accepted = await native("a ship [[reject]]", { key: server.testKey });
		expect(accepted.body).toMatchObject({ livemode: false });
		expect(service.received[0]?.body).toMatchObject({ prompt: "a ship", mode: "test" });
		const id = accepted.body.id.replace("task_", "");
		expect(await ended(id, server.testKey)).toBe("rejected");
	});

	test("for a live key that word is of the prompt", async () => {
		expect((await native("a ship [[reject]]")).status).toBe(422);
	});
});

test("a film that the service refuses is rejected on every wire, and nobody gets a link", async () => {
	service.answer((response, question) => say({ allow: question.body.stage === "input" })(response, question));
	const door = { url: server.url, key: server.liveKey };
	for (const wire of WIRES) {
		const id = await wire.submit(door, "a ship");
		expect(await ended(id)).toBe("rejected");
		for (const reader of WIRES) {
			expect(await reader.read(door, id)).toMatchObject({ state: "rejected", film: null });
		}
		const asked = service.received.find(({ body }) => body.task === id);
		expect(asked?.body).toMatchObject({ stage: "output", prompt: "a ship", media: [{ role: "film" }] });
	}
});

/** The task's last state; asks with the native wire's bounded wait. */
async function ended(id: string, key = server.liveKey): Promise<string> {
	const headers = { authorization: `Bearer ${key}`, prefer: "wait=20" };
	const response = await fetch(`${server.url}/api/v1/tasks/task_${id}`, { headers });
	return ((await response.json()) as { status: string }).status;
}
