import { createHmac } from "node:crypto";
import { expect, test } from "vitest";
import { FilmgateWebhookError, type VerifyOptions, verifyWebhook, type WebhookHeaders } from "./verify-webhook.ts";

const SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
const OTHER = `whsec_${btoa("another secret of thirty-two byte")}`;
const NOW = 1_795_306_707_000;
const BODY = '{"type":"task.succeeded","timestamp":"2026-11-22T00:18:27.826Z","data":{"id":"task_1","prompt":"ü"}}';

interface Signing {
	id?: string;
	timestamp?: string;
	secrets?: readonly string[];
	body?: string;
}

function sign({ id = "evt_1", timestamp = String(NOW / 1_000), secrets = [SECRET], body = BODY }: Signing = {}) {
	const signatures = secrets.map((secret) => {
		const key = Buffer.from(secret.slice("whsec_".length), "base64");
		return `v1,${createHmac("sha256", key).update(`${id}.${timestamp}.${body}`).digest("base64")}`;
	});
	return { "webhook-id": id, "webhook-timestamp": timestamp, "webhook-signature": signatures.join(" ") };
}

function verify(headers: WebhookHeaders, options: Partial<VerifyOptions> & { body?: string | Uint8Array } = {}) {
	const { body = BODY, ...rest } = options;
	return verifyWebhook(body, headers, { secret: SECRET, now: NOW, ...rest });
}

async function faultOf(headers: WebhookHeaders, options: Parameters<typeof verify>[1] = {}) {
	const error = await verify(headers, options).catch((thrown: unknown) => thrown);
	if (!(error instanceof FilmgateWebhookError)) throw new Error("It was believed.", { cause: error });
	return error.fault;
}

test("the specification's own example is believed", async () => {
	const headers = {
		"webhook-id": "msg_p5jXN8AQM9LWM0D4loKWxJek",
		"webhook-timestamp": "1614265330",
		"webhook-signature": "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
	};
	const given = { body: '{"test": 2432232314}', now: 1_614_265_330_000 };
	expect(await verify(headers, given)).toEqual({ test: 2_432_232_314 });
});

test("what this server signed comes back as what it said", async () => {
	const message = await verify(sign());
	expect(message.type).toBe("task.succeeded");
	expect(message).toEqual(JSON.parse(BODY));
});

test.each<[string, (headers: Record<string, string>) => WebhookHeaders]>([
	["of the Fetch standard", (headers) => new Headers(headers)],
	["of Node", (headers) => ({ ...headers, "x-twice": ["a", "b"], nothing: undefined })],
	[
		"in capitals",
		(headers) => Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toUpperCase(), value])),
	],
	["in lists", (headers) => Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value]]))],
])("headers may be %s", async (_name, spell) => {
	expect(await verify(spell(sign()))).toMatchObject({ type: "task.succeeded" });
});

test("the body may be bytes, also such as lie in the middle of others", async () => {
	const bytes = new TextEncoder().encode(`--${BODY}--`).subarray(2, -2);
	expect(await verify(sign(), { body: bytes })).toEqual(JSON.parse(BODY));
	expect(await verify(sign(), { body: bytes.slice().buffer as never })).toEqual(JSON.parse(BODY));
});

test("one right signature among several is enough, and one right secret", async () => {
	expect(await verify(sign({ secrets: [OTHER, SECRET] }))).toBeDefined();
	expect(await verify(sign(), { secret: [OTHER, SECRET] })).toBeDefined();
	expect(
		await verify({ ...sign(), "webhook-signature": `v1a,AAAA v1,* ${sign()["webhook-signature"]}` }),
	).toBeDefined();
});

test("a secret may stand alone", async () => {
	const headers = sign({ timestamp: String(Math.floor(Date.now() / 1_000)) });
	expect(await verifyWebhook(BODY, headers, SECRET)).toBeDefined();
	expect(await verifyWebhook(BODY, headers, [OTHER, SECRET])).toBeDefined();
	await expect(verifyWebhook(BODY, headers, OTHER)).rejects.toMatchObject({ fault: "wrong_signature" });
});

test.each<[string, Record<string, string>]>([
	["of another secret", sign({ secrets: [OTHER] })],
	["of another id", { ...sign(), "webhook-id": "evt_2" }],
	["of another instant", { ...sign(), "webhook-timestamp": String(NOW / 1_000 + 1) }],
	["of another body", sign({ body: `${BODY} ` })],
	["that is cut off", { ...sign(), "webhook-signature": sign()["webhook-signature"].slice(0, -8) }],
	["of another version", { ...sign(), "webhook-signature": sign()["webhook-signature"].replace("v1", "v2") }],
	["that is no base64", { ...sign(), "webhook-signature": "v1,***" }],
])("a signature %s is not believed", async (_name, headers) => {
	expect(await faultOf(headers)).toBe("wrong_signature");
});

test("messages of another time are not believed, however well they are signed", async () => {
	expect(await faultOf(sign(), { now: NOW + 300_001 })).toBe("out_of_date");
	expect(await faultOf(sign(), { now: NOW - 300_001 })).toBe("out_of_date");
	expect(await verify(sign(), { now: NOW + 300_000 })).toBeDefined();
	expect(await verify(sign(), { now: NOW + 900_000, toleranceSeconds: 900 })).toBeDefined();
});

test.each(["webhook-id", "webhook-timestamp", "webhook-signature"])("without %s nothing is believed", async (name) => {
	expect(await faultOf({ ...sign(), [name]: "" })).toBe("missing_header");
	expect(await faultOf({ ...sign(), [name]: undefined })).toBe("missing_header");
});

test("a date that is none, and a body that is no JSON, are said to be so", async () => {
	expect(await faultOf(sign({ timestamp: "soon" }))).toBe("missing_header");
	expect(await faultOf(sign({ body: "hello" }), { body: "hello" })).toBe("malformed_body");
});

test.each(["", "whsec_", "whsec_***"])("the secret %j is a mistake of the receiver's own", async (secret) => {
	await expect(verify(sign(), { secret })).rejects.toThrow(TypeError);
});
