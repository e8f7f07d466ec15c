import { randomUUID } from "node:crypto";
import type * as wire from "@filmgate/sdk";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { makePng } from "../../contracts/make-png.ts";
import { openTestServer, type TestServer } from "../../contracts/test-server.ts";

/** The happy paths of the native wire over a real socket. What it refuses is in native-refusals.test.ts. */
let server: TestServer;

beforeAll(async () => {
	server = await openTestServer({ engine: { finish: "by-hand" } });
});

afterAll(() => server.close());

interface Init {
	readonly key?: string;
	readonly headers?: Record<string, string>;
	readonly body?: object;
}

async function call<Body = wire.Task>(method: string, path: string, init: Init = {}) {
	const response = await fetch(`${server.url}/api/v1${path}`, {
		method,
		headers: { authorization: `Bearer ${init.key ?? server.liveKey}`, ...init.headers },
		...(init.body === undefined ? {} : { body: JSON.stringify(init.body) }),
	});
	return { status: response.status, headers: response.headers, body: (await response.json()) as Body };
}

const submit = (body: object, init: Init = {}) => call("POST", "/tasks", { ...init, body });

/** The task once its engine works on it. */
async function started(body: object, init: Init = {}): Promise<wire.Task> {
	const { id } = (await submit(body, init)).body;
	for (;;) {
		const { body } = await call("GET", `/tasks/${id}`, init);
		if (body.status === "running") return body;
	}
}

function finish(prompt: string): void {
	for (const { order, startToken } of server.engine.works.values()) {
		if (order.prompt === prompt) server.engine.finish(startToken);
	}
}

describe("submit", () => {
	test("answers 202 with the whole task and where it is", async () => {
		const { status, headers, body } = await submit({
			prompt: "one fox",
			seconds: 3,
			size: "640x360",
			seed: 11,
			extra: {},
		});
		expect(status).toBe(202);
		expect(headers.get("content-type")).toBe("application/json; charset=utf-8");
		expect(headers.get("location")).toBe(`/api/v1/tasks/${body.id}`);
		expect(headers.get("retry-after")).toBe("1");
		expect(headers.has("idempotent-replayed")).toBe(false);
		expect(body).toMatchObject({
			id: expect.stringMatching(/^task_[1-9]\d{14,15}$/),
			...{ operation: "text-to-video", model: "preview", prompt: "one fox", negativePrompt: null, seed: 11 },
			...{ width: 640, height: 360, seconds: 3, fps: 24, sound: true },
			price: { microDollars: 30_000, settlement: null },
			...{ livemode: true, wire: "native", clientReference: null, failure: null, films: [], warnings: [] },
			timestamps: { createdAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/), endedAt: null },
		});
	});

	test("takes an image inside the body, and the film takes its shape", async () => {
		const image = `data:image/png;base64,${makePng(300, 600).toString("base64")}`;
		const { status, body } = await submit({ prompt: "a picture", image, resolution: "360p" });
		expect(status).toBe(202);
		expect(body).toMatchObject({ operation: "image-to-video", width: 320, height: 640 });
	});

	test("mints and tells a seed when there is none", async () => {
		const { body } = await submit({ prompt: "a seed" });
		expect(body.seed).toBeGreaterThanOrEqual(0);
		expect(Number.isInteger(body.seed)).toBe(true);
	});

	test("under the same key makes the task once, and says that it has (I8)", async () => {
		const headers = { "idempotency-key": randomUUID() };
		const first = await submit({ prompt: "once" }, { headers });
		const second = await submit({ prompt: "once" }, { headers });
		expect(first.status).toBe(202);
		expect(second.status).toBe(200);
		expect(second.headers.get("idempotent-replayed")).toBe("true");
		expect(second.headers.get("location")).toBe(`/api/v1/tasks/${first.body.id}`);
		expect(second.body.id).toBe(first.body.id);
	});

	test("under the key of a task that was deleted makes none, whether it would wait for it or not", async () => {
		const headers = { "idempotency-key": randomUUID() };
		const { id } = (await submit({ prompt: "gone" }, { headers })).body;
		await call("POST", `/tasks/${id}/cancel`);
		await call("GET", `/tasks/${id}`, { headers: { prefer: "wait=20" } });
		const init = { method: "DELETE", headers: { authorization: `Bearer ${server.liveKey}` } };
		expect((await fetch(`${server.url}/api/v1/tasks/${id}`, init)).status).toBe(204);
		for (const prefer of ["respond-async", "wait=5"]) {
			const again = await submit({ prompt: "gone" }, { headers: { ...headers, prefer } });
			expect([again.status, again.body.id]).toEqual([200, id]);
		}
	});

	test("with Prefer: wait answers when the film is there", async () => {
		const headers = { prefer: "wait=20" };
		const waiting = submit({ prompt: "patience" }, { headers });
		await untilStarted("patience");
		finish("patience");
		const { status, headers: answered, body } = await waiting;
		expect(status).toBe(200);
		expect(body.status).toBe("succeeded");
		expect(answered.get("preference-applied")).toBe("wait=20");
		expect(answered.has("retry-after")).toBe(false);
	});
});

describe("status", () => {
	test("shows a finished film, measured, behind a link that answers, and every step with its instant", async () => {
		const { id } = await started({ prompt: "to the end" });
		finish("to the end");
		const { status, headers, body } = await call("GET", `/tasks/${id}`, { headers: { prefer: "wait=20" } });
		expect(status).toBe(200);
		expect(headers.has("retry-after")).toBe(false);
		expect(body).toMatchObject({ status: "succeeded", progress: 100, price: { settlement: "charged" } });
		const [film] = body.films;
		const link = await fetch(film!.url, { headers: { range: "bytes=4-7" } });
		expect([link.status, await link.text()]).toEqual([206, "ftyp"]);
		expect(film).toMatchObject({ id: expect.stringMatching(/^film_\d+$/), kind: "video", mime: "video/mp4" });
		expect(film!.width).toBeGreaterThan(0);
		expect(film!.seconds).toBeGreaterThan(0);
		const { createdAt, startingAt, runningAt, archivingAt, endedAt, updatedAt, expiresAt } = body.timestamps;
		const instants = [createdAt, startingAt, runningAt, archivingAt, endedAt, updatedAt, expiresAt];
		expect(instants).toEqual([...instants].sort());
		expect(instants).not.toContain(null);
		const steps = body.timeline.map(({ event }) => event).slice(-4);
		expect(steps).toEqual(["claimed", "started", "done", "archived"]);
	});

	test("holds its answer back no longer than was asked, nor than a minute", async () => {
		const { id } = await started({ prompt: "slow" });
		const zero = await call("GET", `/tasks/${id}`, { headers: { prefer: "wait=0" } });
		expect(zero.body.status).toBe("running");
		expect(zero.headers.get("preference-applied")).toBe("wait=0");
		expect(zero.headers.get("retry-after")).toBe("1");
		const long = call("GET", `/tasks/${id}`, { headers: { prefer: "wait=3600" } });
		finish("slow");
		expect((await long).headers.get("preference-applied")).toBe("wait=60");
	});

	test.each(["task_", "video_", ""])("reads an id that is spelled with '%s' before its digits", async (prefix) => {
		const { id } = (await submit({ prompt: "an id" })).body;
		expect((await call("GET", `/tasks/${id.replace("task_", prefix)}`)).body.id).toBe(id);
	});

	test("shows what another wire made, whole (I10)", async () => {
		const response = await fetch(`${server.url}/api/paas/v4/videos/generations`, {
			method: "POST",
			headers: { authorization: `Bearer ${server.liveKey}` },
			body: JSON.stringify({ model: "cogvideox-3", prompt: "a foreigner", request_id: "my-own-word" }),
		});
		const { id } = (await response.json()) as { id: string };
		const { body } = await call("GET", `/tasks/${id}`);
		const made = { id: `task_${id}`, wire: "zai", model: "cogvideox-3", clientReference: "my-own-word" };
		expect(body).toMatchObject({ ...made, prompt: "a foreigner", operation: "text-to-video" });
	});
});

describe("a full engine", () => {
	test("leaves tasks queued, and each knows its place", async () => {
		const crowded = await openTestServer({
			engine: { finish: "by-hand", capabilities: { concurrency: { live: 1, test: 1 } } },
		});
		try {
			const post = async (prompt: string) => {
				const headers = { authorization: `Bearer ${crowded.liveKey}` };
				const body = JSON.stringify({ prompt });
				const response = await fetch(`${crowded.url}/api/v1/tasks`, { method: "POST", headers, body });
				return (await response.json()) as wire.Task;
			};
			const look = async ({ id }: wire.Task) => {
				const headers = { authorization: `Bearer ${crowded.liveKey}` };
				return (await (await fetch(`${crowded.url}/api/v1/tasks/${id}`, { headers })).json()) as wire.Task;
			};
			const first = await post("first");
			while ((await look(first)).status !== "running");
			const second = await post("second");
			const third = await post("third");
			expect([second, third].map(({ status, queuePosition }) => [status, queuePosition])).toEqual([
				["queued", 0],
				["queued", 1],
			]);
			crowded.engine.finish(crowded.engine.starts[0]!.startToken);
			while ((await look(second)).status === "queued");
			expect(await look(third)).toMatchObject({ status: "queued", queuePosition: 0 });
			expect((await look(second)).queuePosition).toBeNull();
		} finally {
			await crowded.close();
		}
	});
});

describe("cancel", () => {
	const cancel = (id: string) => call<wire.Cancellation>("POST", `/tasks/${id}/cancel`);

	test("a running task is stopped by its engine, and nothing is charged", async () => {
		const { id } = await started({ prompt: "stop me" });
		const { status, body } = await cancel(id);
		expect(status).toBe(200);
		expect(["asked", "stopped"]).toContain(body.outcome);
		const { body: task } = await call("GET", `/tasks/${id}`, { headers: { prefer: "wait=20" } });
		expect(task).toMatchObject({ status: "cancelled", price: { settlement: "released" }, films: [], failure: null });
	});

	test("an ended task is too late to be stopped", async () => {
		const { id } = await started({ prompt: "too late" });
		finish("too late");
		await call("GET", `/tasks/${id}`, { headers: { prefer: "wait=20" } });
		expect((await cancel(id)).body).toMatchObject({ outcome: "too-late", task: { id, status: "succeeded" } });
	});
});

describe("list", () => {
	test("gives pages, newest first, of the key's own mode", async () => {
		const key = server.testKey;
		const made: string[] = [];
		for (const prompt of ["first", "second", "third"]) made.unshift((await submit({ prompt }, { key })).body.id);
		const first = await call<wire.TaskPage>("GET", "/tasks?limit=2", { key });
		expect(first.body.data.map(({ id }) => id)).toEqual(made.slice(0, 2));
		expect(first.body.data[0]).toMatchObject({ prompt: "third", livemode: false, wire: "native" });
		const second = await call<wire.TaskPage>("GET", `/tasks?limit=2&cursor=${first.body.nextCursor}`, { key });
		expect(second.body).toMatchObject({ data: [{ id: made[2] }], nextCursor: null });
	});

	test("gives only the statuses that are asked for", async () => {
		const { id } = await started({ prompt: "still at it" });
		const running = await call<wire.TaskPage>("GET", "/tasks?status=running&limit=100");
		expect(running.body.data.map((task) => task.id)).toContain(id);
		expect(running.body.data.every(({ status }) => status === "running")).toBe(true);
		const ended = await call<wire.TaskPage>("GET", "/tasks?status=failed,rejected");
		expect(ended.body).toEqual({ data: [], nextCursor: null });
	});
});

describe("scripted outcomes", () => {
	test.each([
		["[[fail]]", "failed", "engine_failed"],
		["[[reject]]", "rejected", "content_refused"],
	])("%s ends a test task as %s", async (word, status, code) => {
		const key = server.testKey;
		const headers = { prefer: "wait=20" };
		const { body } = await submit({ prompt: `a fox ${word}` }, { key, headers });
		expect(body).toMatchObject({ status, failure: { code }, films: [], price: { settlement: "released" } });
	});

	test("live keys have no script", async () => {
		const { prompt, status } = await started({ prompt: "a live fox [[fail]]" });
		expect([prompt, status]).toEqual(["a live fox [[fail]]", "running"]);
	});
});

async function untilStarted(prompt: string): Promise<void> {
	while (![...server.engine.works.values()].some(({ order }) => order.prompt === prompt)) {
		await call("GET", "/tasks?limit=1");
	}
}
