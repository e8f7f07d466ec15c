import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { testEngine } from "../../contracts/engine-contract.ts";
import { makeMedium, makeOrder } from "../../contracts/task-factory.ts";
import type { EngineStart } from "../../core/ports/engine.ts";
import { silentLog } from "../../core/ports/log.ts";
import { createGuardedFetch } from "../../media/fetch.ts";
import { createPixverseEngine } from "./engine.ts";
import { type FakeAnswer, type FakePixverse, fault, FILM, startFakePixverse } from "./testing/fake-pixverse.ts";
import { NOW } from "../../contracts/open-engine.ts";
import { openPixverse, settingsFor } from "./testing/open-pixverse.ts";

/** Honoured in full, so that nothing has to be warned of. */
const order = makeOrder({ model: "v5.5" });

let upstream: FakePixverse;

beforeAll(async () => {
	upstream = await startFakePixverse({ replays: true });
});
afterAll(() => upstream.close());

for (const idempotentStart of [false, true]) {
	testEngine({
		name: `pixverse, idempotent: ${idempotentStart}`,
		open: () =>
			createPixverseEngine({
				name: "pixverse-main",
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

async function started(opened: ReturnType<typeof openPixverse>) {
	const answer = await opened.start(order);
	if (answer.kind !== "started") throw new Error(JSON.stringify(answer));
	const work = upstream.works.get((answer.handle as { videoId: string }).videoId);
	if (work === undefined) throw new Error("The upstream has no such work.");
	work.looksLeft = 0;
	return { handle: answer.handle, work };
}

describe("a start", () => {
	test("carries its token as Ai-trace-id, the order, and nothing that the wire does not know", async () => {
		const answer = await openPixverse(settingsFor(upstream)).start(order, "token-of-this-start");
		expect(answer).toMatchObject({ kind: "started", warnings: [] });
		expect(upstream.starts.at(-1)).toEqual({
			path: "/video/text/generate",
			trace: "token-of-this-start",
			text: expect.any(String),
			body: {
				...{ prompt: order.prompt, model: "v5.5", quality: "720p", duration: 5, aspect_ratio: "16:9" },
				...{ seed: order.seed, water_mark: order.mark },
			},
		});
	});

	test("sends its pictures ahead, the same bytes once", async () => {
		const medium = makeMedium({ mime: "image/png", bytes: 9 });
		const { start } = openPixverse(settingsFor(upstream), { [medium.sha256]: Buffer.from("a picture") });
		const before = upstream.uploads.length;
		const inputs = [{ role: "first-frame", medium } as const];
		for (const _ of [1, 2]) {
			expect(await start({ ...order, operation: "image-to-video", inputs })).toMatchObject({ kind: "started" });
		}
		const [sent, ...more] = upstream.uploads.slice(before);
		expect(more).toEqual([]);
		expect(sent).toMatchObject({ path: "/image/upload", body: expect.stringContaining("a picture") });
		expect(sent?.body).toContain('name="image"; filename="input.png"');
		const [one, other] = upstream.starts.slice(-2).map(({ body }) => body.img_id);
		expect(one).toBe(other);
		expect(one).toBeTypeOf("number");
	});

	test.each(["9007199254740993", "18446744073709551615"])(
		"names an input by the upstream's own number, %s, to its last digit and without quotes",
		async (id) => {
			const medium = makeMedium({ mime: "image/png", bytes: 9 });
			const { start } = openPixverse(settingsFor(upstream), { [medium.sha256]: Buffer.from("a picture") });
			upstream.answerNext({ status: 200, body: `{"ErrCode":0,"ErrMsg":"Success","Resp":{"img_id":${id}}}` });
			const inputs = [{ role: "first-frame", medium } as const];
			expect(await start({ ...order, operation: "image-to-video", inputs })).toMatchObject({ kind: "started" });
			expect(upstream.starts.at(-1)?.text).toContain(`"img_id":${id}`);
		},
	);

	test.each([true, false])(
		"names its input the same in every process where a repeat is known: %s",
		async (idempotentStart) => {
			const medium = makeMedium({ mime: "image/png", bytes: 9 });
			const files = { [medium.sha256]: Buffer.from("a picture") };
			const wish = { ...order, operation: "image-to-video", inputs: [{ role: "first-frame", medium }] } as const;
			const before = upstream.uploads.length;
			for (const _process of [1, 2]) {
				const { start } = openPixverse(settingsFor(upstream, { idempotentStart }), files);
				expect(await start(wish, `repeated-${idempotentStart}`)).toMatchObject({ kind: "started" });
			}
			const [one, other] = upstream.uploads.slice(before).map(({ trace }) => trace);
			expect(one === other).toBe(idempotentStart);
		},
	);

	test("whose input the upstream has forgotten is asked for again, with the input sent anew", async () => {
		const medium = makeMedium({ mime: "image/png", bytes: 9 });
		const { start } = openPixverse(settingsFor(upstream), { [medium.sha256]: Buffer.from("a picture") });
		const wish = { ...order, operation: "image-to-video", inputs: [{ role: "first-frame", medium }] } as const;
		await start(wish);
		upstream.answerNext(fault(400_032, "invalid image id"));
		expect(await start(wish)).toMatchObject({ kind: "not-taken", askAgainAfterMs: 1_000 });
		const before = upstream.uploads.length;
		expect(await start(wish)).toMatchObject({ kind: "started" });
		expect(upstream.uploads.length).toBe(before + 1);
	});

	test("whose source the upstream has forgotten, which has no number of its own, is asked for again", async () => {
		const medium = makeMedium({ mime: "video/mp4", bytes: 6, seconds: 5 });
		const { start } = openPixverse(settingsFor(upstream), { [medium.sha256]: Buffer.from("a film") });
		const inputs = [{ role: "source", medium } as const];
		const wish = { ...order, operation: "extend", seconds: 10, inputs } as const;
		await start(wish);
		upstream.answerNext(fault(400_017, "video media not found"));
		expect(await start(wish)).toMatchObject({ kind: "not-taken", askAgainAfterMs: 1_000 });
		const before = upstream.uploads.length;
		expect(await start(wish)).toMatchObject({ kind: "started" });
		expect(upstream.uploads.length).toBe(before + 1);
	});

	test("with a source that was just sent is refused for good by the same number", async () => {
		const medium = makeMedium({ mime: "video/mp4", bytes: 6, seconds: 5 });
		const { start } = openPixverse(settingsFor(upstream), { [medium.sha256]: Buffer.from("a film") });
		const uploaded = { ErrCode: 0, ErrMsg: "", Resp: { media_id: 7 } };
		upstream.answerNext({ status: 200, body: uploaded }, fault(400_017, "duration"));
		const inputs = [{ role: "source", medium } as const];
		const answer = await start({ ...order, operation: "extend", seconds: 10, inputs });
		expect(answer).toEqual({ kind: "refused", failure: { code: "engine_refused", message: "duration" } });
	});

	test.each<[string, FakeAnswer, Partial<EngineStart>]>([
		[
			"is refused",
			fault(500_032, "format"),
			{ kind: "refused", failure: { code: "engine_refused", message: "format" } },
		],
		[
			"is refused by moderation",
			{ status: 500, body: { err_code: 500_052, err_msg: "unsafe", resp: "" } },
			{ kind: "refused", failure: { code: "content_refused", message: "unsafe" } },
		],
		["is lost on the way", "drop", { kind: "not-taken" }],
		["meets a broken upstream", { status: 502, body: "<html>" }, { kind: "not-taken" }],
		["meets a wrong key", fault(10_001, "token is invalid"), { kind: "not-taken", askAgainAfterMs: 60_000 }],
	])("whose input %s has started nothing", async (_name, answer, expected) => {
		const medium = makeMedium({ mime: "image/png", bytes: 9 });
		const { start } = openPixverse(settingsFor(upstream), { [medium.sha256]: Buffer.from("a picture") });
		const before = upstream.starts.length;
		upstream.answerNext(answer);
		const inputs = [{ role: "first-frame", medium } as const];
		expect(await start({ ...order, operation: "image-to-video", inputs })).toMatchObject(expected);
		expect(upstream.starts.length).toBe(before);
	});
});

describe("what an answer to a start proves", () => {
	test.each<[string, FakeAnswer, Partial<EngineStart>]>([
		["500044", fault(500_044, "limit"), { kind: "not-taken", askAgainAfterMs: 10_000 }],
		["500069", fault(500_069, "load"), { kind: "not-taken", askAgainAfterMs: 10_000 }],
		["429 with advice", { status: 429, body: "", headers: { "retry-after": "42" } }, { askAgainAfterMs: 42_000 }],
		["500090", fault(500_090, "no credits"), { kind: "not-taken", askAgainAfterMs: 600_000 }],
		["500063", fault(500_063, "unsafe"), { failure: { code: "content_refused", message: "unsafe" } }],
		["400017", fault(400_017, "duration: \n no"), { failure: { code: "engine_refused", message: "duration: no" } }],
		["400018", fault(400_018, "too long"), { failure: { code: "engine_refused", message: "too long" } }],
		["500070", fault(500_070, "inactive"), { failure: { code: "engine_refused", message: "inactive" } }],
		["413 of a proxy", { status: 413, body: "<html>" }, { kind: "refused" }],
	])("%s", async (_name, answer, expected) => {
		const { start, told } = openPixverse(settingsFor(upstream));
		upstream.answerNext(answer);
		expect(await start(order)).toMatchObject(expected);
		expect(told).toEqual([]);
	});

	test.each<[string, FakeAnswer]>([
		["10001", fault(10_001, "token is invalid")],
		["500020", fault(500_020, "no permission")],
		["401", { status: 401, body: "" }],
		["404 of another server", { status: 404, body: "<html>not found" }],
		["404 of a wrong path at another Filmgate", fault(500_008, "There is no POST /video/text/generate.", 404)],
		["301 to nowhere", { status: 301, body: "", headers: { location: "http://127.0.0.1:1/" } }],
	])("%s is the operator's matter: no task fails for it, and it is told loudly", async (_name, answer) => {
		const { start, told } = openPixverse(settingsFor(upstream));
		upstream.answerNext(answer);
		expect(await start(order)).toMatchObject({ kind: "not-taken", askAgainAfterMs: 60_000 });
		expect(told).toMatchObject([{ level: "error", fields: { engine: "pixverse-main" } }]);
	});

	test.each<[string, FakeAnswer]>([
		["500", { status: 500, body: "Internal Error" }],
		["99999", fault(99_999, "unknown error")],
		["500100", fault(500_100, "database")],
		["a number that nobody knows", fault(800_000, "?")],
		["502 with the number of a refusal", fault(400_017, "no", 502)],
		["200 and garbage", { status: 200, body: "<html>" }],
		["200 without an id", { status: 200, body: { ErrCode: 0, ErrMsg: "", Resp: {} } }],
		["200 and null", { status: 200, body: { ErrCode: 0, ErrMsg: "", Resp: null } }],
		["a connection that ends without an answer", "drop"],
	])("%s proves nothing: it is thrown, and not repeated", async (_name, answer) => {
		const { start } = openPixverse(settingsFor(upstream));
		const before = upstream.starts.length;
		upstream.answerNext(answer);
		await expect(start(order)).rejects.toThrow();
		expect(upstream.starts.length).toBeLessThanOrEqual(before + 1);
	});

	test("no answer within the limit proves nothing", async () => {
		const { start } = openPixverse(settingsFor(upstream, { startLimitSeconds: 0.1 }));
		upstream.answerNext("hang");
		await expect(start(order)).rejects.toThrow();
	});

	test("nobody listens: nothing was taken", async () => {
		const nowhere = { baseUrl: "http://127.0.0.1:1/openapi/v2", key: upstream.key };
		const { start } = openPixverse(settingsFor(nowhere));
		expect(await start(order)).toEqual({
			...{ kind: "not-taken", reason: "the upstream could not be reached", askAgainAfterMs: 10_000 },
		});
	});

	test("another request under this token is none of anybody else's: it is the first one, and not refused", async () => {
		const { start } = openPixverse(settingsFor(upstream, { idempotentStart: true }));
		const headers = { "x-should-retry": "false" };
		upstream.answerNext({ ...fault(400_017, "Ai-trace-id was used before, for another request."), headers });
		await expect(start(order)).rejects.toThrow();
	});

	test("an id beyond 2^53 goes back as it came", async () => {
		const { start } = openPixverse(settingsFor(upstream));
		upstream.answerNext({ status: 200, body: '{"ErrCode":0,"ErrMsg":"","Resp":{"video_id":9007199254740993}}' });
		expect(await start(order)).toMatchObject({ kind: "started", handle: { videoId: "9007199254740993" } });
	});
});

describe("a look", () => {
	test("finds it under way, also by a number that nobody documented, and when told to ask less", async () => {
		const opened = openPixverse(settingsFor(upstream, { pollSeconds: 2.5 }));
		const { handle, work } = await started(opened);
		work.looksLeft = 1;
		const working = { kind: "working", progress: null, askAgainAfterMs: 2_500 };
		expect(await opened.look(handle)).toEqual(working);
		work.status = 9;
		expect(await opened.look(handle)).toEqual(working);
		upstream.answerNext({ status: 429, body: "", headers: { "retry-after": "7" } });
		expect(await opened.look(handle)).toEqual({ ...working, askAgainAfterMs: 7_000 });
	});

	test("finds the film, with the end of its link", async () => {
		const opened = openPixverse(settingsFor(upstream, { linkLifeSeconds: 3_600 }));
		const { handle } = await started(opened);
		const status = await opened.look(handle);
		expect(status).toMatchObject({ kind: "done", films: [{ kind: "video", cover: null, expiresAt: NOW + 3_600_000 }] });
		if (status.kind !== "done") return;
		const source = status.films[0]?.source ?? null;
		const stream = await opened.engine.openFilm(source, { signal: new AbortController().signal });
		expect(Buffer.from(await new Response(stream).arrayBuffer())).toEqual(FILM);
	});

	test.each([
		[7, "content_refused"],
		[8, "engine_failed"],
	])("finds a failure by status %i", async (status, code) => {
		const opened = openPixverse(settingsFor(upstream));
		const { handle, work } = await started(opened);
		work.status = status;
		expect(await opened.look(handle)).toMatchObject({ kind: "failed", failure: { code } });
	});

	test("finds nothing under an id that the upstream does not know, or has deleted", async () => {
		const opened = openPixverse(settingsFor(upstream));
		expect(await opened.look({ videoId: "7" })).toEqual({ kind: "lost" });
		const { handle, work } = await started(opened);
		work.status = 6;
		expect(await opened.look(handle)).toEqual({ kind: "lost" });
	});

	test.each<[string, FakeAnswer]>([
		["a wrong key", fault(10_001, "token is invalid")],
		["500", { status: 500, body: "Internal Error" }],
		["garbage", { status: 200, body: "<html>" }],
		["a path that the upstream does not have", fault(500_008, "There is no GET /video/result/7.", 404)],
		["success without a link", { status: 200, body: { ErrCode: 0, ErrMsg: "", Resp: { status: 1, url: "" } } }],
		["no answer", "drop"],
	])("finds nothing out from %s", async (_name, answer) => {
		const opened = openPixverse(settingsFor(upstream));
		const { handle } = await started(opened);
		upstream.answerNext(answer);
		await expect(opened.look(handle)).rejects.toThrow();
		expect(await opened.look(handle)).toMatchObject({ kind: "done" });
	});
});
