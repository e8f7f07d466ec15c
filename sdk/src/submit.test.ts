import { expect, test } from "vitest";
import { FilmgateApiError, FilmgateConnectionError } from "./errors.ts";
import {
	drop,
	json,
	makeTask,
	openScriptedServer,
	problem,
	type ScriptedServer,
	silence,
	type Step,
} from "./test/scripted-server.ts";

const accepted = json(202, makeTask("queued"));
const busy = problem(503, { code: "busy", detail: "Come back." }, { "x-should-retry": "true" });

test("submit sends the order, the key and an idempotency key of its own", async () => {
	const { filmgate, received } = await openScriptedServer([accepted, accepted]);
	expect(await filmgate.tasks.submit({ prompt: "a fox", seconds: 3 })).toEqual(makeTask("queued"));
	await filmgate.tasks.submit({ prompt: "a fox", seconds: 3 });
	expect(received[0]).toMatchObject({
		method: "POST",
		path: "/api/v1/tasks",
		headers: { authorization: "Bearer 12.secret", "content-type": "application/json" },
	});
	expect(JSON.parse(received[0]!.body)).toEqual({ prompt: "a fox", seconds: 3 });
	const [first, second] = keysOf(received);
	expect(first).toMatch(/^[\x21-\x7e]{16,255}$/);
	expect(second).not.toBe(first);
});

test.each([
	["a dropped connection", drop],
	["a 503", busy],
	["a 500 of nobody in particular", json(500, {})],
	["a proxy's page", json(502, "<html>" as unknown as object, { "content-type": "text/html" })],
	["a success that is not JSON", (response) => response.end("<html>")],
] satisfies [string, Step][])("after %s the same order is sent again under the same key", async (_what, trouble) => {
	const { filmgate, received, rests } = await openScriptedServer([trouble, trouble, accepted]);
	expect(await filmgate.tasks.submit({ prompt: "a fox" })).toMatchObject({ status: "queued" });
	expect(new Set(keysOf(received)).size).toBe(1);
	expect(new Set(received.map(({ body }) => body)).size).toBe(1);
	expect(rests).toHaveLength(2);
	expect(rests[0]).toBeGreaterThanOrEqual(125);
	expect(rests[1]).toBeLessThanOrEqual(500);
});

test("a silent server is left after the time for one try", async () => {
	const { filmgate, received } = await openScriptedServer([silence, accepted], { timeoutMs: 200 });
	expect(await filmgate.tasks.submit({ prompt: "a fox" })).toMatchObject({ status: "queued" });
	expect(received.length).toBeGreaterThanOrEqual(2);
});

test("the server says how long to rest", async () => {
	const limited = problem(429, { code: "rate_limited" }, { "retry-after": "7" });
	const { filmgate, rests } = await openScriptedServer([limited, accepted]);
	await filmgate.tasks.submit({ prompt: "a fox" });
	expect(rests).toEqual([7_000]);
});

test("a rest of more than a minute is the caller's to decide", async () => {
	const limited = problem(429, { code: "rate_limited" }, { "retry-after": "61" });
	const { filmgate, received } = await openScriptedServer([limited]);
	expect(await errorOf(filmgate.tasks.submit({ prompt: "a fox" }))).toMatchObject({ status: 429, retryable: true });
	expect(received).toHaveLength(1);
});

test("a refused field is told once and by name", async () => {
	const refused = problem(422, {
		...{ code: "invalid_field", title: "A field is invalid", detail: "seconds is invalid: allowed is 1 to 15." },
		...{ field: "seconds", allowed: "1 to 15" },
	});
	const { filmgate, received } = await openScriptedServer([refused]);
	const error = await errorOf(filmgate.tasks.submit({ prompt: "a fox", seconds: 16 }));
	expect(error).toBeInstanceOf(FilmgateApiError);
	expect(error).toMatchObject({
		message: "seconds is invalid: allowed is 1 to 15.",
		...{ status: 422, code: "invalid_field", field: "seconds", allowed: "1 to 15", retryable: false },
	});
	expect(received).toHaveLength(1);
});

test("the server's word on trying again goes before the status", async () => {
	const never = problem(503, { code: "busy" }, { "x-should-retry": "false" });
	const { filmgate, received } = await openScriptedServer([never]);
	expect(await errorOf(filmgate.tasks.submit({ prompt: "a fox" }))).toMatchObject({ status: 503, retryable: false });
	expect(received).toHaveLength(1);
});

test("there is an end to trying, and the last error says what went wrong", async () => {
	const { filmgate, received } = await openScriptedServer([drop, busy, drop], { maxRetries: 2 });
	const error = await errorOf(filmgate.tasks.submit({ prompt: "a fox" }));
	expect(error).toBeInstanceOf(FilmgateConnectionError);
	expect((error as Error).cause).toBeDefined();
	expect(received).toHaveLength(3);
});

test("what cannot be parsed is an error with the status all the same", async () => {
	const { filmgate } = await openScriptedServer([json(502, {})], { maxRetries: 0 });
	const error = await errorOf(filmgate.tasks.submit({ prompt: "a fox" }));
	expect(error).toMatchObject({ status: 502, code: null, field: null, retryable: true });
});

test("the caller's own idempotency key is the one that is sent", async () => {
	const { filmgate, received } = await openScriptedServer([accepted]);
	await filmgate.tasks.submit({ prompt: "a fox" }, { idempotencyKey: "order-17" });
	expect(keysOf(received)).toEqual(["order-17"]);
});

test("a signal ends a try that is under way, and no other follows", async () => {
	const controller = new AbortController();
	const reason = new Error("enough");
	const { filmgate, received } = await openScriptedServer([() => controller.abort(reason)]);
	await expect(filmgate.tasks.submit({ prompt: "a fox" }, { signal: controller.signal })).rejects.toBe(reason);
	expect(received).toHaveLength(1);
});

function keysOf(received: ScriptedServer["received"]): unknown[] {
	return received.map(({ headers }) => headers["idempotency-key"]);
}

async function errorOf(promise: Promise<unknown>): Promise<unknown> {
	return promise.then(
		() => null,
		(error: unknown) => error,
	);
}
