import type * as wire from "@filmgate/sdk";
import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { addAccount } from "../../contracts/add-account.ts";
import { openTestServer, type TestServer } from "../../contracts/test-server.ts";
import { signMessage } from "../../wire/standard-webhooks.ts";
import { createClient } from "./testing/client.ts";

interface Received {
	readonly path: string;
	readonly headers: IncomingHttpHeaders;
	readonly body: string;
}

let server: TestServer;
let receiver: Server;
let hook: string;
const received: Received[] = [];
const { call, refused, ended } = createClient(() => server);

beforeAll(async () => {
	server = await openTestServer({ config: { allowLinks: ["127.0.0.1"] } });
	receiver = createServer(async (request, response) => {
		received.push({ path: request.url ?? "", headers: request.headers, body: await text(request) });
		response.writeHead(request.url?.startsWith("/bad") ? 500 : 200).end("ok");
	});
	await new Promise<void>((resolve) => receiver.listen(0, "127.0.0.1", resolve));
	hook = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}`;
});
afterAll(async () => {
	receiver.closeAllConnections();
	receiver.close();
	await server.close();
});

async function create(order: object = {}, key = server.liveKey): Promise<wire.WebhookWithSecret> {
	const answer = await call<wire.WebhookWithSecret>("POST", "/webhooks", { key, body: { url: hook, ...order } });
	expect(answer.status, JSON.stringify(answer.body)).toBe(201);
	return answer.body;
}

/** What a webhook at this path was sent, once there is so much of it. */
const sentTo = (path: string, count: number) =>
	vi.waitFor(
		() => {
			const sent = received.filter((each) => each.path === path);
			expect(sent.length).toBeGreaterThanOrEqual(count);
			return sent;
		},
		{ interval: 10, timeout: 5_000 },
	);

async function expectSigned({ headers, body }: Received, ...secrets: string[]): Promise<void> {
	const id = String(headers["webhook-id"]);
	const timestamp = Number(headers["webhook-timestamp"]);
	const proof = await signMessage({ id, timestamp, body, secrets });
	expect(headers["webhook-signature"]).toBe(proof["webhook-signature"]);
}

describe("a webhook", () => {
	test("is told of tasks at once, signed with the secret that was shown once", async () => {
		const { secret, ...webhook } = await create({ url: `${hook}/told`, events: ["task.succeeded"] });
		expect(webhook).toEqual({
			...{ id: expect.stringMatching(/^wh_[0-9a-f]{18}$/), url: `${hook}/told`, events: ["task.succeeded"] },
			...{ form: "standard", onlyNamed: false, livemode: true, graceEndsAt: null },
			...{ disabledAt: null, disabledReason: null, createdAt: expect.any(String) },
		});
		const task = await ended({ prompt: "told" });
		const [message] = (await sentTo("/told", 1)) as [Received];
		await expectSigned(message, secret);
		expect(JSON.parse(message.body)).toMatchObject({ type: "task.succeeded", data: { id: task.id } });
		expect((await call("GET", `/webhooks/${webhook.id}`)).body).toEqual(webhook);
		const listed = (await call<wire.WebhookList>("GET", "/webhooks")).body;
		expect(listed.data).toContainEqual(webhook);
		expect(JSON.stringify(listed)).not.toContain("secret");
	});

	test("is tested, its deliveries are listed page by page, and one is sent again", async () => {
		const { id, secret } = await create({ url: `${hook}/log`, onlyNamed: true });
		const good = (await call<wire.Delivery>("POST", `/webhooks/${id}/test`)).body;
		expect(good).toMatchObject({ webhook: id, task: null, type: "webhook.test", status: "delivered" });
		expect(good.attempts).toMatchObject([{ status: 200, error: null, head: "ok" }]);
		const task = await ended({ prompt: "logged", webhook: id });
		await sentTo("/log", 3);
		const page = async (query: string) =>
			(await call<wire.DeliveryPage>("GET", `/webhooks/${id}/deliveries?${query}`)).body;
		await vi.waitFor(async () => expect((await page("")).data.every((each) => each.status === "delivered")).toBe(true));
		const first = await page("limit=2");
		expect(first.data.map((each) => [each.type, each.task])).toEqual([
			["task.succeeded", task.id],
			["task.running", task.id],
		]);
		const second = await page(`limit=2&cursor=${first.nextCursor}`);
		expect(second).toMatchObject({ data: [{ id: good.id }], nextCursor: null });
		const again = await call<wire.Delivery>("POST", `/webhooks/${id}/deliveries/${first.data[0]?.id}/redeliver`);
		expect(again).toMatchObject({ status: 202, body: { id: first.data[0]?.id, status: "pending" } });
		const last = (await sentTo("/log", 4)).at(-1) as Received;
		expect(last.body).toBe(first.data[0]?.body);
		await expectSigned(last, secret);
	});

	test("that fails a test says why", async () => {
		const { id } = await create({ url: `${hook}/bad`, onlyNamed: true });
		const { status, body } = await call<wire.Delivery>("POST", `/webhooks/${id}/test`);
		expect([status, body.status, body.attempts[0]?.error]).toEqual([200, "dead", "answered with status 500"]);
	});

	test("gets a new secret; the old one counts until its grace is over", async () => {
		const { id, secret } = await create({ url: `${hook}/rotated`, onlyNamed: true });
		const mine = `whsec_${"q".repeat(32)}`;
		const rotated = (
			await call<wire.WebhookWithSecret>("POST", `/webhooks/${id}/rotate`, { body: { graceSeconds: 60, secret: mine } })
		).body;
		expect(rotated.secret).toBe(mine);
		expect(Date.parse(rotated.graceEndsAt ?? "") - Date.now()).toBeGreaterThan(50_000);
		await call("POST", `/webhooks/${id}/test`);
		await expectSigned((await sentTo("/rotated", 1))[0] as Received, mine, secret);
		const fresh = (await call<wire.WebhookWithSecret>("POST", `/webhooks/${id}/rotate`)).body;
		expect(fresh.secret).toMatch(/^whsec_/);
		expect(fresh.secret).not.toBe(mine);
	});

	test("is switched off and on, and deleted with its log", async () => {
		const { id } = await create({ url: `${hook}/off` });
		expect((await call<wire.Webhook>("POST", `/webhooks/${id}/disable`)).body).toMatchObject({
			disabledAt: expect.any(String),
			disabledReason: "switched off by its owner",
		});
		await refused("POST /tasks", [422, "invalid_field", "webhook"], { body: { prompt: "a", webhook: id } });
		expect((await call<wire.Webhook>("POST", `/webhooks/${id}/enable`)).body).toMatchObject({ disabledAt: null });
		expect((await call("DELETE", `/webhooks/${id}`)).status).toBe(204);
		await refused(`GET /webhooks/${id}`, [404, "not_found", "id"]);
		await refused(`GET /webhooks/${id}/deliveries`, [404, "not_found", "id"]);
	});
});

test("a key sees its own account and mode only", async () => {
	const { id } = await create({ url: `${hook}/private`, onlyNamed: true });
	const { id: delivery } = (await call<wire.Delivery>("POST", `/webhooks/${id}/test`)).body;
	const missing = [404, "not_found", "id"] as const;
	for (const key of [server.testKey, await addAccount(server)]) {
		expect((await call<wire.WebhookList>("GET", "/webhooks", { key })).body.data.map((each) => each.id)).not.toContain(
			id,
		);
		for (const verb of ["rotate", "enable", "disable", "test", `deliveries/${delivery}/redeliver`]) {
			await refused(`POST /webhooks/${id}/${verb}`, missing, { key });
		}
		await refused(`GET /webhooks/${id}`, missing, { key });
		await refused(`GET /webhooks/${id}/deliveries`, missing, { key });
		await refused(`DELETE /webhooks/${id}`, missing, { key });
	}
	const other = await create({ url: `${hook}/other`, onlyNamed: true });
	await refused(`POST /webhooks/${other.id}/deliveries/${delivery}/redeliver`, missing);
	await refused(`GET /webhooks/${other.id}/deliveries?cursor=${delivery}`, [422, "invalid_field", "cursor"]);
	expect((await create({ url: `${hook}/trial` }, server.testKey)).livemode).toBe(false);
});

test.each<[string, object, readonly [number, wire.ProblemCode, string]]>([
	["no address", { url: null }, [422, "missing_field", "url"]],
	["an address that is a number", { url: 5 }, [422, "invalid_field", "url"]],
	["another scheme", { url: "ftp://a.example" }, [422, "invalid_field", "url"]],
	["a user's name", { url: "https://me:pw@a.example" }, [422, "invalid_field", "url"]],
	["an unknown event", { events: ["task.done"] }, [422, "invalid_field", "events"]],
	["no event at all", { events: [] }, [422, "invalid_field", "events"]],
	["events as text", { events: "task.failed" }, [422, "invalid_field", "events"]],
	[
		"an event that its form has no word for",
		{ form: "pixverse", events: ["task.running"] },
		[422, "invalid_field", "events"],
	],
	["an unknown form", { form: "svix" }, [422, "invalid_field", "form"]],
	["a poor secret", { secret: "hunter2" }, [422, "invalid_field", "secret"]],
	["a flag that is text", { onlyNamed: "yes" }, [422, "invalid_field", "onlyNamed"]],
])("%s is refused", async (_, order, refusal) => {
	const before = (await call<wire.WebhookList>("GET", "/webhooks")).body.data.length;
	await refused("POST /webhooks", refusal, { body: { url: hook, ...order } });
	expect((await call<wire.WebhookList>("GET", "/webhooks")).body.data).toHaveLength(before);
});

test("an idempotency key makes one webhook, whose secret is told again; for another wish it is refused", async () => {
	const headers = { "idempotency-key": "hook-1" };
	const make = (path: string) =>
		call<wire.WebhookWithSecret>("POST", "/webhooks", { headers, body: { url: `${hook}/${path}`, onlyNamed: true } });
	const first = await make("once");
	expect((await make("once")).body).toEqual(first.body);
	const wrong = { headers, body: { url: `${hook}/twice`, onlyNamed: true } };
	await refused("POST /webhooks", [422, "duplicate_request", "Idempotency-Key"], wrong);
});

test("an idempotency key that is sent several times at once makes one webhook, told to all", async () => {
	const sent = { headers: { "idempotency-key": "hook-2" }, body: { url: `${hook}/at-once`, onlyNamed: true } };
	const answers = await Promise.all([1, 2, 3].map(() => call<wire.WebhookWithSecret>("POST", "/webhooks", sent)));
	expect(answers.map(({ status }) => status)).toEqual([201, 201, 201]);
	expect(new Set(answers.map(({ body }) => `${body.id} ${body.secret}`)).size).toBe(1);
});

test("a grace that is none is refused, and the secret stays", async () => {
	const { id, secret } = await create({ url: `${hook}/grace`, onlyNamed: true });
	for (const graceSeconds of [-1, 2_592_001, "60", 0.5]) {
		const wrong = { body: { graceSeconds } };
		await refused(`POST /webhooks/${id}/rotate`, [422, "invalid_field", "graceSeconds"], wrong);
	}
	await call("POST", `/webhooks/${id}/test`);
	await expectSigned((await sentTo("/grace", 1))[0] as Received, secret);
});
