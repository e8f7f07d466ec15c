import type { IncomingMessage, ServerResponse } from "node:http";
import { json } from "node:stream/consumers";
import { describe, expect, test, vi } from "vitest";
import { makeWebhook } from "../contracts/announcement-store/make-webhook.ts";
import { createFakeClock } from "../contracts/fake-clock.ts";
import type { Announcement } from "../core/announcement.ts";
import type { WebhookFormName } from "../core/webhook.ts";
import { ATTEMPT_LIMIT_MS, attemptDelivery } from "../loops/attempt-delivery.ts";
import { useServers } from "../media/fixtures/links.ts";
import type { Resolver } from "../media/pinned-request.ts";
import { createForms } from "./create-forms.ts";
import { SECRETS } from "./secrets.ts";
import { createWebhookSender } from "./sender.ts";

const serve = useServers();
const clock = createFakeClock();
const render = () => ({ text: "a film for you" });
const forms = createForms({ native: render, pixverse: render });

interface Told {
	readonly form?: WebhookFormName;
	readonly resolve?: Resolver;
	readonly allow?: readonly string[];
}

/** One attempt over real sockets; the clock of its limits is the test's. */
function tell(url: string, { form = "standard", resolve, allow = ["127.0.0.0/8"] }: Told = {}) {
	const webhook = makeWebhook("1", { url, form, sealedSecret: SECRETS[form].mint() });
	const announcement = { id: "evt_1", type: "webhook.test", at: 1, tries: 0, webhook: webhook.id } as Announcement;
	const send = createWebhookSender({ allow, clock, ...(resolve === undefined ? {} : { resolve }) });
	const needs = { forms, send, clock, unseal: (sealed: string) => sealed, random: () => 0 };
	const payload = forms[form].render(announcement, null);
	return attemptDelivery(needs, { webhook, announcement, payload, signal: new AbortController().signal });
}

test("what is posted is the payload, its headers and its proof, and nothing about us", async () => {
	const seen = Promise.withResolvers<{ request: IncomingMessage; body: unknown }>();
	const port = await serve(async (request, response) => {
		seen.resolve({ request, body: await json(request) });
		response.end("thank you");
	});
	const { attempt, outcome } = await tell(`http://127.0.0.1:${port}/hook?a=b%20c`);
	expect(outcome).toEqual({ kind: "delivered" });
	expect(attempt).toMatchObject({ status: 200, error: null, head: "thank you" });
	const { request, body } = await seen.promise;
	expect([request.method, request.url]).toEqual(["POST", "/hook?a=b%20c"]);
	expect(body).toMatchObject({ type: "webhook.test" });
	expect(Object.keys(request.headers).sort()).toEqual([
		"connection",
		"content-length",
		"content-type",
		"host",
		"user-agent",
		"webhook-id",
		"webhook-signature",
		"webhook-timestamp",
	]);
});

describe("bad receivers", () => {
	const refused = "the link does not lead to a public address";

	test.each([
		[
			"a redirect",
			(response: ServerResponse) => response.writeHead(302, { location: "http://169.254.169.254/" }).end(),
			302,
		],
		["an error", (response: ServerResponse) => response.writeHead(500).end("stack trace"), 500],
		["a login page", (response: ServerResponse) => response.writeHead(401).end(), 401],
	] as const)("%s is a failure, and not followed", async (_name, answer, status) => {
		const requests = vi.fn((_request, response) => void answer(response));
		const { attempt, outcome } = await tell(`http://127.0.0.1:${await serve(requests)}/`);
		expect(attempt).toMatchObject({ status, error: expect.stringContaining(String(status)) });
		expect(outcome.kind).toBe("again");
		expect(requests).toHaveBeenCalledOnce();
	});

	test("410 is for good", async () => {
		const port = await serve((_request, response) => void response.writeHead(410).end());
		expect((await tell(`http://127.0.0.1:${port}/`)).outcome.kind).toBe("gone");
	});

	test.each(["http://127.0.0.1/", "http://10.0.0.1/", "http://169.254.169.254/", "http://[::1]/"])(
		"%s is not asked at all unless it is permitted",
		async (url) => {
			const { attempt } = await tell(url, { allow: [] });
			expect(attempt).toMatchObject({ status: null, error: refused });
		},
	);

	test("a name that turns private at the second look-up is reached once and refused then", async () => {
		const requests = vi.fn((_request, response) => void response.writeHead(500).end());
		const port = await serve(requests, { host: "127.0.0.2" });
		const answers = ["127.0.0.2", "127.0.0.1"];
		const resolve = async () => [{ address: answers.shift() ?? "127.0.0.1", family: 4 }];
		const told = { resolve, allow: ["127.0.0.2"] };
		expect((await tell(`http://rebind.example:${port}/`, told)).attempt.status).toBe(500);
		expect((await tell(`http://rebind.example:${port}/`, told)).attempt).toMatchObject({
			status: null,
			error: refused,
		});
		expect(requests).toHaveBeenCalledOnce();
	});

	test.each(["standard", "pixverse"] as const)("an endless body does not hold the form %s", async (form) => {
		const closed = Promise.withResolvers<void>();
		const port = await serve((_request, response) => {
			const pour = () => {
				while (response.write("x".repeat(65_536)));
				response.once("drain", pour);
			};
			response.on("close", () => closed.resolve());
			pour();
		});
		const { attempt, outcome } = await tell(`http://127.0.0.1:${port}/`, { form });
		expect(attempt).toMatchObject({ status: 200, head: "x".repeat(2_048) });
		expect(outcome.kind).toBe(form === "standard" ? "delivered" : "again");
		await closed.promise;
	});

	test("a body that drips holds the standard form for a second, and the other to the attempt's end", async () => {
		for (const [form, limitMs, kind] of [
			["standard", 1_000, "delivered"],
			["pixverse", ATTEMPT_LIMIT_MS, "again"],
		] as const) {
			const dripping = Promise.withResolvers<void>();
			const port = await serve((_request, response) => {
				response.write("o", () => dripping.resolve());
			});
			const telling = tell(`http://127.0.0.1:${port}/`, { form });
			await dripping.promise;
			const { attempt, outcome } = await advanceUntil(telling, limitMs);
			expect(attempt.ms).toBeLessThanOrEqual(ATTEMPT_LIMIT_MS);
			expect(outcome.kind).toBe(kind);
		}
	});

	test("silence ends after fifteen seconds", async () => {
		const asked = Promise.withResolvers<void>();
		const port = await serve(() => asked.resolve());
		const telling = tell(`http://127.0.0.1:${port}/`);
		await asked.promise;
		await clock.advance(ATTEMPT_LIMIT_MS);
		expect((await telling).attempt).toMatchObject({
			ms: ATTEMPT_LIMIT_MS,
			error: "no answer within 15 s",
			status: null,
		});
	});

	test.each([
		["a reset before the answer", (request: IncomingMessage) => request.socket.resetAndDestroy()],
		["what is no HTTP", (request: IncomingMessage) => request.socket.end("SSH-2.0-OpenSSH_9.9\r\n")],
		[
			"a head without end",
			(request: IncomingMessage) => request.socket.end(`HTTP/1.1 200 OK\r\nx: ${"y".repeat(99_999)}\r\n\r\n`),
		],
	] as const)("%s is no answer", async (_name, answer) => {
		const port = await serve((request) => void answer(request));
		const { attempt, outcome } = await tell(`http://127.0.0.1:${port}/`);
		expect(attempt).toMatchObject({ status: null, error: expect.stringMatching(/could not be reached/) });
		expect(outcome.kind).toBe("again");
	});

	test("a body that breaks off is taken where the status decides, not where the body does", async () => {
		for (const [form, kind] of [
			["standard", "delivered"],
			["pixverse", "again"],
		] as const) {
			const port = await serve((request, response) => {
				response.writeHead(200, { "content-length": "100" });
				response.write("ok", () => request.socket.destroy());
			});
			expect((await tell(`http://127.0.0.1:${port}/`, { form })).outcome.kind).toBe(kind);
		}
	});

	test("a port where nobody listens", async () => {
		const port = await serve((_request, response) => void response.end());
		const { attempt } = await tell(`http://127.0.0.3:${port}/`);
		expect(attempt).toMatchObject({ status: null, error: expect.stringContaining("ECONNREFUSED") });
	});
});

test.each([
	["120", 120_000],
	["soon", null],
	["-5", null],
	[new Date(clock.now() + 60_000).toUTCString(), 60_000],
	[new Date(clock.now() - 60_000).toUTCString(), 0],
])("Retry-After %s is read as %s ms", async (header, retryAfterMs) => {
	const send = createWebhookSender({ allow: ["127.0.0.0/8"], clock: createFakeClock() });
	const port = await serve((_request, response) => void response.writeHead(503, { "retry-after": header }).end());
	const message = { url: `http://127.0.0.1:${port}/`, headers: {}, body: "{}", needsBody: false };
	const reply = await send({ ...message, signal: new AbortController().signal });
	expect(reply.retryAfterMs).toBe(retryAfterMs);
});

/** Lets the clock go on until the promise is settled: sockets take their own time to bring the first byte. */
async function advanceUntil<Value>(promise: Promise<Value>, stepMs: number): Promise<Value> {
	let settled = false;
	const done = promise.finally(() => {
		settled = true;
	});
	while (!settled) {
		await clock.advance(stepMs);
		await new Promise((resolve) => setTimeout(resolve, 5));
	}
	return await done;
}
