import { APICallError, type Experimental_VideoModelV4 as VideoModelV4, InvalidArgumentError } from "@ai-sdk/provider";
import { expect, test, vi } from "vitest";
import { json, makeTask, nothing, openFakeServer, refuse } from "./testing/fake-server.ts";

type Call = Parameters<NonNullable<VideoModelV4["doStart"]>>[0];

const NOTHING: Omit<Call, "prompt" | "n"> = {
	aspectRatio: undefined,
	resolution: undefined,
	duration: undefined,
	fps: undefined,
	seed: undefined,
	image: undefined,
	frameImages: undefined,
	inputReferences: undefined,
	generateAudio: undefined,
	providerOptions: {},
};

function makeCall(call: Partial<Call> = {}): Call {
	return { prompt: "a fox", n: 1, ...NOTHING, headers: { "idempotency-key": "aisdk_vid_1" }, ...call };
}

const abortWith = (controller: AbortController) => () => {
	controller.abort(new Error("enough"));
	return new Response();
};

const accepted = json(makeTask("task_1", "queued"), 202);

/** What a call orders, and what it warns of. */
async function order(call: Partial<Call>) {
	const { provider, askedFor } = openFakeServer({ "POST /tasks": [accepted] });
	const { warnings } = (await provider.video("preview").doStart?.(makeCall(call)))!;
	return {
		order: askedFor("POST /tasks")[0]?.body,
		features: warnings.map((one) => ("feature" in one ? one.feature : one.type)),
	};
}

const png = { type: "file", mediaType: "image/png", data: "iVBORw0KGgo=" } as const;
const bytes = { type: "file", mediaType: "image/jpeg", data: new Uint8Array([255, 216]) } as const;
const link = { type: "url", url: "https://a.example/b.png" } as const;
const clip = { type: "url", url: "https://a.example/b.mp4?x=1" } as const;
const song = { type: "file", mediaType: "audio/mpeg", data: "SUQz" } as const;

test("a call is an order, and nothing that was left out is said", async () => {
	expect(await order({})).toEqual({ order: { model: "preview", prompt: "a fox" }, features: [] });
	const call = { aspectRatio: "9:16", duration: 8, fps: 30, seed: 5, generateAudio: false } as const;
	expect(await order(call)).toEqual({
		order: { model: "preview", prompt: "a fox", aspectRatio: "9:16", seconds: 8, fps: 30, seed: 5, sound: false },
		features: [],
	});
});

test.each<[string, Partial<Call>, object, string[]]>([
	["an exact size", { resolution: "854x480", aspectRatio: "16:9" }, { size: "854x480" }, []],
	["a size of another shape", { resolution: "720x720", aspectRatio: "16:9" }, { size: "720x720" }, ["aspectRatio"]],
	["odd sides", { resolution: "853x480" }, { size: "854x480" }, ["resolution"]],
	["a shape that there is not", { aspectRatio: "2:1" }, {}, ["aspectRatio"]],
	[
		"the picture's own shape",
		{ aspectRatio: "adaptive", image: link },
		{ inputs: [{ role: "first-frame", from: link.url }] },
		[],
	],
	["half a second", { duration: 4.5, fps: 23.976 }, { seconds: 5, fps: 24 }, ["duration", "fps"]],
	[
		"a box",
		{ aspectRatio: "1:1", providerOptions: { filmgate: { resolution: "1080p" } } },
		{ aspectRatio: "1:1", resolution: "1080p" },
		[],
	],
	[
		"a size and a box",
		{ resolution: "1280x720", providerOptions: { filmgate: { resolution: "1080p" } } },
		{ size: "1280x720" },
		["providerOptions.filmgate.resolution"],
	],
])("%s is ordered as well as it can be", async (_what, call, said, features) => {
	expect(await order(call)).toEqual({ order: { model: "preview", prompt: "a fox", ...said }, features });
});

test.each<[string, Partial<Call>, object[], string[]]>([
	[
		"a picture to begin with",
		{ image: png },
		[{ role: "first-frame", from: "data:image/png;base64,iVBORw0KGgo=" }],
		[],
	],
	["its bytes", { image: bytes }, [{ role: "first-frame", from: "data:image/jpeg;base64,/9g=" }], []],
	[
		"frames, of which the first goes before the picture",
		{
			image: link,
			frameImages: [
				{ image: png, frameType: "last_frame" },
				{ image: bytes, frameType: "first_frame" },
			],
		},
		[
			{ role: "last-frame", from: "data:image/png;base64,iVBORw0KGgo=" },
			{ role: "first-frame", from: "data:image/jpeg;base64,/9g=" },
		],
		[],
	],
	[
		"a last frame after the picture",
		{ image: link, frameImages: [{ image: png, frameType: "last_frame" }] },
		[
			{ role: "first-frame", from: link.url },
			{ role: "last-frame", from: "data:image/png;base64,iVBORw0KGgo=" },
		],
		[],
	],
	[
		"references",
		{ inputReferences: [link, png] },
		[
			{ role: "reference", from: link.url },
			{ role: "reference", from: "data:image/png;base64,iVBORw0KGgo=" },
		],
		[],
	],
	[
		"references beside a first frame",
		{ image: link, inputReferences: [png] },
		[{ role: "first-frame", from: link.url }],
		["inputReferences"],
	],
	[
		"a film that nobody said what to do with",
		{ inputReferences: [clip, link] },
		[{ role: "reference", from: link.url }],
		["inputReferences"],
	],
	[
		"a film to be restyled",
		{ inputReferences: [clip], providerOptions: { filmgate: { operation: "restyle" } } },
		[{ role: "source", from: clip.url }],
		[],
	],
	[
		"a motion to be taken over",
		{ image: link, inputReferences: [clip], providerOptions: { filmgate: { operation: "motion-control" } } },
		[
			{ role: "first-frame", from: link.url },
			{ role: "motion", from: clip.url },
		],
		[],
	],
	[
		"a mouth to be moved",
		{ inputReferences: [clip, song], providerOptions: { filmgate: { operation: "lip-sync" } } },
		[
			{ role: "source", from: clip.url },
			{ role: "audio", from: "data:audio/mpeg;base64,SUQz" },
		],
		[],
	],
	[
		"a song to be restyled",
		{ inputReferences: [clip, song], providerOptions: { filmgate: { operation: "restyle" } } },
		[{ role: "source", from: clip.url }],
		["inputReferences"],
	],
	[
		"frames to pass through",
		{ inputReferences: [link, link], providerOptions: { filmgate: { operation: "multi-frame" } } },
		[
			{ role: "frame", from: link.url },
			{ role: "frame", from: link.url },
		],
		[],
	],
	[
		"inputs of the options' own",
		{
			inputReferences: [link],
			providerOptions: { filmgate: { inputs: [{ role: "background", from: { upload: "upload_1" }, name: "beach" }] } },
		},
		[
			{ role: "reference", from: link.url },
			{ role: "background", from: { upload: "upload_1" }, name: "beach" },
		],
		[],
	],
])("files: %s", async (_what, call, inputs, features) => {
	const said = await order(call);
	expect(said.order).toMatchObject({ inputs });
	expect(said.features).toEqual(features);
});

test("provider options go along, and what is none is refused before anything is asked", async () => {
	const filmgate = {
		style: "clay",
		speech: { text: "Hello" },
		stretches: [{ seconds: 3 }],
		clientReference: "order-1",
	};
	expect((await order({ providerOptions: { filmgate } })).order).toMatchObject(filmgate);
	const { provider, asked } = openFakeServer({});
	const call = makeCall({ providerOptions: { filmgate: { styel: "clay" } } });
	await expect(provider.video("preview").doStart?.(call)).rejects.toThrow(InvalidArgumentError);
	expect(asked).toEqual([]);
});

test("a large file is sent ahead once, however often its call is tried", async () => {
	const { provider, asked, askedFor } = openFakeServer({
		"POST /uploads": [json({ id: "upload_1" })],
		"POST /tasks": [refuse(503, "busy"), accepted],
	});
	const model = provider.video("preview");
	const large = { ...bytes, data: new Uint8Array(5 * 1024 * 1024) };
	const call = makeCall({ image: large });
	await expect(model.doStart?.(call)).rejects.toThrow(APICallError);
	await model.doStart?.(call);
	expect(asked.map(({ what }) => what)).toEqual(["POST /uploads", "POST /tasks", "POST /tasks"]);
	const [first, again] = askedFor("POST /tasks");
	expect(again?.body).toEqual(first?.body);
	expect(first?.body).toMatchObject({ inputs: [{ role: "first-frame", from: { upload: "upload_1" } }] });
});

test("several videos are several tasks, each under a key and a seed of its own", async () => {
	const tasks = [1, 2, 3].map((digit) => json(makeTask(`task_${digit}`, "queued"), 202));
	const { provider, askedFor } = openFakeServer({ "POST /tasks": tasks });
	const started = await provider.video("preview").doStart?.(makeCall({ n: 3, seed: 2 ** 31 - 2 }));
	expect(started?.operation).toEqual({ tasks: ["task_1", "task_2", "task_3"], webhook: null });
	const orders = askedFor("POST /tasks");
	expect(orders.map(({ headers }) => headers["idempotency-key"])).toEqual([
		"aisdk_vid_1",
		"aisdk_vid_1.2",
		"aisdk_vid_1.3",
	]);
	expect(orders.map(({ body }) => (body as { seed: number }).seed)).toEqual([2 ** 31 - 2, 2 ** 31 - 1, 0]);
});

test("headers go along; the key is the server's own, and says who asks", async () => {
	const { provider, asked } = openFakeServer({ "POST /tasks": [accepted] });
	const headers = { "Idempotency-Key": "mine", "X-Team": "blue", "user-agent": "ai/7", "x-none": undefined };
	await provider.video("preview").doStart?.(makeCall({ headers }));
	expect(asked[0]?.headers).toMatchObject({
		"idempotency-key": "mine",
		"x-team": "blue",
		authorization: "Bearer 12.secret",
		"user-agent": expect.stringMatching(/^ai\/7 ai-sdk\/filmgate\/\d/),
	});
	expect(asked[0]?.headers).not.toHaveProperty("x-none");
});

test("a call that is refused in its middle leaves nothing behind", async () => {
	const refused = refuse(402, "insufficient_credits");
	const { provider, asked } = openFakeServer({
		"POST /webhooks": [json({ id: "wh_1", secret: "whsec_x" })],
		"POST /tasks": [accepted, refused],
		"POST /tasks/task_1/cancel": [json({ outcome: "stopped", task: makeTask("task_1", "cancelled") })],
		"DELETE /webhooks/wh_1": [nothing()],
	});
	const call = makeCall({ n: 2, webhookUrl: "https://app.example.com/hook" });
	const error = await provider
		.video("preview")
		.doStart?.(call)
		.then(
			() => null,
			(thrown: unknown) => thrown,
		);
	expect(error).toMatchObject({ statusCode: 402, isRetryable: false, data: { code: "insufficient_credits" } });
	expect(asked.map(({ what }) => what).slice(3)).toEqual(["POST /tasks/task_1/cancel", "DELETE /webhooks/wh_1"]);
});

test("an abort ends the call with its own reason, and what it had begun", async () => {
	const controller = new AbortController();
	const reason = new Error("enough");
	const abort = () => {
		controller.abort(reason);
		return new Response();
	};
	const second = json(makeTask("task_2", "queued"), 202);
	const { provider, askedFor } = openFakeServer({ "POST /tasks": [accepted, abort, second] });
	const call = makeCall({ n: 2, abortSignal: controller.signal });
	await expect(provider.video("preview").doStart?.(call)).rejects.toBe(reason);
	for (const id of [1, 2]) expect(askedFor(`POST /tasks/task_${id}/cancel`)).toHaveLength(1);
});

test("an order whose answer an abort has cost is found by its key, and cancelled", async () => {
	const controller = new AbortController();
	const { provider, askedFor } = openFakeServer({
		"POST /tasks": [abortWith(controller), accepted],
		"POST /tasks/task_1/cancel": [json({ outcome: "stopped", task: makeTask("task_1", "cancelled") })],
	});
	const call = makeCall({ abortSignal: controller.signal });
	await expect(provider.video("preview").doStart?.(call)).rejects.toThrow("enough");
	const [lost, found] = askedFor("POST /tasks");
	expect([found?.body, found?.headers["idempotency-key"]]).toEqual([lost?.body, "aisdk_vid_1"]);
	expect(askedFor("POST /tasks/task_1/cancel")).toHaveLength(1);
});

test("a webhook whose answer an abort has cost is found by its key, and deleted", async () => {
	const controller = new AbortController();
	const { provider, asked } = openFakeServer({
		"POST /webhooks": [abortWith(controller), json({ id: "wh_1", secret: "whsec_x" })],
		"DELETE /webhooks/wh_1": [nothing()],
	});
	const call = makeCall({ webhookUrl: "https://app.example.com/hook", abortSignal: controller.signal });
	await expect(provider.video("preview").doStart?.(call)).rejects.toThrow("enough");
	expect(asked.map(({ what }) => what)).toEqual(["POST /webhooks", "POST /webhooks", "DELETE /webhooks/wh_1"]);
	expect(asked[1]?.headers["idempotency-key"]).toBe(asked[0]?.headers["idempotency-key"]);
});

test("an abort between two tries ends what the first has begun; one after the second ends nothing", async () => {
	const cancelled = json({ outcome: "stopped", task: makeTask("task_1", "cancelled") });
	for (const [endsWell, cancels] of [
		[false, 1],
		[true, 0],
	] as const) {
		const controller = new AbortController();
		const { provider, askedFor } = openFakeServer({
			"POST /tasks": [accepted, refuse(503, "busy"), accepted, json(makeTask("task_2", "queued"), 202)],
			"POST /tasks/task_1/cancel": [cancelled],
		});
		const model = provider.video("preview");
		const call = makeCall({ n: 2, abortSignal: controller.signal });
		await expect(model.doStart?.(call)).rejects.toThrow("busy");
		if (endsWell) await model.doStart?.(call);
		controller.abort(new Error("enough"));
		await vi.waitFor(() => expect(askedFor("POST /tasks/task_1/cancel")).toHaveLength(cancels));
	}
});

test("nothing is ordered by a call that was aborted before it could be", async () => {
	const { provider, asked } = openFakeServer({});
	const call = makeCall({ abortSignal: AbortSignal.abort(new Error("enough")), webhookUrl: "https://a.example" });
	await expect(provider.video("preview").doStart?.(call)).rejects.toThrow("enough");
	const { webhookUrl: _, ...withoutWebhook } = call;
	await expect(provider.video("preview").doStart?.(withoutWebhook)).rejects.toThrow("enough");
	expect(asked).toEqual([]);
});

test("what goes ahead of an order has keys made from its own, so that another program's order is the same", async () => {
	const { provider, askedFor } = openFakeServer({
		"POST /uploads": [json({ id: "upload_1" })],
		"POST /webhooks": [json({ id: "wh_1", secret: "whsec_x" })],
		"POST /tasks": [accepted],
	});
	const large = { ...bytes, data: new Uint8Array(5 * 1024 * 1024) };
	const frames = (["first_frame", "last_frame"] as const).map((frameType) => ({ image: large, frameType }));
	const call = makeCall({ frameImages: frames, webhookUrl: "https://a.example" });
	await provider.video("preview").doStart?.(call);
	await provider.video("preview").doStart?.(call);
	const keys = (what: string) => askedFor(what).map(({ headers }) => headers["idempotency-key"]);
	expect(keys("POST /uploads")).toEqual(Array(2).fill(["aisdk_vid_1.file1", "aisdk_vid_1.file2"]).flat());
	expect(keys("POST /webhooks")).toEqual(Array(2).fill("aisdk_vid_1.webhook"));
});

test.each([
	[422, "invalid_field", false],
	[429, "too_many_tasks", true],
	[503, "busy", true],
])("a %i is an APICallError of the server's words, asked once", async (statusCode, code, isRetryable) => {
	const { provider, asked } = openFakeServer({ "POST /tasks": [refuse(statusCode, code, { "retry-after": "3" })] });
	const error = await provider
		.video("preview")
		.doStart?.(makeCall())
		.then(
			() => null,
			(thrown: unknown) => thrown,
		);
	expect(APICallError.isInstance(error)).toBe(true);
	expect(error).toMatchObject({ statusCode, isRetryable, message: `It is refused: ${code}.`, data: { code } });
	expect(error).toMatchObject({
		url: "https://films.example.com/api/v1/tasks",
		requestBodyValues: { prompt: "a fox" },
	});
	expect((error as APICallError).responseHeaders?.["retry-after"]).toBe("3");
	expect(asked).toHaveLength(1);
});

test("a lost connection is worth another try", async () => {
	const lost = () => Promise.reject(new TypeError("fetch failed"));
	const { provider } = openFakeServer({ "POST /tasks": [lost] });
	const error = await provider
		.video("preview")
		.doStart?.(makeCall())
		.then(
			() => null,
			(thrown: unknown) => thrown,
		);
	expect(error).toMatchObject({ name: "AI_APICallError", isRetryable: true, statusCode: undefined });
});
