import { beforeEach, describe, expect, test } from "vitest";
import { makeAccount, makeFilm, makeTask } from "../../contracts/task-factory.ts";
import type { Caller } from "../../core/account.ts";
import { FilmgateError } from "../../core/errors.ts";
import type { JsonValue } from "../../core/json.ts";
import type { Submission } from "../../core/new-task.ts";
import { FAILURE_CODES, type Task } from "../../core/task.ts";
import type { DialectRequest, DialectServices } from "../dialect.ts";
import { generateImage, submitImage } from "./images.ts";

const CALLER: Caller = { account: makeAccount(), mode: "live", keyId: "key", mark: true };
const PICTURE = makeFilm({ kind: "image", mime: "image/png", cover: null });

let submitted: Submission[];
/** What waiting comes to. */
let waited: Task;
let known: Task | null;
/** Why nobody may wait. */
let refusal: FilmgateError | null;

beforeEach(() => {
	submitted = [];
	known = null;
	refusal = null;
	waited = makeTask("succeeded", { id: 4711, films: [PICTURE], createdAt: 1_767_225_600_999 });
});

/** Just what these calls may use; anything else that they touched would throw. */
const services = {
	tasks: {
		replay: async () => known,
		submit: async (_caller: Caller, submission: Submission) => {
			submitted.push(submission);
			const { order, clientReference } = submission;
			return { task: makeTask("queued", { id: 4711, order, clientReference }), replayed: false };
		},
		wait: async (_caller: Caller, id: number, { waitMs }: { waitMs: number }) => {
			expect(waitMs).toBeLessThanOrEqual(60_000);
			expect(id).toBe(known?.id ?? 4711);
			if (refusal !== null) throw refusal;
			return waited;
		},
		mintSeed: () => 99,
	},
} as unknown as DialectServices;

function ask(body: JsonValue, { handler = generateImage, language = "en", caller = CALLER } = {}) {
	const links = { film: (_task: Task, film: { id: number }) => `http://gate/films/${film.id}` };
	const rest = { headers: { "accept-language": language }, signal: new AbortController().signal, links };
	return handler({ caller, json: () => body, bodyHash: () => "hash", ...rest } as unknown as DialectRequest, services);
}

const CAT = { model: "glm-image", prompt: "a cat" };

test("a picture is answered as a link, with the second in which it was asked for", async () => {
	const reply = await ask(CAT);
	expect(reply).toMatchObject({ status: 200, headers: { "content-type": "application/json; charset=UTF-8" } });
	expect(reply.body).toEqual({ created: 1_767_225_600, data: [{ url: `http://gate/films/${PICTURE.id}` }] });
});

test("it is a complete order of a still, at the vendor's price", async () => {
	await ask({ ...CAT, size: "1024x1536", watermark_enabled: false, request_id: "image-0001" });
	expect(submitted).toMatchObject([
		{
			wire: "zai",
			price: 15_000,
			clientReference: "image-0001",
			warnings: [],
			order: {
				operation: "text-to-image",
				model: "glm-image",
				prompt: "a cat",
				inputs: [],
				seed: 99,
				width: 1024,
				height: 1536,
				seconds: 0,
				fps: 0,
				sound: false,
				mark: false,
				script: null,
				settings: { quality: "hd", style: null },
			},
		},
	]);
});

test("a request that was made before is waited for, not made again", async () => {
	known = makeTask("running", { id: 42 });
	expect(await ask({ request_id: "image-0001", model: "gone" })).toMatchObject({ status: 200 });
	expect(submitted).toEqual([]);
});

test("the asynchronous call answers as a film's submit does", async () => {
	const reply = await ask(CAT, { handler: submitImage });
	expect(reply.body).toEqual({ id: "4711", request_id: "4711", model: "glm-image", task_status: "PROCESSING" });
});

describe("a wait that ends first", () => {
	test.each([
		["en", "GET /api/paas/v4/async-result/4711 answers it"],
		["zh", "请用 GET /api/paas/v4/async-result/4711 查询结果"],
	])("says in %s where to look, and is not to be repeated", async (language, says) => {
		waited = makeTask("running", { id: 4711 });
		const reply = await ask(CAT, { language });
		// Our choice, docs/dialects/zai.md: clients repeat 5xx and 429 by themselves, and would pay for each.
		expect(reply).toMatchObject({ status: 400, headers: { "x-should-retry": "false" } });
		expect(reply.body).toEqual({ error: { code: "1230", message: expect.stringContaining(says) } });
	});
});

test("an account that waits for enough already is told where to look, not to ask again", async () => {
	refusal = new FilmgateError("rate_limited", "This account may hold 1 answers open at a time.");
	const reply = await ask(CAT);
	expect(reply).toMatchObject({ status: 400, headers: { "x-should-retry": "false" } });
	expect(reply.body).toMatchObject({ error: { code: "1230", message: expect.stringContaining("async-result/4711") } });
	refusal = new FilmgateError("not_found", "There is no such task.");
	await expect(ask(CAT)).rejects.toBe(refusal);
});

describe("a picture that was not made", () => {
	test.each(FAILURE_CODES)("%s has an error of the wire, in both languages", async (code) => {
		waited = makeTask("failed", { id: 4711, failure: { code, message: "Said." } });
		const reply = await ask(CAT);
		expect(reply.status).toBeGreaterThanOrEqual(400);
		expect(reply.body).toMatchObject({ error: { code: expect.stringMatching(/^1\d{3}$/), message: "Said." } });
		const chinese = await ask(CAT, { language: "zh" });
		expect(chinese).toMatchObject({
			status: reply.status,
			body: { error: { message: expect.stringMatching(/\p{Script=Han}.*Said\./u) } },
		});
	});

	test.each([
		["before it was made", null, "user"],
		["afterwards", 1, "assistant"],
	])("because it was refused %s says whose content that was", async (_name, archivingAt, role) => {
		waited = makeTask("rejected", { id: 4711, archivingAt });
		const reply = await ask(CAT);
		expect(reply).toMatchObject({ status: 400, body: { error: { code: "1301" } } });
		expect(reply.body).toMatchObject({ contentFilter: [{ level: 1, role }] });
	});

	test("because nobody knows what became of it is not to be ordered again by a client on its own", async () => {
		waited = makeTask("failed", { id: 4711, failure: { code: "outcome_unknown", message: "" } });
		expect((await ask(CAT)).headers).toMatchObject({ "x-should-retry": "false" });
	});
});
