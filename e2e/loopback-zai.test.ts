import { once } from "node:events";
import { createServer, request as forward } from "node:http";
import type { AddressInfo } from "node:net";
import type { Task } from "@filmgate/sdk";
import { expect, onTestFinished, test, vi } from "vitest";
import { makePng } from "../src/contracts/make-png.ts";
import type { TestServer } from "../src/contracts/test-server.ts";
import { OPERATIONS } from "../src/core/order.ts";

import { digestOf, newFolder, open, openFar, openNear as openNearServer, sha256, tasksOf } from "./testing/loopback.ts";

// Two whole servers and the sockets between them: the near one's Z.AI engine speaks to the far one's Z.AI dialect.

interface FarOptions {
	/** The far server, or what stands in front of it. */
	readonly url: string;
	readonly key: string;
	readonly idempotentStart: boolean;
	readonly dataFolder?: string;
}

async function openNear({ url, key, idempotentStart, ...rest }: FarOptions): Promise<TestServer> {
	const far = { kind: "zai", baseUrl: `${url}/api/paas/v4`, key, idempotentStart, pollSeconds: 0.1 };
	return await openNearServer({ far, ...rest });
}

interface Answer {
	readonly id?: string;
	readonly data?: readonly { readonly url: string }[];
}

async function ask(
	{ url, liveKey }: Pick<TestServer, "url" | "liveKey">,
	order: object,
	path = "videos/generations",
): Promise<Answer> {
	const answer = await fetch(`${url}/api/paas/v4/${path}`, {
		method: "POST",
		headers: { authorization: `Bearer ${liveKey}`, "content-type": "application/json" },
		body: JSON.stringify(order),
	});
	return (await answer.json()) as Answer;
}

async function submit(...asked: Parameters<typeof ask>): Promise<string> {
	const answer = await ask(...asked);
	if (answer.id === undefined) throw new Error(JSON.stringify(answer));
	return answer.id;
}

test("text and image become films, which are the far server's byte by byte", { timeout: 90_000 }, async () => {
	const far = await openFar();
	const near = await openNear({ url: far.url, key: far.liveKey, idempotentStart: true });
	const small = { model: "cogvideox-2", size: "720x480", fps: 30 };
	const picture = makePng(720, 480);
	const image_url = `data:image/png;base64,${picture.toString("base64")}`;
	const ids = await Promise.all([
		submit(near, { ...small, prompt: "City sunset timelapse", with_audio: true }),
		submit(near, { ...small, prompt: "The night moves", image_url }),
	]);
	const ended = await Promise.all(ids.map((id) => tasksOf(near).wait(id, { timeoutMs: 80_000 })));

	expect(await far.blobs.stat(sha256(picture))).toEqual({ bytes: picture.byteLength });
	const { data: made } = await tasksOf(far).list();
	expect(made.map(({ operation }) => operation).sort()).toEqual(["image-to-video", "text-to-video"]);
	for (const task of ended) {
		const twin = made.find(({ prompt }) => prompt === task.prompt);
		expect(task).toMatchObject({ status: "succeeded", failure: null, warnings: [] });
		expect(twin).toMatchObject({ operation: task.operation, width: 720, height: 480, fps: 30, sound: task.sound });
		expect(twin?.clientReference).toMatch(/^[0-9a-f-]{36}$/);
		const [film, original] = [task.films[0], twin?.films[0]];
		expect(film?.sha256).toBe(original?.sha256);
		expect(await digestOf(film?.url)).toBe(original?.sha256);
		expect(await digestOf(film?.coverUrl)).toBe(await digestOf(original?.coverUrl));
	}
});

test("frames, references and pictures pass through both servers", { timeout: 30_000 }, async () => {
	const far = await open({ engine: { capabilities: { operations: OPERATIONS } } });
	const near = await openNear({ url: far.url, key: far.liveKey, idempotentStart: true });
	const frames = [makePng(640, 360), makePng(360, 640)].map((frame) => frame.toString("base64"));
	const references = { model: "vidu2-reference", prompt: "A cat", aspect_ratio: "9:16" };
	const ids = await Promise.all([
		submit(near, { model: "cogvideox-3", image_url: frames, size: "1280x720" }),
		submit(near, { model: "viduq1-start-end", image_url: frames }),
		submit(near, { ...references, image_url: frames }),
		submit(near, { ...references, image_url: frames.slice(0, 1) }),
		submit(near, { model: "glm-image", prompt: "A cat", size: "1024x1536" }, "async/images/generations"),
	]);
	// A model that the far server makes only while its client waits.
	const { data } = await ask(near, { model: "cogview-4", prompt: "A dog", size: "512x768" }, "images/generations");
	expect((await fetch(data?.[0]?.url ?? "")).headers.get("content-type")).toBe("image/png");

	const ended = await Promise.all(ids.map((id) => tasksOf(near).wait(id, { timeoutMs: 20_000 })));
	for (const task of ended) expect(task).toMatchObject({ status: "succeeded", failure: null, warnings: [] });
	const orders = far.engine.starts.map(({ order }) => order);
	for (const { model, operation, width, height } of ended) {
		expect(orders.find((order) => order.model === model)).toMatchObject({ operation, width, height });
	}
	const inputs = (model: string) => orders.filter((order) => order.model === model).map((order) => order.inputs);
	for (const [first, last] of [...inputs("cogvideox-3"), ...inputs("viduq1-start-end")]) {
		expect([first?.role, last?.role]).toEqual(["first-frame", "last-frame"]);
		expect([first?.medium.width, last?.medium.width]).toEqual([640, 360]);
	}
	expect(
		inputs("vidu2-reference")
			.map(({ length }) => length)
			.sort(),
	).toEqual([1, 2]);
	expect(orders.filter(({ operation }) => operation === "text-to-image")).toHaveLength(2);
});

interface Relay {
	readonly url: string;
	/** The `request_id` of every submit that went by. */
	readonly starts: readonly string[];
}

/** Stands between the servers and loses the answers to the first submits, after the far server gave them. */
async function openRelay(far: string, answersToLose: number): Promise<Relay> {
	const starts: string[] = [];
	let left = answersToLose;
	const relay = createServer(async (request, response) => {
		const chunks: Buffer[] = [];
		for await (const chunk of request) chunks.push(chunk);
		const body = Buffer.concat(chunks);
		if (request.method === "POST") starts.push(JSON.parse(body.toString()).request_id);
		const { method, headers } = request;
		const onward = forward(new URL(request.url ?? "/", far), { method, headers, agent: false }, (answer) => {
			if (method === "POST" && left-- > 0) {
				answer.resume();
				answer.once("end", () => response.destroy());
				return;
			}
			response.writeHead(answer.statusCode ?? 502, answer.headers);
			answer.pipe(response);
		});
		onward.end(body);
	}).listen(0, "127.0.0.1");
	await once(relay, "listening");
	onTestFinished(() => {
		relay.closeAllConnections();
		relay.close();
	});
	return { url: `http://127.0.0.1:${(relay.address() as AddressInfo).port}`, starts };
}

async function untilStatus(
	near: Pick<TestServer, "url" | "liveKey">,
	id: string,
	status: Task["status"],
): Promise<Task> {
	const look = async () => {
		const task = await tasksOf(near).status(id);
		if (task.status !== status) throw new Error(`It is ${task.status}.`);
		return task;
	};
	return await vi.waitFor(look, { interval: 20, timeout: 20_000 });
}

const ORDER = { model: "cogvideox-3", prompt: "A harbour in the morning", size: "1280x720" };

test("I3: a lost answer is asked for again where request_id is replayed, and there is one task", async () => {
	const far = await open({});
	const relay = await openRelay(far.url, 2);
	const near = await openNear({ url: relay.url, key: far.liveKey, idempotentStart: true });
	const id = await submit(near, ORDER);
	const task = await tasksOf(near).wait(id, { timeoutMs: 20_000 });
	expect(task.status).toBe("succeeded");
	expect(task.timeline.map(({ event }) => event)).toContain("answer-lost");
	expect(relay.starts).toHaveLength(3);
	expect(new Set(relay.starts).size).toBe(1);
	expect((await tasksOf(far).list()).data).toHaveLength(1);
});

test("I3: a lost answer of an upstream that promises nothing stays unclear, and nothing is started again", async () => {
	const far = await open({});
	const relay = await openRelay(far.url, 1);
	const near = await openNear({ url: relay.url, key: far.liveKey, idempotentStart: false });
	const id = await submit(near, ORDER);
	await untilStatus(near, id, "unclear");
	const { dispatcher, reconciler } = near.filmgate.loops;
	for (const loop of [reconciler, dispatcher, reconciler]) await loop.runOnce();
	expect(relay.starts).toHaveLength(1);
	expect((await tasksOf(near).status(id)).status).toBe("unclear");
	expect((await tasksOf(far).list()).data).toHaveLength(1);
});

test("a restart goes on with the handle and starts nothing", async () => {
	const far = await open({ engine: { finish: "by-hand" } });
	const dataFolder = newFolder();
	const settings = { url: far.url, key: far.liveKey, idempotentStart: false, dataFolder };
	const { filmgate, liveKey, url } = await openNear(settings);
	const id = await submit({ url, liveKey }, ORDER);
	await untilStatus({ url, liveKey }, id, "running");
	await filmgate.close();

	const again = { url: (await openNear(settings)).url, liveKey };
	await untilStatus({ url: far.url, liveKey: far.liveKey }, (await tasksOf(far).list()).data[0]?.id ?? "", "running");
	far.engine.finish(far.engine.starts[0]?.startToken ?? "");
	expect((await tasksOf(again).wait(id, { timeoutMs: 20_000 })).status).toBe("succeeded");
	expect(far.engine.starts).toHaveLength(1);
});

test("what moderation refuses at the far end is rejected here, with its reason, and not charged", async () => {
	const far = await open({});
	const near = await openNear({ url: far.url, key: far.liveKey, idempotentStart: false });
	const unsafe = { kind: "refused", failure: { code: "content_refused", message: "Not this." } } as const;
	far.engine.answerNext(unsafe);
	const id = await submit(near, ORDER);
	const task = await tasksOf(near).wait(id, { timeoutMs: 20_000 });
	expect(task).toMatchObject({ status: "rejected", failure: { code: "content_refused" } });
	expect(task.failure?.message).toContain("Not this.");
	expect(task.price).toMatchObject({ settlement: "released" });
});
