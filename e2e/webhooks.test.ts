import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { createFilmgate, type WebhookMessage } from "@filmgate/sdk";
import OpenAI from "openai";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { filmgate, filmgateJson } from "../src/cli/testing/command.ts";
import { type KillableServer, startServer, startUpstream, type Upstream } from "./fake-upstream/start.ts";

interface Received {
	readonly headers: IncomingHttpHeaders;
	readonly body: string;
	readonly told: WebhookMessage;
	/** What the server said of the task when it was told of it; null when it was dead. */
	readonly status: string | null;
}

let dataFolder: string;
let upstream: Upstream;
let server: KillableServer;
let receiver: Server;
let hook: string;
let key: string;
let received: Received[];
/** Runs after a message was taken in and before it is answered. */
let onReceived: (count: number) => Promise<void>;

beforeEach(async () => {
	dataFolder = mkdtempSync(join(tmpdir(), "filmgate-webhooks-"));
	upstream = await startUpstream();
	server = await startServer({ url: upstream.url, find: false, dataFolder });
	key = server.keys?.live ?? "";
	received = [];
	onReceived = async () => {};
	receiver = createServer(async (request, response) => {
		const body = await text(request);
		const told = JSON.parse(body);
		const status = await statusOf(told.data?.id);
		await onReceived(received.push({ headers: request.headers, body, told, status }));
		response.end("ok");
	});
	await new Promise<void>((resolve) => receiver.listen(0, "127.0.0.1", resolve));
	hook = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook`;
});

afterEach(async () => {
	await server.kill();
	await upstream.end();
	receiver.closeAllConnections();
	await new Promise((resolve) => receiver.close(resolve));
	rmSync(dataFolder, { recursive: true, force: true });
});

async function statusOf(id: string | undefined): Promise<string | null> {
	if (id === undefined) return null;
	const { tasks } = createFilmgate({ url: server.url, key });
	const task = await tasks.status(id).catch(() => null);
	return task?.status ?? null;
}

const createWebhook = (...options: string[]) =>
	filmgateJson<{ id: string; secret: string }>(["webhooks", "create", "--url", hook, "--data", dataFolder, ...options]);

async function eventually(check: () => void | Promise<void>): Promise<void> {
	await vi.waitFor(check, { interval: 20, timeout: 20_000 });
}

/** The server knows within two seconds what a command wrote beside it: tries until a task is heard of. */
async function untilKnown(): Promise<void> {
	const { tasks } = createFilmgate({ url: server.url, key });
	await upstream.release();
	const { id } = await tasks.submit({ prompt: "first" });
	await tasks.wait(id);
	await eventually(() => expect(received.length).toBeGreaterThan(0));
}

test("a webhook made beside a running server is told what its own clients can prove", { timeout: 60_000 }, async () => {
	const { id, secret } = await createWebhook("--events", "task.succeeded");
	await untilKnown();
	const [message] = received;
	const { webhooks } = new OpenAI({ apiKey: "none" });
	const told = (await webhooks.unwrap(message?.body ?? "", message?.headers as never, secret)) as unknown;
	expect(told).toMatchObject({ type: "task.succeeded", data: { status: "succeeded", livemode: true } });
	const link = message?.told.data.films[0]?.url ?? "";
	expect((await fetch(link)).headers.get("content-type")).toBe("video/mp4");

	const log = await filmgateJson<{ id: string; attempts: unknown[] }[]>([
		"webhooks",
		"deliveries",
		id,
		"--data",
		dataFolder,
	]);
	expect(log).toMatchObject([
		{ type: "task.succeeded", status: "delivered", attempts: [{ status: 200, error: null }] },
	]);
	await filmgateJson(["webhooks", "redeliver", log[0]?.id ?? "", "--data", dataFolder]);
	await eventually(() => expect(received).toHaveLength(2));
	expect(received[1]?.body).toBe(message?.body);
	expect(received[1]?.headers["webhook-id"]).toBe(message?.headers["webhook-id"]);

	const { code, stdout } = await filmgate(["webhooks", "delete", id, "--data", dataFolder]);
	expect([code, stdout]).toEqual([0, expect.stringContaining(id)]);
});

test("PixVerse's clients name a webhook and are called in that platform's form", { timeout: 60_000 }, async () => {
	const webhook = await createWebhook("--form", "pixverse");
	await upstream.release();
	const order = { model: "v5", prompt: "a film", duration: 5, quality: "360p", aspect_ratio: "16:9" };
	const submit = async (body: object) => {
		const headers = { "api-key": key, "ai-trace-id": crypto.randomUUID(), "content-type": "application/json" };
		const url = `${server.url}/openapi/v2/video/text/generate`;
		const response = await fetch(url, { method: "POST", headers, body: JSON.stringify(body) });
		const answer = (await response.json()) as { ErrCode: number; Resp: { video_id: number } | null };
		return { ...answer, trace: headers["ai-trace-id"] };
	};
	expect((await submit({ ...order, webhook_id: "wh_nobody" })).ErrCode).toBe(400_017);
	await submit(order);
	const { Resp, trace } = await submit({ ...order, webhook_id: webhook.id });
	await eventually(() => expect(received).toHaveLength(1));
	const [call] = received;
	expect(call?.headers).toMatchObject({ "ai-trace-id": trace, "webhook-nonce": expect.stringMatching(/^\w{32}$/) });
	expect(call?.told).toMatchObject({ id: String(Resp?.video_id), status: 1, url: expect.stringContaining("/films/") });
	const test = await filmgate(["webhooks", "test", webhook.id, "--data", dataFolder], {
		FILMGATE_ALLOW_LINKS: "127.0.0.1",
	});
	expect([test.code, test.stdout]).toEqual([0, expect.stringContaining("taken")]);
});

test("OpenAI's clients are told of videos in that platform's form", { timeout: 60_000 }, async () => {
	const { secret } = await createWebhook("--form", "openai");
	await untilKnown();
	const client = new OpenAI({ apiKey: key, baseURL: `${server.url}/v1`, webhookSecret: secret });
	received = [];
	const video = await client.videos.create({ prompt: "a film" });
	await eventually(() => expect(received).toHaveLength(1));
	const { headers, body } = received[0] as Received;
	const event: unknown = await client.webhooks.unwrap(body, headers as never);
	expect(event).toEqual({
		id: headers["webhook-id"],
		object: "event",
		created_at: expect.any(Number),
		type: "video.completed",
		data: { id: video.id },
	});
	expect((await client.videos.retrieve(video.id)).status).toBe("completed");
	await expect(client.webhooks.unwrap(`${body} `, headers as never)).rejects.toThrow();
});

test("I6: kill -9 loses no announcement, none is early, each task's are in order", { timeout: 60_000 }, async () => {
	const { secret } = await createWebhook();
	await untilKnown();
	received = [];
	let killed = Promise.withResolvers<void>();
	onReceived = async (count) => {
		// What was just sent cannot be recorded any more.
		if (count === 4 || count === 12) await server.kill().then(() => killed.resolve());
	};
	const url = () => createFilmgate({ url: server.url, key });
	const submitted = Array.from({ length: 10 }, (_, index) => url().tasks.submit({ prompt: `film ${index}` }));
	const ids = new Set<string>();
	for (const each of await Promise.allSettled(submitted)) if (each.status === "fulfilled") ids.add(each.value.id);
	expect(ids.size).toBeGreaterThan(0);
	for (let kills = 0; kills < 2; kills += 1) {
		await killed.promise;
		killed = Promise.withResolvers();
		server = await startServer({ url: upstream.url, find: true, dataFolder });
	}
	const of = (id: string) => received.filter(({ told }) => told.data.id === id).map(({ told }) => told.type);
	await eventually(() => {
		for (const id of ids) expect(of(id)).toContain("task.succeeded");
	});
	const { webhooks } = new OpenAI({ apiKey: "none" });
	const bodies = new Map<string, string>();
	for (const { headers, body, told, status } of received) {
		await webhooks.verifySignature(body, headers as never, secret);
		const known = bodies.get(String(headers["webhook-id"])) ?? body;
		expect(body, "the same bytes under the same id").toBe(known);
		bodies.set(String(headers["webhook-id"]), body);
		if (told.type === "task.succeeded") expect([null, "succeeded"], "no end is told early").toContain(status);
	}
	for (const id of ids) {
		// What a killed server had on the wire may be read after its successor's repetition: each event counts once, when it is first heard.
		const types = [...new Set(of(id))];
		expect(types.indexOf("task.running"), types.join()).toBeLessThan(types.indexOf("task.succeeded"));
	}
});
