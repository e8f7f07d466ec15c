import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openTestServer, type TestServer } from "../src/contracts/test-server.ts";

const ASKED_AT_ONCE = 12;

let server: TestServer;
beforeAll(async () => {
	server = await openTestServer({ config: { pollsPerSecond: 1, submitsPerSecond: 1 } });
});
afterAll(() => server.close());

interface Answer {
	readonly status: number;
	readonly retryAfter: string | null;
	readonly shouldRetry: string | null;
	readonly text: string;
}

/** Asks the same thing many times at once; the refusals. Each mode is counted by itself, as is each kind of request. */
async function refusals(path: string, options: { mode: "live" | "test"; init?: RequestInit }): Promise<Answer[]> {
	const key = options.mode === "live" ? server.liveKey : server.testKey;
	const headers = { authorization: `Bearer ${key}`, "api-key": key, "content-type": "application/json" };
	const ask = async () => {
		const response = await fetch(`${server.url}${path}`, { ...options.init, headers });
		const { status } = response;
		const [retryAfter, shouldRetry] = ["retry-after", "x-should-retry"].map((name) => response.headers.get(name));
		return { status, retryAfter: retryAfter ?? null, shouldRetry: shouldRetry ?? null, text: await response.text() };
	};
	const answers = await Promise.all(Array.from({ length: ASKED_AT_ONCE }, ask));
	const refused = answers.filter((answer) => answer.status === 429);
	expect(refused.length).toBeGreaterThan(0);
	expect(refused.length).toBeLessThan(ASKED_AT_ONCE);
	return refused;
}

const submit = { method: "POST", body: "{}" };

describe("more requests a second than an account may make are refused", () => {
	test("on Z.AI's wire: 429 with 1302 and the time to wait", async () => {
		for (const refused of [
			await refusals("/api/paas/v4/async-result/1", { mode: "live" }),
			await refusals("/api/paas/v4/videos/generations", { mode: "live", init: submit }),
		]) {
			expect(refused[0]).toMatchObject({ retryAfter: "1", shouldRetry: "true" });
			expect(JSON.parse(refused[0]?.text ?? "")).toMatchObject({ error: { code: "1302" } });
		}
	});

	test("on PixVerse's wire: 429 with 500069 and the time to wait", async () => {
		const [refused] = await refusals("/openapi/v2/video/result/1", { mode: "test" });
		expect(refused).toMatchObject({ retryAfter: "1" });
		expect(JSON.parse(refused?.text ?? "")).toMatchObject({ ErrCode: 500069, Resp: null });
	});

	test("on the native wire: 429, a problem, and the time to wait", async () => {
		const [refused] = await refusals("/api/v1/tasks", { mode: "test", init: submit });
		expect(refused).toMatchObject({ retryAfter: "1", shouldRetry: "true" });
		expect(JSON.parse(refused?.text ?? "")).toMatchObject({ code: "rate_limited" });
	});

	test("and every answer says what is left", async () => {
		const limited = await openTestServer({ config: { pollsPerSecond: 5 } });
		try {
			const headers = { authorization: `Bearer ${limited.liveKey}` };
			const ask = (path: string, init: RequestInit = {}) => fetch(`${limited.url}${path}`, { headers, ...init });
			const first = await ask("/api/v1/balance");
			expect(first.headers.get("ratelimit-policy")).toBe('"polls";q=5;w=1');
			expect(first.headers.get("ratelimit")).toBe('"polls";r=4;t=1');
			// A poll of a task's status goes another way, and says the same.
			const made = await ask("/api/v1/tasks", { method: "POST", body: '{"prompt": "a fox"}' });
			expect(made.headers.has("ratelimit")).toBe(false);
			const { id } = (await made.json()) as { id: string };
			for (let poll = 0; poll < 2; poll += 1) {
				expect((await ask(`/api/v1/tasks/${id}`)).headers.get("ratelimit")).toMatch(/^"polls";r=[0-3];t=1$/);
			}
		} finally {
			await limited.close();
		}
	});
});
