import { expect, test } from "vitest";
import { createFilmgate } from "./client.ts";
import { FilmgateConnectionError, FilmgateTimeoutError } from "./errors.ts";
import { drop, json, makeTask, openScriptedServer, problem, silence, type Step } from "./test/scripted-server.ts";
import { eventsOf, type EventsOptions } from "./test/events-of.ts";
import type { Task } from "./wire.ts";

const running = json(200, makeTask("running"), { "retry-after": "1" });
const failed = json(200, makeTask("failed"));
const nothing: Step = (response) => response.writeHead(204).end();
/** A server from before there were events. */
const noEvents = problem(404, { code: "unknown_route" });

const started = makeTask("running");
const halfway = makeTask("running", { progress: 50 });
const ended = makeTask("succeeded", { progress: 100 });

function push(tasks: readonly Task[], options?: EventsOptions): Step {
	return eventsOf(tasks, options);
}

test("what the server pushes is told at once, over one connection", async () => {
	const { filmgate, received } = await openScriptedServer([push([started, halfway, ended])]);
	const seen: (number | null)[] = [];
	const task = await filmgate.tasks.wait("task_1", { onUpdate: ({ progress }) => seen.push(progress) });
	expect(task).toEqual(ended);
	expect(seen).toEqual([null, 50]);
	expect(received.map(({ path, headers }) => [path, headers.accept, headers.authorization])).toEqual([
		["/api/v1/tasks/task_1/events", "text/event-stream", "Bearer 12.secret"],
	]);
});

test("watch gives every state, the last one included", async () => {
	const { filmgate } = await openScriptedServer([push([started, halfway, ended])]);
	const states: Task[] = [];
	for await (const task of filmgate.tasks.watch("task_1")) states.push(task);
	expect(states).toEqual([started, halfway, ended]);
});

test("a stream that breaks off is gone on with where it stopped, after the rest that the server asks for", async () => {
	const cut = push([started, halfway], { end: "cut", retryMs: 1_234 });
	const { filmgate, received, rests } = await openScriptedServer([cut, drop, push([ended], { firstId: 9 })]);
	expect(await filmgate.tasks.wait("task_1")).toEqual(ended);
	expect(received.map(({ headers }) => headers["last-event-id"])).toEqual([undefined, "2", "2"]);
	expect(rests).toEqual([1_234, 1_234]);
});

test("a stream that ends before its task does is opened again", async () => {
	const { filmgate, received } = await openScriptedServer([push([started]), push([ended])]);
	expect(await filmgate.tasks.wait("task_1")).toEqual(ended);
	expect(received).toHaveLength(2);
});

test("a line that has fallen silent is left, and opened again", async () => {
	const stalled = push([started], { end: "stall" });
	const { filmgate, received } = await openScriptedServer([stalled, push([ended])], { timeoutMs: 250 });
	expect(await filmgate.tasks.wait("task_1")).toEqual(ended);
	expect(received[1]?.headers["last-event-id"]).toBe("1");
});

test("attempts that bring nothing come to an end", async () => {
	const { filmgate, received } = await openScriptedServer([push([started], { end: "cut" }), drop], { maxRetries: 2 });
	await expect(filmgate.tasks.wait("task_1")).rejects.toBeInstanceOf(FilmgateConnectionError);
	expect(received).toHaveLength(3);
});

test("events of other kinds, and what is no JSON, are passed over", async () => {
	const { filmgate } = await openScriptedServer([push([ended], { before: "data: hello\n\nevent: x\ndata: 1\n\n" })]);
	expect(await filmgate.tasks.wait("task_1")).toEqual(ended);
});

test.each<[string, Step]>([
	["a server that has none", noEvents],
	["too many streams", problem(429, { code: "rate_limited" })],
	["a proxy's page", (response) => response.end("<html>")],
	["a stream that something holds back", push([], { end: "stall" })],
])("without events, because of %s, the server holds its answers back", async (_why, stream) => {
	const script = [stream, running, drop, running, failed];
	const { filmgate, received } = await openScriptedServer(script, { timeoutMs: 250 });
	expect(await filmgate.tasks.wait("task_1")).toMatchObject({ status: "failed" });
	const [first, ...later] = received;
	expect(first?.path).toBe("/api/v1/tasks/task_1/events");
	expect(later.map(({ path, headers }) => [path, headers.prefer])).toEqual(
		Array(4).fill(["/api/v1/tasks/task_1", "wait=30"]),
	);
});

test("a server that does not hold its answers back is not asked without rest", async () => {
	const { filmgate, rests, received } = await openScriptedServer([running, json(200, makeTask("running")), failed]);
	const seen: string[] = [];
	await filmgate.tasks.wait("task_1", { push: false, stepSeconds: 5, onUpdate: ({ status }) => seen.push(status) });
	expect(rests).toEqual([1_000, 1_000]);
	expect(seen).toEqual(["running", "running"]);
	expect(received[0]?.headers.prefer).toBe("wait=5");
});

test("what there is no task for is said by the plain question", async () => {
	const unknown = problem(404, { code: "not_found", detail: "There is no such task." });
	const { filmgate } = await openScriptedServer([unknown]);
	await expect(filmgate.tasks.wait("task_1")).rejects.toMatchObject({ status: 404, code: "not_found" });
});

test("waiting ends after the caller's time, with the task as it was seen last", async () => {
	const { filmgate } = await openScriptedServer([push([started, halfway], { end: "stall" })]);
	const error = await filmgate.tasks.wait("task_1", { timeoutMs: 300 }).catch((error: unknown) => error);
	expect(error).toBeInstanceOf(FilmgateTimeoutError);
	expect(error).toMatchObject({ task: halfway });
});

test.each([
	["no time at all", 0, []],
	["nothing seen in time", 200, [silence]],
])("with %s one look decides", async (_why, timeoutMs, before) => {
	const { filmgate } = await openScriptedServer([...before, running]);
	const error = await filmgate.tasks.wait("task_1", { timeoutMs }).catch((error: unknown) => error);
	expect(error).toMatchObject({ name: "FilmgateTimeoutError", task: { status: "running" } });
	const lucky = await openScriptedServer([...before, failed]);
	expect(await lucky.filmgate.tasks.wait("task_1", { timeoutMs })).toMatchObject({ status: "failed" });
});

test("a held answer has its time on top of the time for one try", async () => {
	const late: Step = (response, request) => void setTimeout(() => failed(response, request), 300);
	const { filmgate, received } = await openScriptedServer([late], { timeoutMs: 100, maxRetries: 0 });
	const options = { push: false, stepSeconds: 1 };
	expect(await filmgate.tasks.wait("task_1", options)).toMatchObject({ status: "failed" });
	expect(received).toHaveLength(1);
});

test.each([
	["a stream", {}],
	["a held answer", { push: false }],
])("a signal ends the wait for %s", async (_what, options) => {
	const controller = new AbortController();
	const reason = new Error("enough");
	const { filmgate, received } = await openScriptedServer([() => controller.abort(reason)]);
	await expect(filmgate.tasks.wait("task_1", { signal: controller.signal, ...options })).rejects.toBe(reason);
	await expect(filmgate.tasks.wait("task_1", { signal: controller.signal, ...options })).rejects.toBe(reason);
	expect(received).toHaveLength(1);
});

test("whoever stops watching closes the line", async () => {
	const closed = Promise.withResolvers<void>();
	const { filmgate } = await openScriptedServer([
		(response, request) => {
			response.once("close", closed.resolve);
			push([started], { end: "stall" })(response, request);
		},
	]);
	for await (const task of filmgate.tasks.watch("task_1")) if (task.status === "running") break;
	await closed.promise;
});

test("an update that cannot be used ends the wait with its own reason", async () => {
	const { filmgate } = await openScriptedServer([push([started], { end: "stall" })]);
	const reason = new Error("the screen is gone");
	const onUpdate = () => {
		throw reason;
	};
	await expect(filmgate.tasks.wait("task_1", { onUpdate })).rejects.toBe(reason);
});

test("status, list, cancel and delete ask for what they are named after", async () => {
	const page = { data: [], nextCursor: null };
	const cancellation = { outcome: "stopped", task: makeTask("cancelled") };
	const script = [running, json(200, page), json(200, page), json(200, cancellation), nothing];
	const { filmgate, received } = await openScriptedServer(script);
	expect(await filmgate.tasks.status("task_1/../x")).toMatchObject({ status: "running" });
	expect(await filmgate.tasks.list()).toEqual(page);
	expect(await filmgate.tasks.list({ limit: 5, cursor: "task_9", status: ["queued", "running"] })).toEqual(page);
	expect(await filmgate.tasks.cancel("task_1")).toEqual(cancellation);
	expect(await filmgate.tasks.delete("task_1")).toBeUndefined();
	expect(received.map(({ method, path }) => `${method} ${path}`)).toEqual([
		"GET /api/v1/tasks/task_1%2F..%2Fx",
		"GET /api/v1/tasks",
		"GET /api/v1/tasks?limit=5&cursor=task_9&status=queued%2Crunning",
		"POST /api/v1/tasks/task_1/cancel",
		"DELETE /api/v1/tasks/task_1",
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
