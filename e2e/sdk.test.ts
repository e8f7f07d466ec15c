import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import * as sdk from "@filmgate/sdk";
import { createFilmgate, type Filmgate, verifyWebhook, type WebhookMessage } from "@filmgate/sdk";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { makePng } from "../src/contracts/make-png.ts";
import { openTestServer, type TestServer } from "../src/contracts/test-server.ts";
import { OPERATIONS } from "../src/core/order.ts";
import { signMessage } from "../src/wire/standard-webhooks.ts";

/** Every verb of the published client against the whole server, and its README as a program. */
let server: TestServer;
let filmgate: Filmgate;

/** A film that says of itself that it is large enough to be an order's input. */
const FILM = sayLarge(readFileSync(new URL("../src/media/fixtures/fast-start.mp4", import.meta.url)));

beforeAll(async () => {
	const capabilities = { operations: OPERATIONS };
	server = await openTestServer({
		config: { allowLinks: ["127.0.0.0/8"] },
		engine: { capabilities, finish: "by-hand" },
	});
	filmgate = createFilmgate({ url: server.url, key: server.liveKey });
});

afterAll(() => server.close());

/** Ends whatever has begun, as soon as it has. */
async function finishAll(): Promise<void> {
	for (const token of server.engine.works.keys()) server.engine.finish(token);
}

async function orderAndFinish(order: sdk.TaskOrder): Promise<sdk.Task> {
	const starts = server.engine.starts.length;
	const { id } = await filmgate.tasks.submit(order);
	await vi.waitFor(() => expect(server.engine.starts.length).toBeGreaterThan(starts), { timeout: 10_000, interval: 5 });
	await finishAll();
	return await filmgate.tasks.wait(id, { timeoutMs: 10_000 });
}

test("a task is pushed as it changes, over one stream, to its end", async () => {
	const asked: string[] = [];
	const counting: typeof fetch = (input, init) => {
		asked.push(new URL(String(input)).pathname);
		return fetch(input, init);
	};
	const watching = createFilmgate({ url: server.url, key: server.liveKey, fetch: counting });
	const { id } = await watching.tasks.submit({ prompt: "a fox" });
	const seen: string[] = [];
	for await (const task of watching.tasks.watch(id)) {
		seen.push(task.status);
		if (task.status === "running") await finishAll();
	}
	expect(seen).toContain("running");
	expect(seen.at(-1)).toBe("succeeded");
	expect(asked).toEqual(["/api/v1/tasks", `/api/v1/tasks/${id}/events`]);
});

test("waiting without pushes comes to the same end", async () => {
	const { id } = await filmgate.tasks.submit({ prompt: "a fox" });
	const onUpdate = () => void finishAll();
	expect((await filmgate.tasks.wait(id, { push: false, stepSeconds: 1, onUpdate })).status).toBe("succeeded");
});

test("what was uploaded can be ordered with, looked at, and thrown away", async () => {
	const upload = await filmgate.uploads.create(new Blob([FILM]));
	expect(upload).toMatchObject({ id: expect.stringMatching(/^upload_\d+$/), mime: "video/mp4", bytes: FILM.length });
	expect(await filmgate.uploads.get(upload.id)).toMatchObject({ id: upload.id, sha256: upload.sha256 });
	const picture = await filmgate.uploads.create(makePng(64, 64));
	const ids: string[] = [];
	for await (const { id } of filmgate.uploads.all({ limit: 1 })) ids.push(id);
	expect(ids).toEqual([picture.id, upload.id]);
	const inputs = [{ role: "source" as const, from: { upload: upload.id } }];
	expect(await orderAndFinish({ operation: "restyle", style: "clay", inputs })).toMatchObject({ status: "succeeded" });
	await filmgate.uploads.delete(upload.id);
	await expect(filmgate.uploads.get(upload.id)).rejects.toMatchObject({ status: 404, code: "not_found" });
});

test("a film has links that end when they are told to, and goes with its task", async () => {
	const { id, films } = await orderAndFinish({ prompt: "a fox" });
	const link = await filmgate.films.link(films[0]!.id, { expiresIn: 60 });
	expect(Date.parse(link.expiresAt)).toBeLessThanOrEqual(Date.now() + 60_000);
	const bytes = await (await fetch(link.url)).arrayBuffer();
	expect(createHash("sha256").update(new Uint8Array(bytes)).digest("hex")).toBe(films[0]!.sha256);
	await filmgate.tasks.delete(id);
	await expect(filmgate.tasks.status(id)).rejects.toMatchObject({ status: 404 });
	expect((await fetch(link.url)).status).toBe(404);
});

test("a task that has not ended cannot be deleted, but stopped, and lists tell of it", async () => {
	const createdAfter = new Date(Date.now() - 1).toISOString();
	const { id } = await filmgate.tasks.submit({ prompt: "a river" });
	await expect(filmgate.tasks.delete(id)).rejects.toMatchObject({ status: 409, code: "conflict" });
	expect(await filmgate.tasks.cancel(id)).toMatchObject({ outcome: expect.stringMatching(/stopped|asked/) });
	expect((await filmgate.tasks.wait(id, { timeoutMs: 10_000 })).status).toBe("cancelled");
	const { data } = await filmgate.tasks.list({ status: "cancelled", order: "oldest-first", createdAfter });
	expect(data.map((task) => task.id)).toEqual([id]);
});

test("money is told as a balance, as entries, and as what tasks came to", async () => {
	const task = await orderAndFinish({ prompt: "a fox", seconds: 2 });
	expect(await filmgate.balance()).toMatchObject({ livemode: true, maxInFlight: 1_000 });
	const kinds: string[] = [];
	for await (const entry of filmgate.ledger.all({ limit: 3 })) if (entry.task === task.id) kinds.push(entry.kind);
	expect(kinds).toEqual(["charge", "hold"]);
	const { total, data } = await filmgate.usage();
	expect(total.succeeded).toBeGreaterThan(0);
	expect(data.map(({ operation }) => operation)).toContain("text-to-video");
	expect((await filmgate.models()).map(({ id }) => id)).toContain("preview");
});

test("a webhook is made, tried, told, verified, looked into and ended", async () => {
	const told: { body: string; headers: Record<string, string | string[] | undefined> }[] = [];
	const receiver = createServer(async (request, response) => {
		const chunks: Buffer[] = [];
		for await (const chunk of request) chunks.push(chunk);
		told.push({ body: Buffer.concat(chunks).toString("utf8"), headers: request.headers });
		response.end();
	});
	await new Promise<void>((resolve) => receiver.listen(0, "127.0.0.1", resolve));
	try {
		const url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/films`;
		const { id, secret } = await filmgate.webhooks.create({ url, events: ["task.succeeded"] });
		expect(await filmgate.webhooks.get(id)).toMatchObject({ id, url, disabledAt: null });
		expect((await filmgate.webhooks.list()).map((webhook) => webhook.id)).toContain(id);
		await filmgate.webhooks.test(id);
		const task = await orderAndFinish({ prompt: "a fox" });
		await vi.waitFor(() => expect(told).toHaveLength(2), { timeout: 10_000, interval: 10 });
		const messages = await Promise.all(
			told.map(({ body, headers }) => filmgate.webhooks.verify(body, headers, secret)),
		);
		expect(messages.map((message) => String(message.type)).sort()).toEqual(["task.succeeded", "webhook.test"]);
		expect(messages.find(({ type }) => type === "task.succeeded")?.data.id).toBe(task.id);
		const rotated = await filmgate.webhooks.rotate(id, { graceSeconds: 60 });
		const deliveries = await filmgate.webhooks.deliveries(id);
		const delivery = deliveries.data.find((one) => one.task === task.id);
		await filmgate.webhooks.redeliver(id, delivery!.id);
		await vi.waitFor(() => expect(told).toHaveLength(3), { timeout: 10_000, interval: 10 });
		const { body, headers } = told[2]!;
		expect(headers["webhook-id"]).toBe(delivery!.id);
		for (const either of [secret, rotated.secret]) expect(await verifyWebhook(body, headers, either)).toBeDefined();
		expect(await filmgate.webhooks.disable(id)).toMatchObject({ id, disabledAt: expect.any(String) });
		expect(await filmgate.webhooks.enable(id)).toMatchObject({ id, disabledAt: null });
		await filmgate.webhooks.delete(id);
		await expect(filmgate.webhooks.get(id)).rejects.toMatchObject({ status: 404 });
	} finally {
		receiver.closeAllConnections();
		await new Promise((resolve) => receiver.close(resolve));
	}
});

test("every example of the README runs, in its order", async () => {
	const readme = readFileSync(new URL("../sdk/README.md", import.meta.url), "utf8");
	const blocks = [...readme.matchAll(/```js\n(.*?)```/gs)].map(([, code = ""]) => code);
	expect(blocks.length).toBeGreaterThanOrEqual(12);
	// Each block is one of its own, but for the few names that the text goes on with.
	const program = blocks
		.join("\n")
		.replaceAll(/^import (\{.*\}) from "@filmgate\/sdk";$/gm, (_line, names) => `var ${names} = sdk;`);
	const own = await openTestServer({ engine: { capabilities: { operations: OPERATIONS }, film: FILM } });
	vi.stubEnv("FILMGATE_URL", own.url);
	vi.stubEnv("FILMGATE_KEY", own.liveKey);
	const lines: unknown[][] = [];
	const console = { log: (...words: unknown[]) => lines.push(words) };
	const file: Uint8Array[] = [];
	const pngInBase64 = makePng(64, 64).toString("base64");
	const names = { sdk, console, file, pngInBase64, clip: new Blob([FILM]) };
	try {
		const run = new Function(
			...Object.keys(names),
			`return (async () => {${program}\nreturn { mp4, receive, secret };})()`,
		);
		const { mp4, receive, secret } = await run(...Object.values(names));
		expect(Buffer.concat(file).equals(new Uint8Array(mp4))).toBe(true);
		expect(lines.at(-1)).toEqual(["invalid_field", "seconds", "a whole number, 1 to 15"]);
		const response: Response = await receive(await makeRequest(secret));
		expect(response.status).toBe(204);
		expect(lines.at(-1)).toEqual(["task_1", "https://films.example.com/1.mp4"]);
	} finally {
		vi.unstubAllEnvs();
		await own.close();
	}
});

/** 128x72, in its track's header and in its sample's; nobody here decodes it. */
function sayLarge(film: Buffer): Buffer {
	const large = Buffer.from(film);
	const track = film.indexOf("tkhd") - 4;
	const sample = film.indexOf("avc1", film.indexOf("stsd"));
	const end = track + film.readUInt32BE(track);
	for (const [index, pixels] of [128, 72].entries()) {
		large.writeUInt32BE(pixels * 65_536, end - 8 + index * 4);
		large.writeUInt16BE(pixels, sample + 28 + index * 2);
	}
	return large;
}

/** What a receiver is sent when a task has succeeded. */
async function makeRequest(secret: string): Promise<Request> {
	const data = { id: "task_1", films: [{ url: "https://films.example.com/1.mp4" }] } as WebhookMessage["data"];
	const body = JSON.stringify({ type: "task.succeeded", timestamp: new Date().toISOString(), data });
	const timestamp = Math.floor(Date.now() / 1_000);
	const headers = await signMessage({ id: "evt_1", timestamp, body, secrets: [secret] });
	return new Request("https://app.example.com/films", { method: "POST", headers, body });
}
