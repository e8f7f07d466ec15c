import { once } from "node:events";
import { readFileSync } from "node:fs";
import { request as openRequest } from "node:http";
import type * as wire from "@filmgate/sdk";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { addAccount } from "../../contracts/add-account.ts";
import { makePng } from "../../contracts/make-png.ts";
import { countRemains, type Remains } from "../../contracts/remains.ts";
import { openTestServer, type TestServer } from "../../contracts/test-server.ts";
import { useServers } from "../../media/fixtures/links.ts";
import { createClient } from "./testing/client.ts";

const PICTURE = makePng(300, 200);
const FILM = readFileSync(new URL("../../media/fixtures/fast-start.mp4", import.meta.url));
const serve = useServers();

let server: TestServer;
let before: Remains;
const { call, refused, ended, submit } = createClient(() => server);

beforeAll(async () => {
	server = await openTestServer({ config: { allowLinks: ["localhost"] } });
});
afterAll(() => server.close());
beforeEach(() => {
	before = countRemains(server);
});

const upload = (bytes: Uint8Array, type = "application/octet-stream") =>
	call<wire.Upload>("POST", "/uploads", { body: bytes, headers: { "content-type": type } });

function form(...files: Uint8Array[]): FormData {
	const parts = new FormData();
	parts.append("words", "beside");
	for (const bytes of files) parts.append("file", new Blob([bytes as Uint8Array<ArrayBuffer>]), "fox.png");
	return parts;
}

describe("an upload", () => {
	test("is what its bytes say, whatever it was called", async () => {
		const { status, headers, body } = await upload(PICTURE, "text/plain");
		expect(status).toBe(201);
		expect(headers.get("location")).toBe(`/api/v1/uploads/${body.id}`);
		expect(body).toMatchObject({
			id: expect.stringMatching(/^upload_\d+$/),
			...{ mime: "image/png", bytes: PICTURE.length, width: 300, height: 200, seconds: null },
		});
		const shown = await fetch(body.url);
		expect(Buffer.from(await shown.arrayBuffer()).equals(PICTURE)).toBe(true);
		expect((await call("GET", `/uploads/${body.id}`)).body).toEqual(body);
	});

	test("may come as a form or as a link", async () => {
		expect((await call("POST", "/uploads", { body: form(FILM) })).body).toMatchObject({ mime: "video/mp4" });
		const port = await serve((_request, response) => void response.end(PICTURE));
		const link = `http://localhost:${port}/fox`;
		expect((await call("POST", "/uploads", { body: { link } })).body).toMatchObject({ mime: "image/png" });
	});

	test("is made once under one idempotency key; other bytes under it are refused", async () => {
		const make = (body: object, headers = { "idempotency-key": "upload-1", "content-type": "image/png" }) =>
			call<wire.Upload>("POST", "/uploads", { headers, body });
		const first = await make(PICTURE);
		expect((await make(PICTURE)).body).toEqual(first.body);
		before = countRemains(server);
		const others = [makePng(90, 90), form(makePng(91, 90)), form(PICTURE, makePng(92, 90)), form(), "no picture"];
		for (const body of others) {
			const wrong = await call<wire.Problem>("POST", "/uploads", { headers: { "idempotency-key": "upload-1" }, body });
			expect([wrong.status, wrong.headers.get("x-should-retry")]).toEqual([422, "false"]);
			expect(wrong.body.code).toMatch(/duplicate_request|missing_field|conflicting_fields/);
		}
		expect(
			(await call("POST", "/uploads", { headers: { "idempotency-key": "upload-1" }, body: form(PICTURE) })).body,
		).toEqual(first.body);
		expect(countRemains(server)).toEqual(before);
		expect((await make(PICTURE, { "idempotency-key": "upload-2", "content-type": "image/png" })).body.id).not.toBe(
			first.body.id,
		);
	});

	test("that named itself is not fetched again, whatever its link leads to by then", async () => {
		let fetched = 0;
		const port = await serve((_request, response) => {
			fetched += 1;
			response.writeHead(fetched === 1 ? 200 : 404).end(PICTURE);
		});
		const make = (path: string) =>
			call<wire.Upload>("POST", "/uploads", {
				headers: { "idempotency-key": "linked-1" },
				body: { link: `http://localhost:${port}/${path}` },
			});
		const first = await make("fox");
		const again = await make("fox");
		expect([again.status, again.body]).toEqual([201, first.body]);
		expect((await make("hare")).body).toMatchObject({ code: "duplicate_request", field: "Idempotency-Key" });
		expect(fetched).toBe(1);
	});

	test("is listed with its kind, newest first, until it is deleted", async () => {
		const key = server.testKey;
		const made: string[] = [];
		for (let size = 64; size < 67; size += 1) {
			const body = makePng(size, 64);
			made.unshift((await call<wire.Upload>("POST", "/uploads", { key, body, headers: PNG })).body.id);
		}
		const page = async (query: string) => (await call<wire.UploadPage>("GET", `/uploads?${query}`, { key })).body;
		const first = await page("limit=2");
		expect(first.data.map(({ id }) => id)).toEqual(made.slice(0, 2));
		expect((await page(`limit=2&cursor=${first.nextCursor}`)).data.map(({ id }) => id)).toEqual(made.slice(2));
		expect((await call("DELETE", `/uploads/${made[0]}`, { key })).status).toBe(204);
		await refused(`GET /uploads/${made[0]}`, [404, "not_found", "id"], { key });
		await refused(`DELETE /uploads/${made[0]}`, [404, "not_found", "id"], { key });
		expect((await page("")).data.map(({ id }) => id)).toEqual(made.slice(1));
	});

	test("is not what another wire keeps for itself", async () => {
		const form = new FormData();
		form.set("name", "Ann");
		form.set("video", new Blob([FILM], { type: "video/mp4" }), "ann.mp4");
		const asking = { headers: { authorization: `Bearer ${server.liveKey}` } };
		const made = await fetch(`${server.url}/v1/videos/characters`, { method: "POST", body: form, ...asking });
		const { id } = (await made.json()) as { id: string };
		const spelled = id.replace("char_", "upload_");
		for (const verb of ["GET", "DELETE"]) await refused(`${verb} /uploads/${spelled}`, [404, "not_found", "id"]);
		expect((await fetch(`${server.url}/v1/videos/characters/${id}`, asking)).status).toBe(200);
	});

	const PNG = { "content-type": "image/png" };
});

describe("what is refused leaves nothing behind:", () => {
	test.each<[string, object | string | undefined, readonly [number, wire.ProblemCode, string?]]>([
		["no body", undefined, [400, "no_body", "file"]],
		["text", Buffer.from("I am a picture, am I not?"), [422, "medium_format_refused", "file"]],
		["half a picture", PICTURE.subarray(0, 40), [422, "medium_unreadable", "file"]],
		["a form without a file", form(), [422, "missing_field", "file"]],
		["an object without a link", {}, [422, "missing_field", "link"]],
		["a link that is a number", { link: 5 }, [422, "invalid_field", "link"]],
		["a link to this machine", { link: "http://127.0.0.1:1/a.png" }, [422, "link_refused", "link"]],
		["a data URL for a link", { link: "data:image/png;base64,AAAA" }, [422, "link_refused", "link"]],
	])("%s", async (_, body, refusal) => {
		const { detail } = await refused("POST /uploads", refusal, body === undefined ? {} : { body });
		expect(detail).toMatch(/[^.]\.$/);
		expect(countRemains(server)).toEqual(before);
	});

	test.each(["image/png", "multipart/form-data; boundary=x"])("a body of %s that is cut in half", async (type) => {
		const request = openRequest(`${server.url}/api/v1/uploads`, {
			method: "POST",
			headers: { authorization: `Bearer ${server.liveKey}`, "content-type": type, "content-length": "50000" },
		});
		const closed = new Promise((resolve) => request.on("error", () => {}).on("close", resolve));
		await new Promise((sent) => request.write(PICTURE, sent));
		request.destroy();
		await closed;
		await vi.waitFor(() => expect(countRemains(server)).toEqual(before), { interval: 10 });
	});

	test("one that is too large, and its connection goes on", async () => {
		const request = openRequest(`${server.url}/api/v1/uploads`, {
			method: "POST",
			headers: { authorization: `Bearer ${server.liveKey}`, "content-type": "image/png" },
		});
		request.on("error", () => {});
		const answered = once(request, "response");
		const chunk = Buffer.alloc(1024 * 1024);
		for (let sent = 0; sent <= 101; sent += 1) if (!request.write(chunk)) await once(request, "drain");
		request.end();
		const [response] = await answered;
		const body = JSON.parse(Buffer.concat(await response.toArray()).toString());
		expect([response.statusCode, body.code, body.allowed]).toEqual([422, "medium_too_large", "up to 100 MiB"]);
		await vi.waitFor(() => expect(countRemains(server)).toEqual(before), { interval: 10 });
	});

	test("ids that are none, or somebody else's", async () => {
		const foreign = (await upload(PICTURE)).body.id;
		const key = await addAccount(server);
		await refused("GET /uploads/fox", [400, "invalid_id", "id"]);
		await refused("GET /uploads/upload_1", [404, "not_found", "id"]);
		await refused(`GET /uploads/${foreign}`, [404, "not_found", "id"], { key });
		await refused(`DELETE /uploads/${foreign}`, [404, "not_found", "id"], { key });
		await refused(`GET /uploads/${foreign}`, [404, "not_found", "id"], { key: server.testKey });
		await refused("GET /uploads?cursor=x", [422, "invalid_field", "cursor"]);
	});
});

describe("an order", () => {
	const from = (id: string) => ({ upload: id });

	test("names uploads and tasks by role, and takes the film's own shape and length", async () => {
		const film = (await upload(FILM)).body;
		const face = (await upload(PICTURE)).body;
		const inputs = [
			{ role: "source", from: from(film.id) },
			{ role: "mask", from: from(face.id) },
			{ role: "reference", from: from(face.id), name: "fox" },
		];
		const swapped = await ended({ operation: "swap", prompt: "@fox", inputs, keyframe: 2 });
		expect(swapped).toMatchObject({ status: "succeeded", operation: "swap", width: 112, height: 64 });
		expect(swapped.warnings).toEqual([]);
		const given = server.engine.starts.at(-1)?.order;
		expect(given?.inputs.map(({ role, name, medium }) => [role, name, medium.sha256])).toEqual([
			["source", undefined, film.sha256],
			["mask", undefined, face.sha256],
			["reference", "fox", face.sha256],
		]);
		expect(given?.settings).toMatchObject({ keyframe: 2, keepSound: true });

		const longer = await ended({
			operation: "extend",
			seconds: 3,
			inputs: [{ role: "source", from: { task: swapped.id } }],
		});
		expect(longer).toMatchObject({ operation: "extend", seconds: swapped.seconds + 3 });
		expect(server.engine.starts.at(-1)?.order.settings.sourceTask).toBe(Number(swapped.id.slice(5)));
	});

	test("is told what was passed over", async () => {
		const film = (await upload(FILM)).body;
		const { warnings } = await ended({
			...{ operation: "sound-effect", camera: "zoom_in", prompt: "rain" },
			inputs: [{ role: "source", from: from(film.id) }],
		});
		expect(warnings.map(({ setting }) => setting)).toEqual(["camera", "prompt"]);
	});

	test("that names what is not there, or not fit, leaves no task", async () => {
		const film = (await upload(FILM)).body;
		const face = (await upload(PICTURE)).body;
		before = countRemains(server);
		const restyle = (source: unknown) => ({
			operation: "restyle",
			style: "clay",
			inputs: [{ role: "source", from: source }],
		});
		const field = "inputs[0].from";
		const wrong: [unknown, readonly [number, wire.ProblemCode, string]][] = [
			[from("upload_1"), [422, "medium_not_found", `${field}.upload`]],
			[from("fox"), [422, "invalid_field", `${field}.upload`]],
			[{ task: "task_1" }, [422, "medium_not_found", `${field}.task`]],
			[{ task: "fox" }, [422, "invalid_field", `${field}.task`]],
			[from(face.id), [422, "medium_format_refused", field]],
			["file:///etc/passwd", [422, "link_refused", field]],
			[`data:video/mp4;base64,${PICTURE.toString("base64")}`, [422, "medium_format_refused", field]],
		];
		for (const [source, refusal] of wrong) await refused("POST /tasks", refusal, { body: restyle(source) });
		const key = await addAccount(server);
		await refused("POST /tasks", [422, "medium_not_found", `${field}.upload`], {
			key,
			body: restyle(from(film.id)),
		});
		const { tasks, held, files } = countRemains(server);
		expect({ tasks, held, files }).toEqual({ tasks: before.tasks, held: before.held, files: before.files });
	});

	test("takes a picture that another task made", async () => {
		expect((await submit({ operation: "text-to-image", prompt: "a fox" })).body).toMatchObject({ seconds: 0, fps: 0 });
	});
});
