import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { makePng } from "../../contracts/make-png.ts";
import { openTestServer, type TestServer } from "../../contracts/test-server.ts";

/** What clients of the open servers, of gateways and of no library at all send. */
let server: TestServer;

beforeAll(async () => {
	server = await openTestServer({ engine: { finish: "by-hand" } });
});

afterAll(() => server.close());

type Sent = string | FormData | URLSearchParams;

async function create(body: Sent, headers: Record<string, string> = {}) {
	const authorization = `Bearer ${server.liveKey}`;
	const response = await fetch(`${server.url}/v1/videos`, {
		method: "POST",
		headers: { authorization, ...headers },
		body,
	});
	// biome-ignore lint/suspicious/noExplicitAny: each test reads what it knows to be there, and fails when it is not.
	return { status: response.status, headers: response.headers, body: (await response.json()) as any };
}

const orderOf = (prompt: string) =>
	vi.waitUntil(() => server.engine.starts.find(({ order }) => order.prompt === prompt)?.order, { interval: 2 });

function form(fields: Readonly<Record<string, string>>): FormData {
	const body = new FormData();
	for (const [name, value] of Object.entries(fields)) body.append(name, value);
	return body;
}

const dataUrl = `data:image/png;base64,${makePng(640, 360).toString("base64")}`;

describe("one order is the same in every form", () => {
	const fields = { model: "preview", seconds: "3", size: "640x360", fps: "12", seed: "7", num_inference_steps: "20" };
	const typed = { ...fields, fps: 12, seed: 7, num_inference_steps: 20 };

	test.each<[string, (prompt: string) => Sent, string | null]>([
		["multipart", (prompt) => form({ ...fields, prompt }), null],
		["urlencoded", (prompt) => new URLSearchParams({ ...fields, prompt }), null],
		["JSON", (prompt) => JSON.stringify({ ...typed, prompt }), "application/json"],
		[
			"JSON that calls itself a form",
			(prompt) => JSON.stringify({ ...typed, prompt }),
			"application/x-www-form-urlencoded",
		],
		["JSON that calls itself text", (prompt) => JSON.stringify({ ...typed, prompt }), "text/plain"],
	])("%s", async (name, body, type) => {
		const { status, headers, body: video } = await create(body(name), type === null ? {} : { "content-type": type });
		expect(video).toMatchObject({ model: "preview", seconds: "3", size: "640x360", status: "queued" });
		expect([status, headers.get("openai-poll-after-ms")]).toEqual([200, "1000"]);
		expect(await orderOf(name)).toMatchObject({
			...{ operation: "text-to-video", seconds: 3, fps: 12, seed: 7, width: 640, height: 360 },
			settings: { steps: 20 },
		});
	});
});

test.each<[string, (prompt: string) => Sent]>([
	["SGLang's link in JSON", (prompt) => JSON.stringify({ prompt, model: "preview", reference_url: dataUrl })],
	[
		"vLLM-Omni's JSON in a form",
		(prompt) => form({ prompt, model: "preview", image_reference: JSON.stringify({ image_url: dataUrl }) }),
	],
	[
		"vLLM-Omni's name and a bare link",
		(prompt) => JSON.stringify({ prompt, model: "preview", image_reference: dataUrl }),
	],
	[
		"a link where the object belongs",
		(prompt) => JSON.stringify({ prompt, model: "preview", input_reference: dataUrl }),
	],
	[
		"the vendor's object in a form",
		(prompt) => form({ prompt, model: "preview", "input_reference[image_url]": dataUrl }),
	],
])("a film follows its picture: %s", async (name, body) => {
	expect((await create(body(name))).body.size).toBe("1280x720");
	const order = await orderOf(name);
	expect(order?.inputs).toMatchObject([{ role: "first-frame", medium: { width: 640, height: 360 } }]);
});

test("what no engine is told of is said on the video and on the native wire", async () => {
	const { body } = await create(JSON.stringify({ prompt: "warned", model: "preview", flow_shift: 3, n: 2 }));
	const settings = ["n", "flow_shift"];
	expect(body.warnings.map(({ setting }: { setting: string }) => setting)).toEqual(settings);
	const native = await fetch(`${server.url}/api/v1/tasks/${body.id}`, {
		headers: { authorization: `Bearer ${server.liveKey}` },
	});
	const { warnings } = (await native.json()) as { warnings: { setting: string }[] };
	expect(warnings.map(({ setting }) => setting)).toEqual(settings);
});

test("a key names one request: again it is the same video, of another it is refused, by another wire it is new", async () => {
	const headers = { "idempotency-key": "once", "content-type": "application/json" };
	const body = JSON.stringify({ prompt: "once" });
	const first = await create(body, headers);
	expect((await create(body, headers)).body.id).toBe(first.body.id);
	const other = await create(JSON.stringify({ prompt: "twice" }), headers);
	expect(other).toMatchObject({ status: 400, body: { error: { type: "idempotency_error" } } });
	expect(other.headers.get("x-should-retry")).toBe("false");
	const bad = await create(body, { ...headers, "idempotency-key": "two words" });
	expect(bad.body.error.param).toBe("Idempotency-Key");
	const native = await fetch(`${server.url}/api/v1/tasks`, {
		method: "POST",
		headers: { authorization: `Bearer ${server.liveKey}`, "idempotency-key": "once" },
		body,
	});
	expect(((await native.json()) as { id: string }).id).not.toBe(first.body.id.replace("video_", "task_"));
});

type Look = { readonly id: string; readonly progress: number; readonly status: string };

test("progress is told as it comes, and never falls, whoever tells it", async () => {
	const order = JSON.stringify({ prompt: "progress" });
	const headers = { "idempotency-key": "progress", "content-type": "application/json" };
	const { body } = await create(order, headers);
	await orderOf("progress");
	const work = await vi.waitUntil(() =>
		[...server.engine.works.values()].find(({ order }) => order.prompt === "progress"),
	);
	const look = async () => {
		const headers = { authorization: `Bearer ${server.liveKey}` };
		return (await (await fetch(`${server.url}/v1/videos/${body.id}`, { headers })).json()) as Look;
	};
	const lookAtList = async () => {
		const headers = { authorization: `Bearer ${server.liveKey}` };
		const list = (await (await fetch(`${server.url}/v1/videos`, { headers })).json()) as { data: Look[] };
		return list.data.find(({ id }) => id === body.id) as Look;
	};
	const seen: number[] = [];
	for (const progress of [10, 60, 30]) {
		work.status = { kind: "working", progress, askAgainAfterMs: 60_000 };
		work.wake();
		// The first figure is stored at once, which a poll sees; the next ones within seconds.
		if (progress === 10) await vi.waitUntil(async () => (await look()).progress === 10, { interval: 5 });
		seen.push((await look()).progress);
		seen.push((await lookAtList()).progress);
		seen.push((await create(order, headers)).body.progress);
	}
	server.engine.finish(work.startToken, { kind: "failed", failure: { code: "engine_failed", message: "No." } });
	await vi.waitUntil(async () => (await look()).status === "failed", { interval: 5 });
	seen.push((await look()).progress);
	expect(seen).toEqual(seen.toSorted((a, b) => a - b));
	expect([seen[0], seen.at(-1)]).toEqual([10, 100]);
});
