import { expect, test } from "vitest";
import { createFilmgate } from "./client.ts";
import { FilmgateTimeoutError } from "./errors.ts";
import { drop, json, makeTask, openScriptedServer, type Step } from "./test/scripted-server.ts";

const running = json(200, makeTask("running"), { "retry-after": "1" });
const failed = json(200, makeTask("failed"));

test("wait lets the server hold its answer back, and asks again until the task has ended", async () => {
	const { filmgate, received } = await openScriptedServer([running, drop, running, failed]);
	expect(await filmgate.tasks.wait("task_1")).toMatchObject({ status: "failed" });
	expect(received.map(({ path, headers }) => [path, headers.prefer])).toEqual(
		Array(4).fill(["/api/v1/tasks/task_1", "wait=30"]),
	);
});

test("a server that does not hold its answers back is not asked without rest", async () => {
	const { filmgate, rests } = await openScriptedServer([running, json(200, makeTask("running")), failed]);
	await filmgate.tasks.wait("task_1");
	expect(rests).toEqual([1_000, 1_000]);
});

test("who wants to see progress sees each answer, and is answered each second", async () => {
	const halfway = json(200, makeTask("running", { progress: 50 }));
	const { filmgate, received } = await openScriptedServer([running, halfway, failed]);
	const seen: (number | null)[] = [];
	await filmgate.tasks.wait("task_1", { onUpdate: ({ progress }) => seen.push(progress) });
	expect(seen).toEqual([null, 50]);
	expect(received[0]?.headers.prefer).toBe("wait=1");
});

test("waiting ends after the caller's time, with the task as it was seen last", async () => {
	const { filmgate, received } = await openScriptedServer([running]);
	const error = await filmgate.tasks.wait("task_1", { timeoutMs: 0 }).catch((error: unknown) => error);
	expect(error).toBeInstanceOf(FilmgateTimeoutError);
	expect(error).toMatchObject({ task: { status: "running" } });
	expect(received[0]?.headers.prefer).toBe("wait=0");
});

test("no step is longer than the caller's time", async () => {
	const { filmgate, received } = await openScriptedServer([failed]);
	await filmgate.tasks.wait("task_1", { timeoutMs: 5_500, stepSeconds: 60 });
	expect(received[0]?.headers.prefer).toBe("wait=5");
});

test("a held answer has its time on top of the time for one try", async () => {
	const late: Step = (response, request) => void setTimeout(() => failed(response, request), 300);
	const { filmgate, received } = await openScriptedServer([late], { timeoutMs: 100, maxRetries: 0 });
	expect(await filmgate.tasks.wait("task_1", { stepSeconds: 1 })).toMatchObject({ status: "failed" });
	expect(received).toHaveLength(1);
});

test("a signal ends the wait", async () => {
	const controller = new AbortController();
	const reason = new Error("enough");
	const { filmgate } = await openScriptedServer([running, () => controller.abort(reason)]);
	await expect(filmgate.tasks.wait("task_1", { signal: controller.signal })).rejects.toBe(reason);
});

test("status, list and cancel ask for what they are named after", async () => {
	const page = { data: [], nextCursor: null };
	const cancellation = { outcome: "stopped", task: makeTask("cancelled") };
	const script = [running, json(200, page), json(200, page), json(200, cancellation)];
	const { filmgate, received } = await openScriptedServer(script);
	expect(await filmgate.tasks.status("task_1/../x")).toMatchObject({ status: "running" });
	expect(await filmgate.tasks.list()).toEqual(page);
	expect(await filmgate.tasks.list({ limit: 5, cursor: "task_9", status: ["queued", "running"] })).toEqual(page);
	expect(await filmgate.tasks.cancel("task_1")).toEqual(cancellation);
	expect(received.map(({ method, path }) => `${method} ${path}`)).toEqual([
		"GET /api/v1/tasks/task_1%2F..%2Fx",
		"GET /api/v1/tasks",
		"GET /api/v1/tasks?limit=5&cursor=task_9&status=queued%2Crunning",
		"POST /api/v1/tasks/task_1/cancel",
	]);
});

test("a server below a path is asked below that path", async () => {
	const { url, received } = await openScriptedServer([running]);
	await createFilmgate({ url: `${url}/films/`, key: "12.secret" }).tasks.status("task_1");
	expect(received[0]?.path).toBe("/films/api/v1/tasks/task_1");
});

test("what is no URL is said at once", () => {
	expect(() => createFilmgate({ url: "films.example.com", key: "12.secret" })).toThrow(TypeError);
});
