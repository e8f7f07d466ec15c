import { readFileSync } from "node:fs";
import { request as openRequest } from "node:http";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { addAccount } from "../../contracts/add-account.ts";
import { makePng } from "../../contracts/make-png.ts";
import { countRemains, type Remains } from "../../contracts/remains.ts";
import { openTestServer, type TestServer } from "../../contracts/test-server.ts";
import { OPERATIONS } from "../../core/order.ts";

/** Every kind of bad input to the calls that make something; after each there is no task and no hold. */
let server: TestServer;
let before: Remains;

const FILM = readFileSync(new URL("../../media/fixtures/fast-start.mp4", import.meta.url));
const PNG = makePng(720, 1280);

beforeAll(async () => {
	server = await openTestServer({ engine: { capabilities: { operations: OPERATIONS } } });
});

afterAll(() => server.close());

beforeEach(() => {
	before = countRemains(server);
});

interface Answer {
	readonly status: number;
	readonly headers: Headers;
	// biome-ignore lint/suspicious/noExplicitAny: each test reads what it knows to be there, and fails when it is not.
	readonly body: any;
}

type Sent = string | FormData | null;
type Parts = Readonly<Record<string, string | Uint8Array>>;

async function call(method: string, path: string, init: { body?: Sent; type?: string; key?: string } = {}) {
	const headers = new Headers({ authorization: `Bearer ${init.key ?? server.liveKey}` });
	if (init.type !== undefined) headers.set("content-type", init.type);
	const { body } = init;
	const response = await fetch(`${server.url}/v1/videos${path}`, {
		method,
		headers,
		...(body === undefined ? {} : { body }),
	});
	return { status: response.status, headers: response.headers, body: await response.json() } as Answer;
}

const json = (path: string, body: unknown, key?: string) =>
	call("POST", path, { body: JSON.stringify(body), type: "application/json", ...(key === undefined ? {} : { key }) });

function form(path: string, parts: Parts): Promise<Answer> {
	const body = new FormData();
	for (const [name, value] of Object.entries(parts)) {
		if (typeof value === "string") body.append(name, value);
		else body.append(name, new Blob([value as Uint8Array<ArrayBuffer>]), "a.bin");
	}
	return call("POST", path, { body });
}

function expectRefused(
	answer: Answer,
	refusal: { status?: number; code: string; param?: string | null; says?: string },
): void {
	const { status = 400, code, param, says = "" } = refusal;
	expect({ status: answer.status, ...answer.body.error }).toMatchObject({
		status,
		code,
		message: expect.stringContaining(says),
	});
	if (param !== undefined) expect(answer.body.error.param).toBe(param);
	expect(answer.headers.get("x-should-retry")).toBe("false");
	expect(answer.headers.get("x-request-id")).toMatch(/^req_/);
	const { tasks, held, uploads } = countRemains(server);
	expect({ tasks, held, uploads }).toEqual({ tasks: before.tasks, held: before.held, uploads: before.uploads });
}

const prompt = "a cat";
/** To a model that is not the vendor's. */
const open = { prompt, model: "preview" };
const dataUrl = `data:image/png;base64,${PNG.toString("base64")}`;

test.each<[string, Sent, string, string, string | null]>([
	["no body", null, "application/json", "invalid_body", null],
	["an empty body", "", "application/json", "invalid_body", null],
	["no JSON", "prompt", "application/json", "invalid_body", null],
	["half of a JSON", '{"prompt":', "application/json", "invalid_body", null],
	["no object", '["a cat"]', "application/json", "invalid_body", null],
	["multipart without a boundary", "x", "multipart/form-data", "invalid_body", null],
	["an empty form", "", "application/x-www-form-urlencoded", "invalid_body", null],
	[
		"a form without a prompt",
		"model=sora-2",
		"application/x-www-form-urlencoded",
		"missing_required_parameter",
		"prompt",
	],
])("%s", async (_name, body, type, code, param) => {
	expectRefused(await call("POST", "", { body, type }), { code, param });
	expect(countRemains(server)).toEqual(before);
});

test.each<[string, object, string, string, string]>([
	["no prompt", {}, "missing_required_parameter", "prompt", "32000"],
	["a blank prompt", { prompt: " " }, "missing_required_parameter", "prompt", ""],
	["a prompt that is a number", { prompt: 5 }, "invalid_value", "prompt", "a text"],
	["a prompt one code point too long", { prompt: "😀".repeat(32_001) }, "string_above_max_length", "prompt", "32000"],
	["an unknown model", { prompt, model: "sora-9" }, "model_not_found", "model", "sora-2-pro"],
	["a model that is a number", { prompt, model: 2 }, "invalid_value", "model", "preview"],
	["seconds that are a number", { prompt, seconds: 4 }, "invalid_value", "seconds", "4, 8, 12"],
	["seconds out of range", { prompt, seconds: "5" }, "invalid_value", "seconds", "4, 8, 12"],
	["a size of no model", { prompt, size: "1x1" }, "invalid_value", "size", "720x1280"],
	["a size that only the other model has", { prompt, size: "1080x1920" }, "invalid_value", "size", "1024x1792"],
	["seconds of an open model in words", { ...open, seconds: "four" }, "invalid_value", "seconds", "1 to 20"],
	["a quoted number", { ...open, fps: "24" }, "invalid_value", "fps", "8 to 60"],
	["an odd size", { ...open, size: "641x360" }, "invalid_value", "size", "even"],
	["a width alone", { ...open, width: 640 }, "missing_required_parameter", "height", ""],
	["a seed over its range", { ...open, seed: 2 ** 31 }, "invalid_value", "seed", "2147483647"],
	["too many frames", { ...open, fps: 8, num_frames: 400 }, "invalid_value", "num_frames", "160"],
	["a flag that is a text", { ...open, generate_sound: "true" }, "invalid_value", "generate_sound", ""],
	["a video where none goes", { ...open, video_url: "https://a" }, "invalid_value", "video_url", "edits"],
	[
		"a picture that is text",
		{ prompt, input_reference: { image_url: "data:image/png;base64,aGVsbG8=" } },
		"invalid_media",
		"input_reference[image_url]",
		"PNG",
	],
	[
		"a link to a file",
		{ prompt, input_reference: { image_url: "file:///etc/passwd" } },
		"invalid_value",
		"input_reference[image_url]",
		"http",
	],
	[
		"a link to 127.0.0.1",
		{ prompt, input_reference: { image_url: "http://127.0.0.1:1/a" } },
		"invalid_media_url",
		"input_reference[image_url]",
		"",
	],
	[
		"a picture of another size",
		{ prompt, size: "1280x720", input_reference: { image_url: dataUrl } },
		"invalid_media",
		"input_reference",
		"1280x720",
	],
	[
		"a link and an upload",
		{ prompt, input_reference: { image_url: dataUrl, file_id: "file_7" } },
		"mutually_exclusive_parameters",
		"input_reference",
		"one of",
	],
	["an empty reference", { prompt, input_reference: {} }, "missing_required_parameter", "input_reference", "file_id"],
	[
		"an unknown upload",
		{ prompt, input_reference: { file_id: "file_7" } },
		"file_not_found",
		"input_reference[file_id]",
		"",
	],
	[
		"an upload that is no id",
		{ prompt, input_reference: { file_id: "mine" } },
		"invalid_value",
		"input_reference[file_id]",
		"file_",
	],
	[
		"a reference of another server without a picture",
		{ ...open, image_reference: {} },
		"missing_required_parameter",
		"image_reference",
		"image_url",
	],
	[
		"an unknown upload as another server has it",
		{ ...open, image_reference: { file_id: "file_7" } },
		"file_not_found",
		"image_reference[file_id]",
		"",
	],
	[
		"two references",
		{ ...open, image_reference: dataUrl, reference_url: dataUrl },
		"mutually_exclusive_parameters",
		"input_reference",
		"one of",
	],
	["a reference that is a number", { prompt, input_reference: 5 }, "invalid_value", "input_reference", "image_url"],
	["characters that are no list", { prompt, characters: "char_7" }, "invalid_value", "characters", "a list of up to 2"],
	[
		"three characters",
		{ prompt, characters: [1, 2, 3].map((id) => ({ id: `char_${id}` })) },
		"invalid_value",
		"characters",
		"up to 2",
	],
	[
		"a character and a picture",
		{ prompt, characters: [{ id: "char_7" }], input_reference: { image_url: dataUrl } },
		"mutually_exclusive_parameters",
		"characters",
		"",
	],
])("%s", async (_name, body, code, param, says) => {
	expectRefused(await json("", body), { code, param, says });
});

describe("forms", () => {
	test.each<[string, Parts, string, string]>([
		[
			"a file and a link",
			{ prompt, input_reference: PNG, "input_reference[image_url]": dataUrl },
			"mutually_exclusive_parameters",
			"input_reference",
		],
		[
			"a text and an object",
			{ prompt, input_reference: dataUrl, "input_reference[file_id]": "file_7" },
			"mutually_exclusive_parameters",
			"input_reference[file_id]",
		],
		[
			"a file that is text",
			{ prompt, input_reference: Buffer.from("no picture at all") },
			"invalid_media",
			"input_reference",
		],
		["a video for a picture", { prompt, input_reference: FILM }, "invalid_media", "input_reference"],
		["a picture that was cut", { prompt, input_reference: PNG.subarray(0, 60) }, "invalid_media", "input_reference"],
		["a file for a prompt", { prompt: Buffer.from("a cat") }, "invalid_value", "prompt"],
		["a list of files", { prompt, "input_reference[]": PNG }, "invalid_value", "input_reference[]"],
		["a file in a field of another server", { prompt, video_reference: FILM }, "invalid_value", "video_reference"],
		["a file that nobody asks for", { prompt, image: PNG }, "invalid_value", "image"],
	])("with %s", async (_name, parts, code, param) => {
		expectRefused(await form("", parts), { code, param });
	});

	test.each(["multipart/form-data", "application/x-www-form-urlencoded"])("of too many fields, %s", async (type) => {
		const fields = new Array(51).fill(["prompt", prompt]) as [string, string][];
		const parts = new FormData();
		for (const [name, value] of fields) parts.append(name, value);
		const sent = type === "multipart/form-data" ? { body: parts } : { body: `${new URLSearchParams(fields)}`, type };
		expectRefused(await call("POST", "", sent), { code: "invalid_body", says: "at most 50 are allowed" });
	});

	test("of a client that goes away in the middle of a file nothing is left", async () => {
		const request = openRequest(`${server.url}/v1/videos/characters`, {
			method: "POST",
			headers: { authorization: `Bearer ${server.liveKey}`, "content-type": "multipart/form-data; boundary=cut" },
		});
		const closed = new Promise((resolve) => request.on("error", () => {}).on("close", resolve));
		request.write('--cut\r\ncontent-disposition: form-data; name="video"; filename="a.mp4"\r\n\r\n');
		request.write(FILM);
		await vi.waitUntil(() => countRemains(server).files > before.files, { interval: 2, timeout: 10_000 });
		request.destroy();
		await closed;
		await vi.waitUntil(() => countRemains(server).files === before.files, { interval: 2, timeout: 10_000 });
		expect(countRemains(server)).toEqual(before);
	});
});

describe("calls about a video", () => {
	const ids = { done: "", running: "", failed: "", foreign: "", deleted: "" };
	let stranger = "";

	const make = async (key?: string): Promise<string> => (await json("", { prompt }, key)).body.id;
	const state = async (id: string, key?: string): Promise<string> =>
		(await call("GET", `/${id}`, key === undefined ? {} : { key })).body.status;
	const until = (id: string, status: string, key?: string) =>
		vi.waitUntil(async () => (await state(id, key)) === status, { interval: 5, timeout: 10_000 });

	beforeAll(async () => {
		stranger = await addAccount(server);
		ids.done = await make();
		ids.foreign = await make(stranger);
		ids.deleted = await make();
		await until(ids.done, "completed");
		await until(ids.foreign, "completed", stranger);
		await until(ids.deleted, "completed");
		await call("DELETE", `/${ids.deleted}`);
		server.engine.answerNext({ kind: "refused", failure: { code: "engine_refused", message: "Not this one." } });
		ids.failed = await make();
		await until(ids.failed, "failed");
		server.engine.answerNext(() => new Promise(() => {}));
		ids.running = await make();
	});

	test("a failed one says why, in the wire's words", async () => {
		const { status, body } = await call("GET", `/${ids.failed}`);
		expect(status).toBe(200);
		expect(body).toMatchObject({
			status: "failed",
			progress: 100,
			error: { code: "invalid_request", message: "Not this one." },
		});
	});

	test.each<[string, string, () => string, string, number, string]>([
		["status of a foreign one", "GET", () => ids.foreign, "", 404, "not_found"],
		["status of what is no id", "GET", () => "video_x", "", 404, "not_found"],
		["download before the end", "GET", () => ids.running, "/content", 409, "conflict"],
		["download of a failed one", "GET", () => ids.failed, "/content", 404, "not_found"],
		["download of a deleted one", "GET", () => ids.deleted, "/content", 404, "not_found"],
		["download of a foreign one", "GET", () => ids.foreign, "/content", 404, "not_found"],
		["download of an unknown variant", "GET", () => ids.done, "/content?variant=gif", 400, "invalid_value"],
		["deletion of a running one", "DELETE", () => ids.running, "", 409, "conflict"],
		["deletion of a foreign one", "DELETE", () => ids.foreign, "", 404, "not_found"],
		["an unknown call", "POST", () => ids.done, "/cancel", 404, "unknown_url"],
	])("%s", async (_name, method, id, path, status, code) => {
		const param = status === 400 ? "variant" : code === "unknown_url" ? null : "video_id";
		expectRefused(await call(method, `/${id()}${path}`), { status, code, param });
	});

	test.each<[string, () => string, number, string]>([
		["a foreign one", () => ids.foreign, 404, "not_found"],
		["a failed one", () => ids.failed, 409, "conflict"],
		["a running one", () => ids.running, 409, "conflict"],
		["a deleted one", () => ids.deleted, 404, "not_found"],
	])("remix of %s", async (_name, id, status, code) => {
		expectRefused(await json(`/${id()}/remix`, { prompt }), { status, code, param: "video_id" });
	});

	test.each<[string, () => string, number, string]>([
		["foreign", () => ids.foreign, 400, "file_not_found"],
		["deleted", () => ids.deleted, 400, "file_not_found"],
		["failed", () => ids.failed, 409, "conflict"],
		["misspelled", () => "mine", 400, "invalid_value"],
	])("edit and extension of one that is %s", async (_name, id, status, code) => {
		for (const path of ["/edits", "/extensions"]) {
			const refusal = { status, code, param: "video[id]" };
			expectRefused(await form(path, { prompt, seconds: "4", "video[id]": id() }), refusal);
			expectRefused(await json(path, { prompt, seconds: "4", video: { id: id() } }), refusal);
		}
	});

	test("a source that is a text", async () => {
		const refusal = { code: "invalid_value", param: "video", says: "an object with the id" };
		for (const path of ["/edits", "/extensions"]) {
			expectRefused(await json(path, { prompt, seconds: "4", video: ids.done }), refusal);
		}
	});

	test("a remix takes no file", async () => {
		const refusal = { code: "invalid_value", param: "video", says: "no file in this call" };
		expectRefused(await form(`/${ids.done}/remix`, { prompt, video: FILM }), refusal);
	});

	test.each<[string, Parts, string, string]>([
		["without a video", { prompt, seconds: "4" }, "missing_required_parameter", "video"],
		["without seconds", { prompt, video: FILM }, "missing_required_parameter", "seconds"],
		["of seconds that are not for sale", { prompt, seconds: "5", video: FILM }, "invalid_value", "seconds"],
		["with a picture for a video", { prompt, seconds: "4", video: PNG }, "invalid_media", "video"],
		[
			"with a file and an id",
			{ prompt, seconds: "4", video: FILM, "video[id]": "video_7" },
			"mutually_exclusive_parameters",
			"video",
		],
	])("an extension %s", async (_name, parts, code, param) => {
		expectRefused(await form("/extensions", parts), { code, param });
	});

	test.each<[string, string, string]>([
		["another account's", `after=`, "after"],
		["no id", "after=first", "after"],
		["unknown", "after=video_7", "after"],
		["a limit of none", "limit=0", "limit"],
		["a limit of too many", "limit=101", "limit"],
		["an order that is none", "order=up", "order"],
	])("a list with a cursor or page that is %s", async (_name, query, param) => {
		const foreign = query === "after=" ? ids.foreign : "";
		expectRefused(await call("GET", `?${query}${foreign}`), { code: "invalid_value", param });
	});
});

test("keys, money and limits are refused in the wire's words", async () => {
	const poor = await addAccount(server, { balance: 0 });
	expectRefused(await json("", { prompt }, poor), { status: 429, code: "insufficient_quota" });
	expectRefused(await json("", { prompt }, "fg1.wrong"), { status: 401, code: "invalid_api_key" });
	const none = await fetch(`${server.url}/v1/videos`, { method: "POST", body: "{}" });
	expect([none.status, await none.json()]).toMatchObject([
		401,
		{ error: { type: "invalid_request_error", code: null } },
	]);
	const busy = await addAccount(server, { maxInFlight: 0 });
	const limited = await json("", { prompt }, busy);
	expect(limited).toMatchObject({ status: 429, body: { error: { code: "rate_limit_exceeded" } } });
	expect(limited.headers.get("x-should-retry")).toBe("true");
	expect(Number(limited.headers.get("retry-after-ms"))).toBeGreaterThan(0);
});
