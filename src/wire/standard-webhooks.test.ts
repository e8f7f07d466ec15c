import { createHmac, randomBytes } from "node:crypto";
import OpenAI from "openai";
import { describe, expect, test } from "vitest";
import { readSecret, signMessage, spellSecret } from "./standard-webhooks.ts";

const client = new OpenAI({ apiKey: "none" });
const body = '{"type":"video.completed","data":{"id":"video_1","title":"Zürich 🎬"}}';
const now = () => Math.floor(Date.now() / 1_000);

test("signs the specification's own example as it does", async () => {
	const example = {
		id: "msg_p5jXN8AQM9LWM0D4loKWxJek",
		timestamp: 1_614_265_330,
		body: '{"test": 2432232314}',
		secrets: ["whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"],
	};
	expect(await signMessage(example)).toEqual({
		"webhook-id": example.id,
		"webhook-timestamp": "1614265330",
		"webhook-signature": "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
	});
});

describe("a client that was written by others", () => {
	test("takes what either of two secrets signed", async () => {
		const [fresh, old, other] = [32, 24, 64].map((length) => spellSecret(randomBytes(length)));
		const secrets = [fresh as string, old as string];
		const headers = await signMessage({ id: "evt_1", timestamp: now(), body, secrets });
		for (const secret of secrets) {
			expect(await client.webhooks.unwrap(body, headers, secret)).toEqual(JSON.parse(body));
		}
		await expect(client.webhooks.unwrap(body, headers, other)).rejects.toThrow();
	});

	test("refuses another body, another id and another time", async () => {
		const secret = spellSecret(randomBytes(32));
		const headers = await signMessage({ id: "evt_1", timestamp: now(), body, secrets: [secret] });
		await expect(client.webhooks.unwrap(`${body} `, headers, secret)).rejects.toThrow();
		const forged = [{ "webhook-id": "evt_2" }, { "webhook-timestamp": String(now() - 1) }];
		for (const change of forged) {
			await expect(client.webhooks.unwrap(body, { ...headers, ...change }, secret)).rejects.toThrow();
		}
	});
});

test("the signature is over exactly the bytes that are sent", async () => {
	const bytes = randomBytes(32);
	const headers = await signMessage({ id: "evt_1", timestamp: 5, body, secrets: [spellSecret(bytes)] });
	const expected = createHmac("sha256", bytes).update(`evt_1.5.${body}`).digest("base64");
	expect(headers["webhook-signature"]).toBe(`v1,${expected}`);
});

describe("secrets", () => {
	test("are read as they are spelled", () => {
		for (const length of [24, 25, 26, 32, 64]) {
			const bytes = randomBytes(length);
			expect(Buffer.from(readSecret(spellSecret(bytes)) ?? [])).toEqual(bytes);
		}
	});

	test.each([
		["no prefix", randomBytes(32).toString("base64")],
		["too short", spellSecret(randomBytes(23))],
		["too long", spellSecret(randomBytes(65))],
		["nothing in it", "whsec_"],
		["not base64", `whsec_${"ä".repeat(44)}`],
		["base64url", "whsec_-_-_-_-_-_-_-_-_-_-_-_-_-_-_-_-_-_-_-_-_-_8="],
		["padding in the middle", `whsec_${"AAA=".repeat(11)}`],
	])("with %s are none, and sign nothing", async (_name, secret) => {
		expect(readSecret(secret)).toBeNull();
		await expect(signMessage({ id: "evt_1", timestamp: 1, body, secrets: [secret] })).rejects.toThrow("form");
	});
});
