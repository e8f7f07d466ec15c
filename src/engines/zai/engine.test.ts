import { createServer } from "node:http";
import { createServer as createSocketServer, type AddressInfo } from "node:net";
import { once } from "node:events";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { testEngine } from "../../contracts/engine-contract.ts";
import { makeMedium, makeOrder } from "../../contracts/task-factory.ts";
import type { EngineStart } from "../../core/ports/engine.ts";
import { createGuardedFetch } from "../../media/fetch.ts";
import { silentLog } from "../../core/ports/log.ts";
import { createZaiEngine } from "./engine.ts";
import { COVER, FILM, type FakeAnswer, type FakeZai, fault, startFakeZai } from "./testing/fake-zai.ts";
import { NOW } from "../../contracts/open-engine.ts";
import { openZai, settingsFor } from "./testing/open-zai.ts";

/** Honoured in full, so that nothing has to be warned of. */
const order = makeOrder({ fps: 30 });

let upstream: FakeZai;

beforeAll(async () => {
	upstream = await startFakeZai({ replays: true });
});

afterAll(() => upstream.close());

for (const idempotentStart of [false, true]) {
	testEngine({
		name: `zai, idempotent: ${idempotentStart}`,
		open: () =>
			createZaiEngine({
				name: "zai-main",
				settings: settingsFor(upstream, { idempotentStart }),
				localPath: () => Promise.reject(new Error("There is no picture.")),
				fetch: createGuardedFetch(),
				maxFilmBytes: 1_000_000,
				log: silentLog,
			}),
		order,
		now: () => NOW,
		pass: async () => {},
	});
}

async function started(opened: ReturnType<typeof openZai>) {
	const answer = await opened.start(order);
	if (answer.kind !== "started") throw new Error(JSON.stringify(answer));
	const { handle } = answer;
	const work = upstream.works.get((handle as { id: string }).id);
	if (work === undefined) throw new Error("The upstream has no such work.");
	work.looksLeft = 0;
	return { handle, work };
}

describe("a start", () => {
	test("carries its token as request_id, the order, and nothing that the wire does not know", async () => {
		const answer = await openZai(settingsFor(upstream)).start(order, "token-of-this-start");
		expect(answer).toMatchObject({ kind: "started", handle: { model: "cogvideox-3" }, warnings: [] });
		expect(upstream.starts.at(-1)).toEqual({
			model: "cogvideox-3",
			prompt: order.prompt,
			size: "1280x720",
			duration: 5,
			fps: 30,
			with_audio: false,
			request_id: "token-of-this-start",
		});
	});

	test("brings its picture along as a data URL", async () => {
		const bytes = Buffer.from("a picture");
		const medium = makeMedium({ mime: "image/png", bytes: bytes.byteLength });
		const { start } = openZai(settingsFor(upstream), { [medium.sha256]: bytes });
		const inputs = [{ role: "first-frame", medium } as const];
		expect(await start({ ...order, operation: "image-to-video", inputs })).toMatchObject({ kind: "started" });
		expect(upstream.starts.at(-1)?.image_url).toBe(`data:image/png;base64,${bytes.toString("base64")}`);
	});

	test("whose picture cannot be read has asked for nothing, and will try again", async () => {
		const { start, told } = openZai(settingsFor(upstream));
		const before = upstream.starts.length;
		const inputs = [{ role: "first-frame", medium: makeMedium() } as const];
		const answer = await start({ ...order, operation: "image-to-video", inputs });
		expect(answer).toEqual({ kind: "not-taken", reason: "the picture could not be read", askAgainAfterMs: 60_000 });
		expect(told).toMatchObject([{ level: "error" }]);
		expect(upstream.starts.length).toBe(before);
	});

	test("that the model cannot do is refused without a call", async () => {
		const before = upstream.starts.length;
		const answer = await openZai(settingsFor(upstream)).start({ ...order, model: "viduq1-image" });
		expect(answer).toEqual({
			kind: "refused",
			failure: { code: "engine_refused", message: "viduq1-image makes no film from text alone." },
		});
		expect(upstream.starts.length).toBe(before);
	});

	test("is not sent twice, and its late answer counts", async () => {
		const gate = Promise.withResolvers<void>();
		upstream.answerNext(gate.promise);
		const before = upstream.starts.length;
		const answer = openZai(settingsFor(upstream)).start(order);
		gate.resolve();
		expect(await answer).toMatchObject({ kind: "started" });
		expect(upstream.starts.length).toBe(before + 1);
	});
});

const LIMIT = fault(429, "1302", "Rate limit reached for requests");
const SPENT = fault(429, "1113", "Insufficient balance or no resource package. Please recharge.");
const REPEATED = fault(400, "1231", "request_id repeats");

describe("what an answer to a start proves", () => {
	test.each<[string, FakeAnswer, Partial<EngineStart>]>([
		["429 1302", LIMIT, { kind: "not-taken", askAgainAfterMs: 10_000 }],
		[
			"429 1305 with advice",
			{ ...fault(429, "1305", "busy"), headers: { "retry-after": "7" } },
			{ askAgainAfterMs: 7_000 },
		],
		["429 with no word", { status: 429, body: "" }, { kind: "not-taken", askAgainAfterMs: 10_000 }],
		["429 1113", SPENT, { kind: "not-taken", askAgainAfterMs: 600_000 }],
		["429 1310", fault(429, "1310", "quota used up"), { kind: "not-taken", askAgainAfterMs: 600_000 }],
		["400 1113 as of old", fault(400, "1113", "no money"), { kind: "not-taken", askAgainAfterMs: 600_000 }],
		["429 1301", fault(429, "1301", "unsafe"), { failure: { code: "content_refused", message: "unsafe" } }],
		[
			"400 1301 with its sibling",
			{
				status: 400,
				body: { contentFilter: [{ level: 1, role: "user" }], error: { code: "1301", message: "unsafe" } },
			},
			{ kind: "refused", failure: { code: "content_refused", message: "unsafe" } },
		],
		["400 1214", fault(400, "1214", "size: \n no"), { failure: { code: "engine_refused", message: "size: no" } }],
		[
			"400 1261",
			fault(400, "1261", "Prompt too long"),
			{ failure: { code: "engine_refused", message: "Prompt too long" } },
		],
		[
			"400, flat, a number",
			{ status: 400, body: { code: 1210, message: "no" } },
			{ failure: { code: "engine_refused", message: "no" } },
		],
		[
			"400, code as text",
			{ status: 400, body: { error: "no", code: "1210" } },
			{ failure: { code: "engine_refused", message: "no" } },
		],
		[
			"413 of a proxy",
			{ status: 413, body: "<html>" },
			{ failure: { code: "engine_refused", message: "The upstream refused this order with status 413." } },
		],
	])("%s", async (_name, answer, expected) => {
		const { start, told } = openZai(settingsFor(upstream));
		upstream.answerNext(answer);
		expect(await start(order)).toMatchObject(expected);
		expect(told).toEqual([]);
	});

	test.each<[string, FakeAnswer]>([
		["401", fault(401, "401", "token expired or incorrect")],
		["401 1000", fault(401, "1000", "Authentication Failed")],
		["403 1220", fault(403, "1220", "You do not have permission")],
		["404 of another server", { status: 404, body: "<html>not found" }],
		["400 1222", fault(400, "1222", "API does not exist")],
		["301 to nowhere", { status: 301, body: "", headers: { location: "http://127.0.0.1:1/" } }],
	])("%s is the operator's matter: no task fails for it, and it is told loudly", async (_name, answer) => {
		const { start, told } = openZai(settingsFor(upstream));
		upstream.answerNext(answer);
		expect(await start(order)).toMatchObject({ kind: "not-taken", askAgainAfterMs: 60_000 });
		expect(told).toMatchObject([{ level: "error", fields: { engine: "zai-main" } }]);
	});

	test.each<[string, FakeAnswer]>([
		["500", { status: 500, body: "Internal Error" }],
		["500 1200", fault(500, "1200", "API Call Error")],
		["500 with the code of a refusal", fault(500, "1301", "unsafe")],
		["502 of a proxy", { status: 502, body: "<html>" }],
		["503 with advice", { ...fault(503, "1305", "busy"), headers: { "retry-after": "1" } }],
		["408", { status: 408, body: "" }],
		["409", fault(409, "1214", "conflict")],
		["the word that this start is known", REPEATED],
		["200 and garbage", { status: 200, body: "<html>" }],
		["200 and nothing", { status: 200, body: "" }],
		["200 without an id", { status: 200, body: { task_status: "PROCESSING" } }],
		["200 and an error", { status: 200, body: { error: { code: "1214", message: "no" } } }],
		["200 and more than anybody reads", { status: 200, body: "x".repeat(2 * 1024 * 1024) }],
		["a connection that is cut in mid-answer", "cut"],
		["a connection that ends without an answer", "drop"],
	])("%s proves nothing: it is thrown, and not repeated", async (_name, answer) => {
		const { start } = openZai(settingsFor(upstream));
		const before = upstream.starts.length;
		upstream.answerNext(answer);
		await expect(start(order)).rejects.toThrow();
		expect(upstream.starts.length).toBe(before + 1);
	});

	test("no answer within the limit proves nothing", async () => {
		const { start } = openZai(settingsFor(upstream, { startLimitSeconds: 0.1 }));
		upstream.answerNext("hang");
		await expect(start(order)).rejects.toThrow();
	});

	test("our key is in no message, however the upstream puts it", async () => {
		const { start, told } = openZai(settingsFor(upstream));
		upstream.answerNext(
			fault(400, "1210", `key ${upstream.key} may not`),
			fault(401, "401", `${upstream.key} is wrong`),
		);
		expect(await start(order)).toMatchObject({ failure: { message: "key … may not" } });
		await start(order);
		expect(JSON.stringify(told)).not.toContain(upstream.key);
	});
});

describe("an upstream that was never reached has taken nothing", () => {
	const REFUSED = { kind: "not-taken", reason: "the upstream could not be reached", askAgainAfterMs: 10_000 };

	test("nobody listens", async () => {
		const { start, told } = openZai(settingsFor({ baseUrl: "http://127.0.0.1:1/api/paas/v4", key: upstream.key }));
		expect(await start(order)).toEqual(REFUSED);
		expect(told).toMatchObject([{ level: "warn" }]);
	});

	test("nobody knows its name", async () => {
		const { start } = openZai(settingsFor({ baseUrl: "http://nowhere.invalid/api", key: upstream.key }));
		expect(await start(order)).toEqual(REFUSED);
	});

	test("it does not speak TLS", async () => {
		const { start } = openZai(settingsFor({ ...upstream, baseUrl: upstream.baseUrl.replace("http:", "https:") }));
		expect(await start(order)).toEqual(REFUSED);
	});

	test("its TLS never comes to an end", async () => {
		const silent = createSocketServer().listen(0, "127.0.0.1");
		await once(silent, "listening");
		onTestFinished(() => void silent.close());
		const baseUrl = `https://127.0.0.1:${(silent.address() as AddressInfo).port}/api`;
		const { start } = openZai(settingsFor({ baseUrl, key: upstream.key }, { startLimitSeconds: 0.1 }));
		expect(await start(order)).toEqual(REFUSED);
	});
});

describe("a look", () => {
	test("finds it under way, and says when to look again", async () => {
		const opened = openZai(settingsFor(upstream, { pollSeconds: 2.5 }));
		const { handle, work } = await started(opened);
		work.looksLeft = 1;
		expect(await opened.look(handle)).toEqual({ kind: "working", progress: null, askAgainAfterMs: 2_500 });
	});

	test("keeps to the upstream's own advice, also when it was one too many", async () => {
		const opened = openZai(settingsFor(upstream));
		const { handle } = await started(opened);
		const date = "Thu, 01 Jan 2026 00:00:00 GMT";
		const later = { ...LIMIT, headers: { date, "retry-after": "Thu, 01 Jan 2026 00:00:42 GMT" } };
		upstream.answerNext(later, LIMIT);
		expect(await opened.look(handle)).toMatchObject({ kind: "working", askAgainAfterMs: 42_000 });
		expect(await opened.look(handle)).toMatchObject({ kind: "working", askAgainAfterMs: 5_000 });
	});

	test("finds film and cover, with the end of their links", async () => {
		const opened = openZai(settingsFor(upstream, { linkLifeSeconds: 3_600 }));
		const { handle } = await started(opened);
		const status = await opened.look(handle);
		expect(status).toMatchObject({ kind: "done", films: [{ kind: "video", expiresAt: NOW + 3_600_000 }] });
	});

	test.each<[string, object, object]>([
		["bare", {}, { code: "engine_failed", message: "The upstream failed and does not say why." }],
		["with a reason", { error: { code: "1230", message: "no paint" } }, { code: "engine_failed", message: "no paint" }],
		["of moderation", { error: { code: "1301", message: "unsafe" } }, { code: "content_refused", message: "unsafe" }],
		["with a reason of another form", { error: "odd" }, { code: "engine_failed" }],
	])("finds a failure, %s", async (_name, extra, failure) => {
		const opened = openZai(settingsFor(upstream));
		const { handle, work } = await started(opened);
		work.result = { task_status: "FAIL", ...extra };
		expect(await opened.look(handle)).toMatchObject({ kind: "failed", failure });
	});

	test("takes a film without a cover", async () => {
		const opened = openZai(settingsFor(upstream));
		const { handle, work } = await started(opened);
		work.result = { task_status: "SUCCESS", video_result: [{ url: "https://films.example/a.mp4" }] };
		expect(await opened.look(handle)).toMatchObject({ kind: "done", films: [{ cover: null }] });
	});

	test("finds nothing under an id that the upstream does not know", async () => {
		expect(await openZai(settingsFor(upstream)).look({ id: "nobody/knows?this", model: "cogvideox-3" })).toEqual({
			kind: "lost",
		});
	});

	test.each<[string, FakeAnswer]>([
		["401", fault(401, "401", "token expired or incorrect")],
		["404 of a proxy", { status: 404, body: "<html>" }],
		["500", fault(500, "1234", "Network error")],
		["400 about something else", fault(400, "1210", "no")],
		["garbage", { status: 200, body: "<html>" }],
		["half an answer", "cut"],
		["no answer", "drop"],
		["a status that nobody knows", { status: 200, body: { task_status: "DREAMING" } }],
		["success without a film", { status: 200, body: { task_status: "SUCCESS", video_result: [] } }],
	])("finds nothing out from %s", async (_name, answer) => {
		const opened = openZai(settingsFor(upstream));
		const { handle } = await started(opened);
		upstream.answerNext(answer);
		await expect(opened.look(handle)).rejects.toThrow();
		expect(await opened.look(handle)).toMatchObject({ kind: "done" });
	});
});

describe("a film", () => {
	const signal = new AbortController().signal;

	async function read(url: string, settings = settingsFor(upstream)): Promise<Buffer> {
		const stream = await openZai(settings).engine.openFilm({ url }, { signal });
		return Buffer.from(await new Response(stream).arrayBuffer());
	}

	const films = () => `${new URL(upstream.baseUrl).origin}/films`;

	test("at the base URL's own host is read freely, and without our key", async () => {
		expect(await read(`${films()}/a.mp4`)).toEqual(FILM);
		expect(await read(`${films()}/moved/a.jpeg`)).toEqual(COVER);
		expect(upstream.filmHeaders).not.toHaveProperty("authorization");
	});

	test("anywhere else goes through the guard, also behind a redirect", async () => {
		const other = createServer((_request, response) => response.end("film of another host")).listen(0, "127.0.0.1");
		await once(other, "listening");
		onTestFinished(() => void other.close());
		const url = `http://127.0.0.1:${(other.address() as AddressInfo).port}/a.mp4`;
		await expect(read(url)).rejects.toThrow("does not lead to a public address");
		await expect(read(`${films()}/away/a.mp4`)).rejects.toThrow("does not lead to a public address");
		const allowed = settingsFor(upstream, { filmHosts: ["127.0.0.1/32"] });
		expect((await read(url, allowed)).toString()).toBe("film of another host");
	});

	test.each(["gone", "round"])("whose link leads to /%s/ cannot be opened", async (place) => {
		await expect(read(`${films()}/${place}/a.mp4`)).rejects.toThrow(/link/);
	});

	test.each([{}, null, { url: "file:///etc/hosts" }, { url: "a.mp4" }])("is not opened by %j", async (source) => {
		await expect(openZai(settingsFor(upstream)).engine.openFilm(source as never, { signal })).rejects.toThrow();
	});
});
