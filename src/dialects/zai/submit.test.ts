import { beforeEach, describe, expect, test } from "vitest";
import { makeAccount, makeMedium, makeOrder, makeScript, makeTask } from "../../contracts/task-factory.ts";
import { NO_SETTINGS } from "../../core/order.ts";
import type { Caller } from "../../core/account.ts";
import { FilmgateError } from "../../core/errors.ts";
import type { JsonValue } from "../../core/json.ts";
import type { Medium } from "../../core/medium.ts";
import type { Submission } from "../../core/new-task.ts";
import type { MediumLimits } from "../../core/ports/media-intake.ts";
import type { Task } from "../../core/task.ts";
import type { RequestIdentity } from "../../core/use-cases/use-cases.ts";
import type { DialectRequest, DialectServices } from "../dialect.ts";
import { submit, submitByAlias } from "./submit.ts";

const CALLER: Caller = { account: makeAccount(), mode: "live", keyId: "key", mark: true };

let submitted: { submission: Submission; identity: RequestIdentity | null }[];
let taken: { text: string; limits: MediumLimits }[];
let picture: Medium;
let known: Task | null;

beforeEach(() => {
	submitted = [];
	taken = [];
	picture = makeMedium({ width: 1500, height: 1000 });
	known = null;
});

/** Just what a submit may use; anything else that it touched would throw. */
const services = {
	tasks: {
		replay: async () => known,
		submit: async (_caller: Caller, submission: Submission, identity: RequestIdentity | null) => {
			submitted.push({ submission, identity });
			const { order, clientReference } = submission;
			return { task: makeTask("queued", { id: 4711, order, clientReference }), replayed: false };
		},
		mintSeed: () => 99,
	},
	media: {
		fromText: async (text: string, limits: MediumLimits) => {
			taken.push({ text, limits });
			return picture;
		},
	},
} as unknown as DialectServices;

function requestFor(body: JsonValue, caller: Caller = CALLER): DialectRequest {
	const signal = new AbortController().signal;
	return { caller, json: () => body, bodyHash: () => "hash", signal } as unknown as DialectRequest;
}

function ask(body: JsonValue, caller: Caller = CALLER, handler = submit) {
	return handler(requestFor(body, caller), services);
}

test("a text becomes a complete order at the vendor's price", async () => {
	const reply = await ask({ model: "cogvideox-3", prompt: "a cat", with_audio: true });
	expect(reply.status).toBe(200);
	expect(reply.headers).toEqual({ "content-type": "application/json; charset=UTF-8" });
	expect(reply.body).toEqual({ id: "4711", request_id: "4711", model: "cogvideox-3", task_status: "PROCESSING" });
	expect(submitted).toEqual([
		{
			identity: null,
			submission: {
				wire: "zai",
				price: 200_000,
				clientReference: null,
				startWithinMs: null,
				warnings: [],
				order: {
					...makeOrder({ prompt: "a cat", seed: 99, width: 1920, height: 1080, seconds: 5, fps: 30, sound: true }),
					settings: { ...NO_SETTINGS, quality: "speed" },
				},
			},
		},
	]);
});

test("an image is taken in under the model's limits and gives the film its shape", async () => {
	await ask({ model: "cogvideox-2", image_url: ["https://pictures.example/cat.png"] });
	expect(taken).toMatchObject([
		{
			text: "https://pictures.example/cat.png",
			limits: { field: "image_url", kind: "image", formats: ["image/png", "image/jpeg"], maxBytes: 5_000_000 },
		},
	]);
	expect(taken[0]?.limits.ratio).toBeUndefined();
	expect(submitted[0]?.submission.order).toMatchObject({
		operation: "image-to-video",
		inputs: [{ role: "first-frame", medium: picture }],
		width: 1620,
		height: 1080,
	});
});

test("a Vidu image may be larger, WebP and no longer than 4:1; the film's size is the model's", async () => {
	await ask({ model: "viduq1-image", image_url: "data:image/webp;base64, AAAA", movement_amplitude: "large" });
	expect(taken[0]?.limits).toMatchObject({
		formats: ["image/png", "image/jpeg", "image/webp"],
		maxBytes: 50_000_000,
		ratio: { min: 0.25, max: 4 },
	});
	const { order, price } = submitted[0]!.submission;
	expect(order).toMatchObject({ width: 1920, height: 1080, fps: 24, settings: { movement: "large" } });
	expect(price).toBe(400_000);
});

describe("several images", () => {
	const two = ["https://pictures.example/1.png", "https://pictures.example/2.png"];

	test("two are a first and a last frame", async () => {
		await ask({ model: "cogvideox-3", image_url: two });
		expect(taken.map(({ text, limits }) => [text, limits.field])).toEqual([
			[two[0], "image_url[0]"],
			[two[1], "image_url[1]"],
		]);
		expect(submitted[0]?.submission.order).toMatchObject({
			operation: "first-last-frame",
			inputs: [{ role: "first-frame" }, { role: "last-frame" }],
			width: 1620,
			height: 1080,
		});
	});

	test("of references each has sides of 128 pixels or more", async () => {
		await ask({ model: "vidu2-reference", prompt: "a cat", image_url: [...two, "AAAA"], aspect_ratio: "1:1" });
		expect(taken.map(({ limits }) => limits.minSide)).toEqual([128, 128, 128]);
		expect(submitted[0]?.submission).toMatchObject({
			price: 400_000,
			order: {
				operation: "reference-to-video",
				inputs: [{ role: "reference" }, { role: "reference" }, { role: "reference" }],
				width: 720,
				height: 720,
				seconds: 4,
			},
		});
	});

	test.each([
		["viduq1-start-end", 1000, 800, true],
		["viduq1-start-end", 1000, 1250, true],
		["viduq1-start-end", 1000, 799, false],
		["vidu2-start-end", 1000, 1251, false],
		["cogvideox-3", 1000, 100, true],
	])("%s: frames of %i and %i thousand pixels fit: %s", async (model, last, first, fits) => {
		const sizes = [makeMedium({ width: first, height: 1000 }), makeMedium({ width: last, height: 1000 })];
		const media = { fromText: async () => sizes.shift() };
		const asked = submit(requestFor({ model, image_url: two }), { ...services, media } as never);
		if (fits) expect((await asked).status).toBe(200);
		else await expect(asked).rejects.toMatchObject({ code: "medium_dimensions_refused", field: "image_url" });
		expect(submitted).toHaveLength(fits ? 1 : 0);
	});

	test("what is wrong with one stops the others, and nothing is submitted", async () => {
		const refused = new FilmgateError("link_failed", "image_url[1] cannot be fetched.");
		const media = {
			fromText: (text: string, { signal }: MediumLimits) =>
				text === two[1]
					? Promise.reject(refused)
					: new Promise((_, reject) => signal?.addEventListener("abort", () => reject(signal.reason))),
		};
		const asked = submit(requestFor({ model: "cogvideox-3", image_url: two }), { ...services, media } as never);
		await expect(asked).rejects.toBe(refused);
		expect(submitted).toEqual([]);
	});
});

test("wishes that are not honoured are warnings on the task", async () => {
	await ask({ model: "cogvideox-3", prompt: "a cat", off_peak: true });
	expect(submitted[0]?.submission.warnings).toMatchObject([{ setting: "off_peak" }]);
});

describe("the mark", () => {
	test.each([
		[undefined, true, true],
		[null, false, false],
		[false, true, false],
		[true, false, true],
	] as const)("asked for as %s under a key that says %s is %s", async (asked, ofKey, mark) => {
		const wish = asked === undefined ? {} : { watermark_enabled: asked };
		await ask({ model: "cogvideox-3", prompt: "a cat", ...wish }, { ...CALLER, mark: ofKey });
		expect(submitted[0]?.submission.order.mark).toBe(mark);
	});
});

test("a scripted outcome is for test keys only", async () => {
	const body = { model: "cogvideox-3", prompt: "a cat [[fail]]" };
	await ask(body);
	await ask(body, { ...CALLER, mode: "test" });
	expect(submitted.map(({ submission }) => submission.order.script)).toEqual([null, makeScript({ outcome: "fail" })]);
});

describe("request_id", () => {
	test("is the identity of the request and the client's name for the task", async () => {
		const reply = await ask({ model: "cogvideox-3", prompt: "a cat", request_id: "order-0001" });
		expect(reply.body).toMatchObject({ id: "4711", request_id: "order-0001" });
		expect(submitted[0]?.identity).toEqual({ wire: "zai", key: "order-0001", hash: "hash" });
		expect(submitted[0]?.submission.clientReference).toBe("order-0001");
	});

	test("a repeated one is answered before anything else is looked at", async () => {
		known = makeTask("succeeded", { id: 42, clientReference: "order-0001" });
		const reply = await ask({ request_id: "order-0001", image_url: "http://127.0.0.1/", model: "gone" });
		expect(reply).toMatchObject({
			status: 200,
			body: { id: "42", request_id: "order-0001", task_status: "PROCESSING" },
		});
		expect({ taken, submitted }).toEqual({ taken: [], submitted: [] });
	});

	// Our choice, docs/dialects/zai.md: the newest page's bounds.
	test.each(["short", "x".repeat(65), "", 123456, {}])("%j is refused", async (request_id) => {
		const asked = ask({ model: "cogvideox-3", prompt: "a cat", request_id });
		await expect(asked).rejects.toMatchObject({ code: "invalid_field", field: "request_id" });
	});
});

test("the alias knows a model when none is named", async () => {
	await ask({ prompt: "a cat" }, CALLER, submitByAlias);
	expect(submitted[0]?.submission.order.model).toBe("cogvideox-3");
	await expect(ask({ prompt: "a cat" })).rejects.toMatchObject({ code: "missing_field", field: "model" });
});

test.each([[null], [[]], ["text"], [7]])("a body of %j is no object", async (body) => {
	await expect(ask(body)).rejects.toMatchObject({ code: "malformed_body" });
});

test("nothing is submitted when the image is refused", async () => {
	const refused = new FilmgateError("medium_too_large", "image_url is too large.");
	const asked = submit(requestFor({ model: "cogvideox-3", image_url: "AAAA" }), {
		...services,
		media: { fromText: () => Promise.reject(refused) },
	} as never);
	await expect(asked).rejects.toBe(refused);
	expect(submitted).toEqual([]);
});
