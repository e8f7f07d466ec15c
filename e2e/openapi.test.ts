import { afterAll, beforeAll, expect, test } from "vitest";
import { makePng } from "../src/contracts/make-png.ts";
import { openTestServer, type TestServer } from "../src/contracts/test-server.ts";
import type { JsonObject } from "../src/core/json.ts";
import { Platform, readFixture } from "../src/dialects/pixverse/testing/platform.ts";
import { SAMPLES } from "../src/dialects/pixverse/testing/samples.ts";
import { type AnswerCheck, createAnswerCheck } from "../src/http/openapi/testing/check-answers.ts";
import { type AnswerWatch, type SeenAnswer, watchAnswers } from "../src/http/openapi/testing/watch-answers.ts";
import { WIRES } from "../src/http/routes.ts";
import { type Call, CALLS } from "../src/wire/pixverse/calls.ts";

/** Every operation of every wire is driven, and every answer held to `/openapi.json`. */
let server: TestServer;
let watch: AnswerWatch;
let check: AnswerCheck;

beforeAll(async () => {
	check = await createAnswerCheck();
	server = await openTestServer({ config: { allowLinks: ["127.0.0.1"] } });
	watch = watchAnswers();
});

afterAll(async () => {
	watch?.stop();
	await server?.close();
});

interface Asked {
	readonly body?: object | string;
	readonly headers?: Record<string, string>;
	readonly key?: string;
}

async function ask(method: string, path: string, { body, headers, key = server.liveKey }: Asked = {}) {
	const asItIs = body === undefined || body instanceof FormData || ArrayBuffer.isView(body);
	const response = await fetch(server.url + path, {
		method,
		headers: { authorization: `Bearer ${key}`, "api-key": key, ...headers },
		...(body === undefined ? {} : { body: asItIs ? (body as FormData) : JSON.stringify(body) }),
	});
	const text = await response.text();
	// biome-ignore lint/suspicious/noExplicitAny: a test reads what it knows to be there, and fails when it is not.
	const json = (/json/.test(response.headers.get("content-type") ?? "") ? JSON.parse(text) : null) as any;
	return { status: response.status, json };
}

function file(name: string, bytes: Uint8Array, fields: Record<string, string> = {}): FormData {
	const form = new FormData();
	for (const [field, value] of Object.entries(fields)) form.append(field, value);
	form.append(name, new Blob([bytes as Uint8Array<ArrayBuffer>]), "file.bin");
	return form;
}

/** A success is in its wire's terms: PixVerse's refusals have HTTP 200 too. */
function isSuccess({ status, json }: SeenAnswer): boolean {
	return status < 300 && !(json?.startsWith('{"ErrCode":') === true && !json.startsWith('{"ErrCode":0,'));
}

/** What was answered since: as described, each of these operations with a success. Nothing else is taken for one. */
function expectAnswered(prefix: string): void {
	const seen = watch.take();
	expect(seen.map(check.faultIn).filter((fault) => fault !== null)).toEqual([]);
	const succeeded = new Set(seen.filter(isSuccess).map(check.operationOf));
	const wanted = check.operations.filter((name) => name.includes(` ${prefix}/`));
	expect(wanted.filter((name) => !succeeded.has(name))).toEqual([]);
}

test("Z.AI", async () => {
	const at = "/api/paas/v4";
	const { json } = await ask("POST", `${at}/videos/generations`, { body: { model: "cogvideox-3", prompt: "a fox" } });
	await ask("POST", `${at}/video/generation`, { body: { prompt: "a fox" } });
	const picture = { model: "glm-image", prompt: "a fox" };
	await ask("POST", `${at}/images/generations`, { body: picture });
	const { json: ordered } = await ask("POST", `${at}/async/images/generations`, { body: picture });
	await ask("GET", `/api/v1/tasks/${json.id}`, { headers: { prefer: "wait=20" } });
	await ask("GET", `/api/v1/tasks/${ordered.id}`, { headers: { prefer: "wait=20" } });
	await ask("GET", `${at}/async-result/${json.id}`);
	await ask("GET", `${at}/async-result/${ordered.id}`);
	await ask("GET", `${at}/async-result?id=${json.id}`);
	expectAnswered("/api/paas/v4");
});

test("PixVerse", async () => {
	const platform = new Platform(server);
	const assets = await platform.prepare();
	const { mask_info } = await platform.make("/video/mask/selection", { source_video_id: assets.video });
	const given = { ...assets, mask: mask_info[0].mask_id };
	const made = new Map<Call, JsonObject>();
	for (const call of Object.keys(CALLS) as Call[]) {
		made.set(call, await platform.make(CALLS[call].path, SAMPLES[call](given)));
	}
	await platform.waitFor(made.get("image_template")?.image_id as number, "image");
	await platform.call("DELETE", `/video/tts_speaker/${made.get("create_speaker")?.speaker_id}`);
	for (const path of ["/video/lip_sync/tts_list", "/video/restyle/list", "/video/effects/templates/list"]) {
		await platform.get(path);
	}
	await platform.get("/video/tts_speaker");
	await platform.balance();
	await platform.post("/account/billing/usage-detail", {
		start_time: new Date(Date.now() - 86_400_000).toISOString().slice(0, 19).replace("T", " "),
		end_time: new Date(Date.now() + 86_400_000).toISOString().slice(0, 19).replace("T", " "),
	});
	expectAnswered("/openapi/v2");
});

test("the native wire", async () => {
	const at = "/api/v1";
	const wait = { prefer: "wait=20" };
	const order = { prompt: "a fox", webhook: null, style: "clay", steps: 4, operation: "text-to-video" };
	const headers = { ...wait, "idempotency-key": "openapi-1" };
	const { json: task } = await ask("POST", `${at}/tasks`, { body: order, headers });
	await ask("POST", `${at}/tasks`, { body: order, headers });
	const { json: other } = await ask("POST", `${at}/tasks`, { body: { prompt: "[fail] a fox" }, key: server.testKey });
	await ask("GET", `${at}/tasks/${other.id}/events`, { key: server.testKey });
	await ask("POST", `${at}/tasks/${other.id}/cancel`, { key: server.testKey });
	for (const path of ["tasks", `tasks/${task.id}`, `tasks/${task.id}/events`, "models", "balance", "usage", "ledger"]) {
		await ask("GET", `${at}/${path}`);
	}
	const [film] = task.films;
	await ask("GET", `${at}/films/${film.id}`);
	await ask("GET", `${at}/films/${film.id}`, { headers: { range: "bytes=0-9" } });
	await ask("POST", `${at}/films/${film.id}/link`);
	const { json: upload } = await ask("POST", `${at}/uploads`, { body: file("file", makePng(64, 64)) });
	await ask("POST", `${at}/uploads`, { body: makePng(64, 64), headers: { "content-type": "image/png" } });
	await ask("GET", `${at}/uploads`);
	await ask("GET", `${at}/uploads/${upload.id}`);
	await ask("DELETE", `${at}/uploads/${upload.id}`);
	await driveWebhooks(`${at}/webhooks`);
	await ask("DELETE", `${at}/tasks/${task.id}`);
	expectAnswered("/api/v1");
});

async function driveWebhooks(at: string): Promise<void> {
	// Nobody listens there: a test that was not taken is an answer too.
	const { json: webhook } = await ask("POST", at, { body: { url: "http://127.0.0.1:9/told" } });
	await ask("GET", at);
	await ask("GET", `${at}/${webhook.id}`);
	await ask("POST", `${at}/${webhook.id}/rotate`);
	await ask("POST", `${at}/${webhook.id}/test`);
	const { json: deliveries } = await ask("GET", `${at}/${webhook.id}/deliveries`);
	await ask("POST", `${at}/${webhook.id}/deliveries/${deliveries.data[0].id}/redeliver`);
	await ask("POST", `${at}/${webhook.id}/disable`);
	await ask("POST", `${at}/${webhook.id}/enable`);
	await ask("DELETE", `${at}/${webhook.id}`);
}

test("the OpenAI wire", async () => {
	const at = "/v1/videos";
	const { json: video } = await ask("POST", at, { body: { prompt: "a fox", flow_shift: 2 } });
	await ask("GET", `/api/v1/tasks/${video.id}`, { headers: { prefer: "wait=20" } });
	await ask("GET", `${at}/${video.id}`);
	await ask("GET", at);
	for (const variant of ["video", "thumbnail", "spritesheet"]) {
		await ask("GET", `${at}/${video.id}/content?variant=${variant}`);
	}
	await ask("GET", `${at}/${video.id}/content`, { headers: { range: "bytes=0-9" } });
	await ask("POST", `${at}/${video.id}/remix`, { body: { prompt: "at night" } });
	await ask("POST", `${at}/edits`, { body: { prompt: "at night", video: { id: video.id } } });
	await ask("POST", `${at}/extensions`, { body: { prompt: "on", seconds: "4", video: { id: video.id } } });
	const body = file("video", readFixture("fast-start.mp4"), { name: "Fox" });
	const { json: character } = await ask("POST", `${at}/characters`, { body });
	await ask("GET", `${at}/characters/${character.id}`);
	await ask("DELETE", `${at}/${video.id}`);
	expectAnswered("/v1");
});

test("what every operation answers to a wrong key, and to an id or body that is none", async () => {
	watch.take();
	for (const { method, path } of WIRES.flatMap(({ routes }) => routes)) {
		if (method === "HEAD") continue;
		const at = path.replaceAll(/:\w+/g, "no-id");
		const body = method === "POST" ? { body: "no object" } : {};
		await ask(method, at, { ...body, key: "no-key" });
		await ask(method, at, body);
	}
	const seen = watch.take();
	expect(seen.map(check.faultIn).filter((fault) => fault !== null)).toEqual([]);
	const refused = new Set(seen.filter((answer) => !isSuccess(answer)).map(check.operationOf));
	expect(check.operations.filter((name) => !refused.has(name))).toEqual([]);
});
